// SPDX-License-Identifier: GPL-3.0-or-later
//
// How problem and steps become one sequence of tokens. It belongs to a checkpoint as its weights do: read in another
// layout than it was trained in, a network answers another question.
//
// Thread rule: plain values and pure functions.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace stepmark {

struct Layout {
    bool bos = false;                   ///< the tokenizer's beginning-of-text token first, where it has one
    std::string after_problem = "\n\n"; ///< tokenized together with the problem
    std::string separator = "\n";       ///< tokenized apart, after every step, which is read at its last token

    bool operator==(const Layout&) const = default;
};

/// Ours (Lightman et al.): problem, a blank line, each step and a newline.
inline const Layout kStepmarkLayout{};
/// That of TRL's PRMTrainer (up to 1.13, which is the last that has it) with its default separator.
inline const Layout kTrlLayout{true, "", "\n"};

/// "stepmark" or "trl"; "other" for any other.
std::string_view toText(const Layout& layout);
/// Nothing for a word that is neither "stepmark" nor "trl".
std::optional<Layout> layoutFromText(std::string_view text);

} // namespace stepmark
