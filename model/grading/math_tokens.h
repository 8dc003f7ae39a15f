// SPDX-License-Identifier: GPL-3.0-or-later
// Private to model/grading: LaTeX or plain text as tokens. What only sets type or space is gone already: math
// delimiters, \left, \right, spacing, \boxed, per-cent signs. Nothing is shared: any thread.
#pragma once

#include "model/grading/work_meter.h"

#include <string>
#include <string_view>
#include <vector>

namespace stepmark::grading {

struct Token {
    enum class Kind {
        Number,   // text: digits with at most one point, no separators
        Letter,   // text: one letter, a variable
        Word,     // text: several letters that stay together
        Command,  // text: the LaTeX command without backslash, synonyms united (dfrac: frac, leq: le)
        Text,     // text: what stood inside \text{...}
        Currency, // text: the unit's name, see units.h
        Symbol,   // text: one character; "\{" and "\}" for set braces
        Begin,    // text: the environment
        End,      //
        RowBreak, // \\ inside an environment
        Other,    // any byte that mathematics does not use
    };
    Kind kind = Kind::Other;
    std::string text;
    bool blankBefore = false;
    std::size_t begin = 0; // in the source
    std::size_t end = 0;

    bool is(Kind wanted, std::string_view wantedText) const { return kind == wanted && text == wantedText; }
    bool isSymbol(char c) const { return kind == Kind::Symbol && text.size() == 1 && text[0] == c; }
    bool isCommand(std::string_view name) const { return is(Kind::Command, name); }
};

// commaGroups: "1,234" is one number; else only "1,\!234" and "1{,}234" are.
std::vector<Token> tokenize(std::string_view source, bool commaGroups, GradingWork& work);

} // namespace stepmark::grading
