// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/tokenizer/utf8.h"

#include <algorithm>
#include <cstdint>

namespace stepmark {
namespace {

std::uint8_t byteAt(std::string_view text, std::size_t at) { return static_cast<std::uint8_t>(text[at]); }

struct Part {
    std::size_t length; ///< of the character, or of the broken part
    bool valid;
};

/// Unicode 15, table 3-7: which second bytes may follow a first one; all later bytes are 80..BF.
Part partAt(std::string_view text, std::size_t at) {
    const std::uint8_t first = byteAt(text, at);
    if (first < 0x80)
        return {1, true};
    if (first < 0xC2 || first > 0xF4)
        return {1, false};
    const std::size_t length = first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4;
    std::uint8_t low = 0x80, high = 0xBF;
    if (first == 0xE0)
        low = 0xA0; // overlong
    else if (first == 0xED)
        high = 0x9F; // surrogates
    else if (first == 0xF0)
        low = 0x90; // overlong
    else if (first == 0xF4)
        high = 0x8F; // above U+10FFFF
    for (std::size_t i = 1; i < length; ++i) {
        if (at + i >= text.size() || byteAt(text, at + i) < low || byteAt(text, at + i) > high)
            return {i, false};
        low = 0x80;
        high = 0xBF;
    }
    return {length, true};
}

/// The beginning of the first broken part, or the size.
std::size_t findInvalid(std::string_view text, std::size_t at) {
    while (at < text.size()) {
        const Part part = partAt(text, at);
        if (!part.valid)
            return at;
        at += part.length;
    }
    return at;
}

} // namespace

bool isUtf8(std::string_view text) { return findInvalid(text, 0) == text.size(); }

std::string replaceInvalidUtf8(std::string_view text) {
    std::string result;
    result.reserve(text.size());
    std::size_t at = 0;
    while (at < text.size()) {
        const std::size_t bad = findInvalid(text, at);
        result.append(text, at, bad - at);
        at = bad;
        if (at < text.size()) {
            result += "\xEF\xBF\xBD";
            at += partAt(text, at).length;
        }
    }
    return result;
}

void appendUtf8(std::string& text, char32_t c) {
    const auto tail = [c](int shift) { return static_cast<char>(0x80 | ((c >> shift) & 0x3F)); };
    if (c < 0x80) {
        text += static_cast<char>(c);
    } else if (c < 0x800) {
        text += {static_cast<char>(0xC0 | (c >> 6)), tail(0)};
    } else if (c < 0x10000) {
        text += {static_cast<char>(0xE0 | (c >> 12)), tail(6), tail(0)};
    } else {
        text += {static_cast<char>(0xF0 | (c >> 18)), tail(12), tail(6), tail(0)};
    }
}

char32_t nextCodePoint(std::string_view text, std::size_t& at) {
    const std::uint8_t first = byteAt(text, at++);
    if (first < 0x80)
        return first;
    const int more = first < 0xE0 ? 1 : first < 0xF0 ? 2 : 3;
    char32_t c = first & (0x3Fu >> more);
    for (int i = 0; i < more; ++i)
        c = (c << 6) | (byteAt(text, at++) & 0x3Fu);
    return c;
}

char32_t previousCodePoint(std::string_view text, std::size_t& end) {
    do
        --end;
    while ((byteAt(text, end) & 0xC0) == 0x80);
    std::size_t at = end;
    return nextCodePoint(text, at);
}

} // namespace stepmark
