// SPDX-License-Identifier: GPL-3.0-or-later
// Private to model/grading: an answer as a tree. Plain data: any thread.
#pragma once

#include <string>
#include <utility>
#include <vector>

namespace stepmark::grading {

struct Node {
    enum class Kind {
        Number,       // text: digits, at most one point
        Repeating,    // text: "0.1|6" for 0.1666...
        Symbol,       // text: the name, with subscript and primes
        Add,          // children
        Multiply,     // children
        Divide,       // numerator, denominator
        Power,        // base, exponent
        Negate,       // child
        Degrees,      // child: times pi/180 inside a trigonometric function, nothing elsewhere
        Factorial,    // child
        Call,         // text: function; children: arguments (log: argument, base; sqrt: argument, index)
        PlusMinus,    // left, right: stands for two answers
        InBase,       // number, base: 52_8
        Infinity,     //
        EmptySet,     //
        Bracket,      // text: "()" "(]" "[)" "[]"; two or more children: point, vector or interval
        Set,          // children in braces
        List,         // children between commas, without brackets
        Matrix,       // children: rows, each a List
        SetOperation, // text: "cup", "cap", "setminus"; children
        Relation,     // text: one of "=<>lgn!" (l: <=, g: >=, n: not in, !: not equal) between every two children
        Definition,   // text: the name; child: "y = ...", "P(x) = ...", "x \in ..."
        Ratio,        // children between colons: 3:2, 12:00
        Quantity,     // text: the unit's name (units.h); child: the number before or after it
        Words,        // text: textKey; whatever is no mathematics
    };

    Kind kind = Kind::Words;
    std::string text;
    std::vector<Node> children;

    static Node make(Kind kind, std::vector<Node> children, std::string text = {}) {
        return {kind, std::move(text), std::move(children)};
    }
    bool is(Kind wanted) const { return kind == wanted; }
};

inline bool operator==(const Node& a, const Node& b) {
    return a.kind == b.kind && a.text == b.text && a.children == b.children;
}

} // namespace stepmark::grading
