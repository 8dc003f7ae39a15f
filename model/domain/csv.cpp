// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/domain/csv.h"

#include <charconv>
#include <cmath>

namespace stepmark {

namespace {

bool isNumber(std::string_view text) {
    double value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    return error == std::errc() && end == text.data() + text.size();
}

std::string quoted(std::string_view field) {
    std::string safe(field);
    // One that has an apostrophe already gets another, so that whoever reads takes one off and has the text.
    const auto text = field.find_first_not_of('\'');
    if (text != std::string_view::npos && std::string_view("=+-@\t\r").find(field[text]) != std::string_view::npos &&
        !isNumber(field))
        safe.insert(safe.begin(), '\'');
    if (safe.find_first_of(",\"\r\n") == std::string::npos)
        return safe;
    std::string result = "\"";
    for (const char c : safe) {
        if (c == '"')
            result += '"';
        result += c;
    }
    return result + '"';
}

} // namespace

void CsvWriter::row(const std::vector<std::string>& fields) {
    for (std::size_t i = 0; i < fields.size(); ++i) {
        if (i > 0)
            m_text += ',';
        m_text += quoted(fields[i]);
    }
    m_text += "\r\n";
}

std::string csvNumber(std::optional<double> value) {
    if (!value || !std::isfinite(*value))
        return {};
    char text[32];
    const auto end = std::to_chars(text, text + sizeof text, *value).ptr;
    return {text, end};
}

void addFigure(std::vector<std::string>& fields, const std::optional<Figure>& figure) {
    const bool ranged = figure && figure->interval;
    fields.push_back(figure ? csvNumber(figure->value) : "");
    fields.push_back(ranged ? csvNumber(figure->interval->low) : "");
    fields.push_back(ranged ? csvNumber(figure->interval->high) : "");
}

} // namespace stepmark
