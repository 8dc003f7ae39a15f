// SPDX-License-Identifier: GPL-3.0-or-later
//
// From step trees to the token sequences that go through the network (ARCHITECTURE.md, "The step tree").
//
// A problem's whole step tree is one sequence: the prompt (see Layout), then each step's tokens once. A token
// sees only its ancestors, and its position counts along its path, so that losses and scores equal those of one row a
// path. Several small trees share a sequence. A tree is a sequence of its own whatever the batch, so that each step
// goes through the network once; only one that memory does not hold is cut, into sub-trees with the path to each fed
// again.
//
// Thread rule: plain values and pure functions.
#pragma once

#include "model/domain/step_tree.h"
#include "model/run/layout.h"
#include "model/tokenizer/tokenizer.h"

#include <cstdint>
#include <span>
#include <stop_token>
#include <string_view>
#include <vector>

namespace stepmark {

/// A problem's step tree as tokens, T in all, N steps. Tokens stand depth first, the largest branch last, so that the
/// ancestors of a run of tokens lie close to it; a parent always stands before its children.
struct TokenizedTree {
    ProblemId problem = 0;
    std::vector<std::int32_t> tokens;   ///< [T] ids; the prompt first
    std::vector<std::int32_t> parent;   ///< [T] index of the token before on the path; -1 for the prompt's first
    std::vector<std::int32_t> position; ///< [T] number of ancestors: the position along the path, from 0
    int prompt_tokens = 0;              ///< the prompt is tokens [0, prompt_tokens)
    std::vector<std::int32_t> begin;    ///< [N] first token of a step (index of StepTree), -1 where left out
    std::vector<std::int32_t> read_at;  ///< [N] its separator's last token, where the class is read; -1 where left out
    std::vector<std::int32_t> ending;   ///< [N] end-of-text token after the step where one was asked for, else -1
    int left_out = 0; ///< steps whose path is longer than the limit, and all below them. Where that leaves no step, T = 0
};

struct TokenizeOptions {
    /// Tokens a path may have at most (the model's context). Steps beyond are left out and counted; a problem that
    /// leaves no room for any step leaves out all of them.
    std::int64_t max_path_tokens = 4096;
    /// Leaves out too what leads only to steps beyond the limit: a solution goes in whole or not at all. (One that ends
    /// where another goes on counts with that one.)
    bool whole_only = false;
    /// Token put after every leaf (and after the nodes flagged in `end_after`), for generator training; -1 for none.
    std::int32_t end_token = -1;
    std::vector<bool> end_after; ///< [N] or empty: after the leaves only
    /// [N] or empty (all): steps that go in; a step whose parent does not is left out, too. Neither counts as left out.
    std::vector<bool> keep;
    Layout layout;
    std::stop_token stop; ///< asked at every step: Cancelled
};

/// The layout's prompt, then every step's text and its separator (a newline), each tokenized separately from what
/// precedes it (merging across that border costs accuracy).
TokenizedTree tokenizeTree(const Tokenizer& tokenizer, std::string_view problem_text, const StepTree& tree,
                           const TokenizeOptions& options = {});

/// The tokens of problem and blank line: what generation starts from, too.
std::vector<std::int32_t> promptTokens(const Tokenizer& tokenizer, std::string_view problem_text,
                                       const Layout& layout = {});
/// The tokens of one step and its newline.
std::vector<std::int32_t> stepTokens(const Tokenizer& tokenizer, std::string_view step_text);

/// One sequence for the network, T tokens.
struct Pack {
    /// Token `token` of this pack is token `source` of tree `tree`.
    struct Origin {
        std::int32_t tree = 0;
        std::int32_t source = 0;
        bool owned = false; ///< false for a path fed again: it counts in no loss and is read by nobody here
    };
    std::vector<std::int32_t> tokens;   ///< [T]
    std::vector<std::int32_t> parent;   ///< [T] index in this pack, -1 at the start of a tree
    std::vector<std::int32_t> position; ///< [T]
    std::vector<Origin> origin;         ///< [T] every token of every tree is owned by exactly one pack

    std::size_t size() const { return tokens.size(); }
};

/// Larger packs of several trees gain nothing.
inline constexpr std::int64_t kCombinedTokens = 2048;

/// Packs trees in the given order, the next into the open pack where the two have at most `combined_tokens` together. A
/// tree that is larger by itself is a pack of its own and stays whole up to `max_tokens`. Beyond that it is cut, and no
/// pack has more than max_tokens, unless one path alone is longer. Throws Error for numbers < 1, Cancelled.
std::vector<Pack> packTrees(std::span<const TokenizedTree> trees, std::int64_t max_tokens,
                            const std::stop_token& stop = {}, std::int64_t combined_tokens = kCombinedTokens);

/// What the same supervision costs without the tree: one row for each rated step, with everything before it. For the
/// plan of a run (`tokens_row_per_rating`).
std::int64_t tokensRowPerRating(const TokenizedTree& tree, const std::vector<bool>& rated);

} // namespace stepmark
