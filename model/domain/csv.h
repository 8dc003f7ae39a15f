// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/domain/figure.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace stepmark {

/// A table as RFC 4180 wants it: comma, CRLF, quotes around what needs them. A text that a spreadsheet would take for a
/// formula (it begins with = + - @) gets an apostrophe in front unless it is a number. Plain value, any thread.
class CsvWriter {
public:
    /// One record. Fields are UTF-8.
    void row(const std::vector<std::string>& fields);
    const std::string& text() const { return m_text; }

private:
    std::string m_text;
};

/// Shortest text that reads back as the same number, with a point whatever the locale; empty for none, NaN and
/// infinity.
std::string csvNumber(std::optional<double> value);

/// Three fields more: the figure and the ends of its interval.
void addFigure(std::vector<std::string>& fields, const std::optional<Figure>& figure);

} // namespace stepmark
