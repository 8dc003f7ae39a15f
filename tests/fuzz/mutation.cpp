// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/fuzz/mutation.h"

#include <algorithm>
#include <array>
#include <random>
#include <string_view>

namespace stepmark::test {

namespace {

using Random = std::mt19937_64;

// Of JSON, numbers at the edges of their types, LaTeX, bytes that are no UTF-8.
constexpr std::array<std::string_view, 40> kPieces = {"{",
                                                      "}",
                                                      "[",
                                                      "]",
                                                      "\"",
                                                      ":",
                                                      ",",
                                                      "null",
                                                      "true",
                                                      "-1",
                                                      "0",
                                                      "1e999",
                                                      "-0.0",
                                                      "2147483648",
                                                      "9223372036854775808",
                                                      "18446744073709551615",
                                                      "NaN",
                                                      "1e-400",
                                                      "\\u0000",
                                                      "\\ud800",
                                                      "\n",
                                                      "\r\n",
                                                      "\t",
                                                      "\xFF",
                                                      "\xC3",
                                                      "\xEF\xBB\xBF",
                                                      "\xE2\x80\xA8",
                                                      "$",
                                                      "$$",
                                                      "\\(",
                                                      "\\frac{",
                                                      "\\sqrt[",
                                                      "\\begin{a}",
                                                      "\\",
                                                      "^{",
                                                      "_",
                                                      "{\"a\":",
                                                      "[[[[[[[[",
                                                      "\"labels\":",
                                                      "<|endoftext|>"};

std::size_t below(Random& random, std::size_t bound) { return static_cast<std::size_t>(random() % bound); }

std::string pieceOf(Random& random, const std::string& text, std::size_t most) {
    if (text.empty())
        return {};
    const std::size_t at = below(random, text.size());
    return text.substr(at, 1 + below(random, most));
}

void breakOnce(Random& random, std::string& text, std::span<const std::string> corpus) {
    const std::size_t at = below(random, text.size() + 1);
    switch (below(random, 7)) {
    case 0:
        text.erase(std::min(at, text.size()), 1 + below(random, 16));
        break;
    case 1:
        text.insert(at, kPieces[below(random, kPieces.size())]);
        break;
    case 2:
        text.insert(at, pieceOf(random, text, 64));
        break;
    case 3:
        text.insert(at, pieceOf(random, corpus[below(random, corpus.size())], 64));
        break;
    case 4:
        if (at < text.size())
            text[at] = static_cast<char>(below(random, 256));
        break;
    case 5:
        text.resize(at); // the end is missing
        break;
    default:
        if (at < text.size()) // another number in place of this one, or one where none was
            text.replace(at, 1, kPieces[9 + below(random, 9)]);
    }
}

} // namespace

std::string mutated(std::span<const std::string> corpus, std::uint64_t number) {
    Random random(number * 0x9e3779b97f4a7c15u + 1);
    std::string text = corpus[below(random, corpus.size())];
    for (std::size_t count = 1 + below(random, 6); count > 0; --count)
        breakOnce(random, text, corpus);
    return text;
}

} // namespace stepmark::test
