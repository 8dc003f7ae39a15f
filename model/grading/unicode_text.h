// SPDX-License-Identifier: GPL-3.0-or-later
// Private to model/grading: what people paste or type in other scripts, as the LaTeX and ASCII that means the same.
// Nothing is shared: any thread.
#pragma once

#include <string>
#include <string_view>

namespace stepmark::grading {

/// By the compatibility decompositions of the Unicode Character Database (UAX 44, section 5.7.3): full-width and styled
/// characters are plain ones, superscripts `^{...}`, subscripts `_{...}`, vulgar fractions `\frac{..}{..}`, digits of
/// every script 0 to 9, blanks of every kind one blank. What is none of these stays, bytes that are no UTF-8 too.
std::string plainText(std::string_view text);

/// The code point at the front of `text` and its length in bytes; length 0 where that is no UTF-8.
struct CodePoint {
    char32_t value = 0;
    std::size_t length = 0;
};
CodePoint firstCodePoint(std::string_view text);

/// A letter or ideograph of any script.
bool isLetter(char32_t c);

} // namespace stepmark::grading
