// SPDX-License-Identifier: GPL-3.0-or-later
//
// UTF-8 as bytes. Thread rule: pure functions.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace stepmark {

/// True where all of `text` is UTF-8 (no overlong forms, no surrogates, nothing above U+10FFFF).
bool isUtf8(std::string_view text);
/// Each maximal broken part becomes one U+FFFD (Unicode 15, section 3.9; the same as Python's errors="replace").
std::string replaceInvalidUtf8(std::string_view text);
/// Appends a code point.
void appendUtf8(std::string& text, char32_t code_point);
/// The code point at `at`, which moves behind it. `text` must be UTF-8 and `at` the beginning of a character.
char32_t nextCodePoint(std::string_view text, std::size_t& at);
/// The code point that ends at `end` (> 0). `text` must be UTF-8; `end` moves to the character's beginning.
char32_t previousCodePoint(std::string_view text, std::size_t& end);

} // namespace stepmark
