// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/interchange/formats.h"

#include "model/domain/error.h"
#include "storage/interchange/json_lines.h"

#include <array>

namespace stepmark::interchange {

using nlohmann::json;

namespace {

constexpr std::array<std::pair<Format, std::string_view>, 5> kNames{{{Format::Jsonl, "jsonl"},
                                                                     {Format::Prm800k, "prm800k"},
                                                                     {Format::Gsm8k, "gsm8k"},
                                                                     {Format::ProcessBench, "processbench"},
                                                                     {Format::Trl, "trl"}}};

bool has(const json& row, const char* field, bool (json::*is)() const noexcept) {
    const auto place = row.find(field);
    return place != row.end() && ((*place).*is)();
}

Format formatOf(const json& row) {
    if (has(row, "question", &json::is_object) && has(row, "label", &json::is_object) && row["label"].contains("steps"))
        return Format::Prm800k;
    if (has(row, "prompt", &json::is_string) && has(row, "completions", &json::is_array) &&
        has(row, "labels", &json::is_array))
        return Format::Trl;
    if (has(row, "problem", &json::is_string) && has(row, "steps", &json::is_array) &&
        has(row, "label", &json::is_number_integer))
        return Format::ProcessBench;
    if (has(row, "question", &json::is_string) && has(row, "answer", &json::is_string) &&
        row["answer"].get_ref<const std::string&>().find("####") != std::string::npos)
        return Format::Gsm8k;
    if (has(row, "problem", &json::is_string) || has(row, "question", &json::is_string))
        return Format::Jsonl;
    std::string fields;
    for (const auto& item : row.items()) {
        if (fields.size() > 200)
            break;
        fields += (fields.empty() ? "\"" : ", \"") + item.key().substr(0, 40) + "\"";
    }
    throw Error(
        "no known format has the fields " + (fields.empty() ? "of an empty object" : fields) +
        ": known are plain JSONL (\"problem\" with \"steps\" or \"solution\"), PRM800K, GSM8K, ProcessBench and TRL.");
}

} // namespace

std::string_view toText(Format format) {
    for (const auto& [value, name] : kNames)
        if (value == format)
            return name;
    return "";
}

std::optional<Format> formatFromText(std::string_view text) {
    for (const auto& [value, name] : kNames)
        if (name == text)
            return value;
    return std::nullopt;
}

Format detectFormatOfLine(std::string_view line) { return formatOf(parseObject(line)); }

Format detectFormat(const std::filesystem::path& path) {
    JsonLines lines(path);
    std::string line;
    if (!lines.nextLine(line))
        throw Error("\"" + path.string() + "\" is empty: there is nothing to import.");
    try {
        return detectFormatOfLine(line);
    } catch (const Error& error) {
        throw LineError(lines.at(error.what()), path.string(), lines.line(), line.substr(0, LineError::kShownText));
    }
}

} // namespace stepmark::interchange
