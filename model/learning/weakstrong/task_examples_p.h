// SPDX-License-Identifier: GPL-3.0-or-later
//
// Examples of a task as the trainer takes them.
//
// Thread rule: pure functions.
#pragma once

#include "model/learning/supervision_p.h"
#include "model/learning/weakstrong/lesson_p.h"

namespace stepmark {

/// The item of an example with what is told of it (ballot_objective_p.h); `targets` [items] empty: nothing is. Throws
/// Error where an item is beyond `max_path_tokens`.
Example exampleOf(const TaskExample& task_example, TaskKind kind, const std::vector<float>& targets,
                  const Tokenizer& tokenizer, std::int64_t max_path_tokens, const std::stop_token& stop);

/// Where the items of some examples are read, pack by pack.
struct ItemsOfPack {
    Pack pack;
    std::vector<std::int64_t> rows; ///< tokens of the pack
    std::vector<std::size_t> items; ///< which item is read there, counted over all examples
};
std::vector<ItemsOfPack> packItems(const std::vector<const TaskExample*>& task_examples,
                                   const std::vector<Example>& examples, std::int64_t max_pack_tokens,
                                   const std::stop_token& stop);

} // namespace stepmark
