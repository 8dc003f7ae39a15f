// SPDX-License-Identifier: GPL-3.0-or-later
//
// The texts of a task as tokens, every one of them once: a network that learns them need know no other text.
//
// Thread rule: plain values and pure functions.
#pragma once

#include "model/learning/supervision_p.h"
#include "model/learning/weakstrong/lesson_p.h"

namespace stepmark {

/// The examples of a task, of which nothing is told yet.
struct TaskTexts {
    /// Throws Error where an item is beyond `max_path_tokens`; Cancelled.
    TaskTexts(const Task& task, const Tokenizer& tokenizer, const Layout& layout, std::int64_t max_path_tokens,
              const std::stop_token& stop);

    /// Replaces each token by its place in the list of those that there are, which is returned, ascending.
    std::vector<std::int64_t> renumber();
    /// Replaces each token by a number of its own, counted over `train` and then `test`.
    void countThrough();
    std::int64_t tokens() const; ///< of all

    std::vector<Example> train, test; ///< as in the task
    std::int64_t vocabulary = 0;      ///< after renumber(): how many tokens there are
};

std::int64_t tokensOf(const std::vector<Example>& examples);

/// Examples of a lesson with what is told of their items (ballot_objective_p.h).
std::vector<Example> taught(const Task& task, const TaskTexts& texts, const std::vector<Taught>& lesson,
                            std::vector<float> Taught::*told);

} // namespace stepmark
