// SPDX-License-Identifier: GPL-3.0-or-later
//
// Plain data: any thread.
#pragma once

namespace stepmark::ui {

/// How a text is meant.
enum class TextForm {
    Prose,  ///< problem, step, note: mathematics stands between its delimiters
    Answer, ///< final answer: may be LaTeX without any (MATH: `\frac{1}{4}`)
};

/// A stretch of a text. Positions are UTF-16 units of the source.
struct TextSpan {
    enum class Kind {
        Text,       ///< shown as it is
        Escaped,    ///< `\$` and `\%` outside of mathematics: the second character is meant
        Inline,     ///< a formula in the line
        Display,    ///< a formula on a line of its own
        Annotation, ///< GSM8K's `<<48/2=24>>`
        Drawing,    ///< `[asy]…[/asy]`: source of a picture that is not drawn
    };
    Kind kind = Kind::Text;
    int start = 0;
    int length = 0;
    int inner_start = 0; ///< without the delimiters: what is typeset
    int inner_length = 0;

    int end() const { return start + length; }
    bool isFormula() const { return kind == Kind::Inline || kind == Kind::Display; }
    bool operator==(const TextSpan&) const = default;
};

} // namespace stepmark::ui
