// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/stepmarkctl/output.h"

#include "app/work/progress_text.h"
#include "model/run/progress_json.h"

#include <unistd.h>

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <memory>
#include <numeric>
#include <vector>

namespace stepmark::ctl {

using work::Json;

namespace {

void printJsonProgress(const Progress& p) {
    std::fprintf(stderr, "%s\n", toJson(p).dump(-1, ' ', false, Json::error_handler_t::replace).c_str());
}

std::string words(const Progress& p) {
    std::string text = work::stageWords(p);
    if (p.total > 0)
        text += "  " + std::to_string(p.done) + " of " + std::to_string(p.total);
    if (p.total > 0 && p.unit != Unit::None)
        text += " " + std::string(toText(p.unit));
    char number[48];
    if (p.units_per_s > 0) {
        std::snprintf(number, sizeof number, "  %.0f/s", p.units_per_s);
        text += number;
    }
    if (p.loss) {
        std::snprintf(number, sizeof number, "  loss %.4f", *p.loss);
        text += number;
    }
    return p.note.empty() ? text : text + "  " + p.note;
}

constexpr std::size_t kMostLetters = 100; ///< of a table's cell
constexpr std::size_t kWidestTable = 160;

/// {"code", "text", ...}: the code and its numbers are for programs, the text says them in full.
bool isNote(const Json& value) { return value.is_object() && value.contains("code") && value.contains("text"); }

bool isTable(const Json& value) {
    return value.is_array() && !value.empty() &&
           std::all_of(value.begin(), value.end(), [](const Json& row) { return row.is_object(); });
}

std::string cell(const Json& value);

bool isInterval(const Json& value) {
    return value.is_array() && value.size() == 2 &&
           std::all_of(value.begin(), value.end(), [](const Json& end) { return end.is_number_float(); });
}

/// "training 12, validation 3"
std::string innerObject(const Json& value) {
    std::string text;
    for (const auto& [key, entry] : value.items())
        text += (text.empty() ? "" : ", ") + key + " " + cell(entry);
    return text.empty() ? "-" : text;
}

/// "ann 1; bob -1"
std::string innerRows(const Json& rows) {
    std::string text;
    for (const Json& row : rows) {
        text += text.empty() ? "" : ";";
        for (const Json& entry : row)
            text += (text.empty() ? "" : " ") + cell(entry);
    }
    return text;
}

/// For people: four digits of a fraction, lists with commas. --json has all of it.
std::string cell(const Json& value) {
    if (value.is_null())
        return "-";
    if (value.is_string())
        return value.get<std::string>();
    if (value.is_number_float() && !std::isfinite(value.get<double>()))
        return "-";
    if (value.is_number_float()) {
        char number[32];
        std::snprintf(number, sizeof number, std::abs(value.get<double>()) < 1000 ? "%.4g" : "%.0f",
                      value.get<double>());
        return number;
    }
    if (value.is_object())
        return innerObject(value);
    if (isInterval(value))
        return cell(value[0]) + " to " + cell(value[1]);
    if (isTable(value))
        return innerRows(value);
    if (!value.is_array())
        return value.dump(-1, ' ', false, Json::error_handler_t::replace);
    std::string text;
    for (const Json& entry : value)
        text += (text.empty() ? "" : ", ") + cell(entry);
    return text;
}

/// Characters, not bytes, so that columns stay straight beyond ASCII.
std::size_t width(const std::string& text) {
    return static_cast<std::size_t>(
        std::count_if(text.begin(), text.end(), [](char byte) { return (byte & 0xC0) != 0x80; }));
}

/// What a file or a labeler wrote, so that it neither breaks the table nor speaks to the terminal; long texts are cut.
std::string oneLine(std::string text, std::size_t most) {
    std::size_t letters = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const auto byte = static_cast<unsigned char>(text[i]);
        if ((byte & 0xC0) != 0x80 && ++letters > most)
            return text.substr(0, i) + "…";
        if (byte < 0x20 || byte == 0x7F)
            text[i] = ' ';
    }
    return text;
}

/// A list of objects as a table; columns in the order in which the rows name them. False, with nothing added, where it
/// would be wider than anybody can read.
bool addTable(std::string& text, const Json& rows, const std::string& indent) {
    std::vector<std::vector<std::string>> table(1); // the first row is the heading
    std::vector<std::size_t> widths;
    for (const Json& row : rows)
        for (const auto& [key, value] : row.items())
            if (std::find(table[0].begin(), table[0].end(), key) == table[0].end()) {
                table[0].push_back(key);
                widths.push_back(width(key));
            }
    for (const Json& row : rows) {
        std::vector<std::string> cells;
        for (std::size_t column = 0; column < widths.size(); ++column) {
            cells.push_back(row.contains(table[0][column]) ? oneLine(cell(row[table[0][column]]), kMostLetters) : "-");
            widths[column] = std::max(widths[column], width(cells.back()));
        }
        table.push_back(std::move(cells));
    }
    if (std::accumulate(widths.begin(), widths.end(), indent.size() + 2 * widths.size()) > kWidestTable)
        return false;
    for (const auto& cells : table) {
        std::string line = indent;
        for (std::size_t column = 0; column < cells.size(); ++column) {
            line += cells[column];
            if (column + 1 < cells.size())
                line.append(widths[column] - width(cells[column]) + 2, ' ');
        }
        text += line + "\n";
    }
    return true;
}

/// What must not be overlooked: red where a terminal shows it.
void addWarnings(std::string& text, const Json& lines, bool colour) {
    for (const Json& line : lines)
        text += (colour ? "\033[31m" : "") + oneLine(cell(line), std::string::npos) + (colour ? "\033[0m\n" : "\n");
}

void addWords(std::string& text, const Json& value, const std::string& indent, bool colour);

/// A table where that can be read, else the rows one below the other.
void addRows(std::string& text, const Json& rows, const std::string& indent, bool colour) {
    if (addTable(text, rows, indent))
        return;
    for (std::size_t i = 0; i < rows.size(); ++i) {
        text += i > 0 ? "\n" : "";
        addWords(text, rows[i], indent, colour);
    }
}

void addWords(std::string& text, const Json& value, const std::string& indent, bool colour) {
    for (const auto& [key, entry] : value.items()) {
        if (key == "warnings") {
            addWarnings(text, entry, colour);
        } else if (entry.is_object()) {
            if (entry.empty())
                continue; // no reasons to give
            text += indent + key + ":\n";
            addWords(text, entry, indent + "  ", colour);
        } else if (isTable(entry) && isNote(entry.front())) {
            text += indent + key + ":\n";
            for (const Json& note : entry)
                text += indent + "  " + oneLine(cell(note["text"]), std::string::npos) + "\n";
        } else if (isTable(entry)) {
            text += indent + key + ":\n";
            addRows(text, entry, indent + "  ", colour);
        } else if (entry.is_array() && !entry.empty() && entry.front().is_string()) {
            text += indent + key + ":\n";
            for (const Json& line : entry)
                text += indent + "  " + oneLine(cell(line), std::string::npos) + "\n";
        } else {
            const std::string space(key.size() < 18 ? 18 - key.size() : 0, ' ');
            text += indent + key + space + " " + oneLine(cell(entry), std::string::npos) + "\n";
        }
    }
}

Json withoutBlanks(Json value) {
    if (value.is_string() && value.get_ref<const std::string&>().empty())
        return nullptr;
    if (value.is_structured())
        for (Json& entry : value)
            entry = withoutBlanks(std::move(entry));
    return value;
}

std::string lineOf(const Json& result) {
    return withoutBlanks(result).dump(-1, ' ', false, Json::error_handler_t::replace) + "\n";
}

} // namespace

ProgressSink progressPrinter(bool json) {
    if (json)
        return printJsonProgress;
    const bool terminal = isatty(STDERR_FILENO) != 0;
    const auto before = std::make_shared<Progress>();
    return [terminal, before](const Progress& p) {
        const bool is_new = !p.sameStage(*before);
        if (terminal)
            std::fprintf(stderr, "%s\r\033[K%s", is_new && before->stage != Stage::None ? "\n" : "", words(p).c_str());
        else if (is_new)
            std::fprintf(stderr, "%s\n", words(p).c_str());
        *before = p;
        std::fflush(stderr);
    };
}

bool printText(const std::string& text, std::FILE* out) {
    return std::fwrite(text.data(), 1, text.size(), out) == text.size() && std::fflush(out) == 0;
}

bool printResult(const Json& result, bool json, std::FILE* out) {
    if (isatty(STDERR_FILENO) != 0 && !json)
        std::fprintf(stderr, "\r\033[K");
    std::string text;
    if (json)
        text = lineOf(result);
    else
        addWords(text, withoutBlanks(result), "", isatty(fileno(out)) != 0);
    return printText(text, out);
}

void printError(const std::string& message, bool json, std::FILE* out, const Json& details) {
    if (!json) {
        printText((isatty(STDERR_FILENO) != 0 ? "\nstepmarkctl: " : "stepmarkctl: ") + message + "\n", stderr);
        return;
    }
    Json error = {{"error", message}};
    error.update(details);
    printText(lineOf(error), stderr);
    if (out != stderr)
        printText(lineOf(error), out);
}

} // namespace stepmark::ctl
