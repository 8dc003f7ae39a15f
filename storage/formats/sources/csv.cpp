// SPDX-License-Identifier: GPL-3.0-or-later
// RFC 4180, with semicolons or tabs too: the first line names the columns; a cell in quotes may hold separators, line
// breaks and doubled quotes.
#include "storage/formats/sources/record_source.h"

#include <algorithm>
#include <array>
#include <cctype>

namespace stepmark::formats {

namespace {

using Cells = std::vector<std::string>;

// What a spreadsheet would take for a formula was written with an apostrophe in front (model/domain/csv.h).
void takeApostropheOff(std::string& cell) {
    const auto text = cell.find_first_not_of('\'');
    if (text != 0 && text != std::string::npos && std::string_view("=+-@\t\r").find(cell[text]) != std::string_view::npos)
        cell.erase(0, 1);
}

Cells cellsOf(std::string_view text, char separator) {
    Cells cells(1);
    bool quoted = false, was_quoted = false;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        if (quoted && c == '"' && i + 1 < text.size() && text[i + 1] == '"') {
            cells.back() += '"';
            ++i;
        } else if (quoted && c == '"') {
            quoted = false;
        } else if (quoted) {
            cells.back() += c;
        } else if (c == separator) {
            cells.emplace_back();
            was_quoted = false;
        } else if (c == '"' && cells.back().empty() && !was_quoted) {
            quoted = was_quoted = true;
        } else if (was_quoted && c != ' ') {
            throw Error("something follows the closing quote of cell " + std::to_string(cells.size()) + ".");
        } else if (!was_quoted) {
            cells.back() += c;
        }
    }
    if (quoted)
        throw Error("the quote of cell " + std::to_string(cells.size()) + " is never closed.");
    return cells;
}

// The separator by which the line falls into most cells.
char separatorOf(std::string_view line) {
    char best = ',';
    std::ptrdiff_t most = 0;
    for (const char separator : {',', ';', '\t'})
        if (const auto count = std::count(line.begin(), line.end(), separator); count > most) {
            most = count;
            best = separator;
        }
    return best;
}

class Csv : public RecordSource {
public:
    explicit Csv(std::unique_ptr<ByteSource> bytes)
        : RecordSource(std::move(bytes)) {
        RawRecord header;
        nextText(header);
        m_separator = separatorOf(header.text);
        try {
            m_columns = cellsOf(header.text, m_separator);
        } catch (const Error& error) {
            throw errorAt(error.what(), header);
        }
        for (const std::string& name : m_columns)
            if (std::count(m_columns.begin(), m_columns.end(), name) > 1)
                throw errorAt("the column \"" + name.substr(0, 60) + "\" is there twice.", header);
    }

    bool next(RawRecord& record) override {
        while (nextText(record))
            if (record.text.find_first_not_of(" \t\r\n") != std::string::npos)
                return true;
        return false;
    }

    nlohmann::json parse(const RawRecord& record) const override {
        if (record.text.find('\0') != std::string::npos)
            throw Error("there is a NUL byte in it: take it out.");
        Cells cells = cellsOf(record.text, m_separator);
        if (cells.size() != m_columns.size())
            throw Error("there are " + std::to_string(cells.size()) + " cells, but the first line names " +
                        std::to_string(m_columns.size()) + " columns.");
        nlohmann::json row = nlohmann::json::object();
        for (std::size_t i = 0; i < cells.size(); ++i) {
            takeApostropheOff(cells[i]);
            row[m_columns[i]] = std::move(cells[i]);
        }
        try {
            row.dump(); // checks the encoding of all cells
        } catch (const nlohmann::json::exception&) {
            throw Error("the text is not valid UTF-8: convert the file to UTF-8.");
        }
        return row;
    }

    bool hasCells() const override { return true; }

private:
    // A line, and those that belong to it because a quote is open.
    bool nextText(RawRecord& record) {
        if (!readLine(record.text))
            return false;
        record.line = m_line;
        const auto isOdd = [](const std::string& line) { return std::count(line.begin(), line.end(), '"') % 2 != 0; };
        std::string more;
        for (bool open = isOdd(record.text); open && readLine(more); open = open != isOdd(more)) {
            record.text += '\n' + more;
            requireShort(record.text);
        }
        if (!record.text.empty() && record.text.back() == '\r')
            record.text.pop_back();
        return true;
    }

    char m_separator = ',';
    Cells m_columns;
};

} // namespace

bool looksLikeCsv(std::string_view beginning) {
    const std::string_view line = beginning.substr(0, beginning.find_first_of("\r\n"));
    if (line.size() > 4096 || line.find_first_of(",;\t") == std::string_view::npos)
        return false;
    try {
        const Cells names = cellsOf(line, separatorOf(line));
        return std::all_of(names.begin(), names.end(), [](const std::string& name) {
            return !name.empty() && name.size() <= 64 && std::all_of(name.begin(), name.end(), [](unsigned char c) {
                return std::isalnum(c) != 0 || c >= 0x80 ||
                       std::string_view(" _-.()").find(static_cast<char>(c)) != std::string_view::npos;
            });
        });
    } catch (const Error&) {
        return false;
    }
}

std::unique_ptr<RecordSource> openCsv(std::unique_ptr<ByteSource> bytes) {
    return std::make_unique<Csv>(std::move(bytes));
}

} // namespace stepmark::formats
