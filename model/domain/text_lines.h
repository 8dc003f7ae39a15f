// SPDX-License-Identifier: GPL-3.0-or-later
// A text as lines that may be told apart: what must not be cut (displayed formulas, code) is one line. Pure functions:
// safe from any thread; no input fails; the time is linear in the text's length.
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

namespace stepmark {

/// [begin, end) in bytes of the text.
struct TextRange {
    std::size_t begin = 0, end = 0;
};

/// Length in bytes of the blank at the front: ASCII's, no-break space, ideographic space, byte order mark; 0: no blank.
std::size_t blankLength(std::string_view text);
/// Without the blanks at both ends.
std::string_view trimmed(std::string_view text);

/// What is never cut, in order, one beside the other:
///  - displayed formulas: $$ ... $$, \[ ... \], \begin{align} ... \end{align} and all other environments but those that
///    hold prose (enumerate, itemize, center, ...);
///  - code: between lines of ``` or ~~~, also indented, and [asy] ... [/asy], the pictures of MATH.
/// What is opened and never closed is none of these: the text is broken or means something else.
std::vector<TextRange> uncutRanges(std::string_view text);

/// The lines without their ends; all lines that one uncut range runs through are one line.
std::vector<TextRange> textLines(std::string_view text);

} // namespace stepmark
