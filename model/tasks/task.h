// SPDX-License-Identifier: GPL-3.0-or-later
//
// A task of the weak-to-strong workshop (Burns et al. 2023): examples with true labels, whatever they are of. Every kind
// takes one shape, so that one pipeline learns them all: a prompt, a tree of what may follow it, and items, which are the
// nodes that are judged.
//
// classification: no prompt, one node (the text), which is of class 0 or 1
// step labels:    the problem, its step tree, the rated steps, each right (1) or wrong (0)
// preference:     the prompt, two answers side by side, one of which is the better
// chess:          the position, its legal moves side by side, one of which is the best
//
// In the first two each item is judged for itself: its probability is that of class 1. In the others (isChoice()) the
// items of an example compete: their probabilities sum to 1. Either way a judgement is one number an item.
//
// Thread rule: plain values and pure functions.
#pragma once

#include "model/domain/step_tree.h"
#include "model/run/layout.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace stepmark {

enum class TaskKind { Classification, Chess, Preference, Steps };

std::string_view toText(TaskKind kind); ///< "classification", "chess", "preference", "steps"
std::optional<TaskKind> taskKindFromText(std::string_view text);

struct TaskExample {
    std::int64_t group = 0; ///< what belongs together: drawn into the same half, resampled together
    std::string prompt;     ///< empty: none
    StepTree tree;
    std::vector<int> items;   ///< nodes of the tree that are judged, at least one
    std::vector<float> truth; ///< of each item: 1 or 0; of a choice exactly one is 1
};

struct Task {
    std::string name;
    TaskKind kind = TaskKind::Classification;
    std::vector<TaskExample> train, test; ///< no group is in both
};

/// Whether the items of an example compete.
bool isChoice(TaskKind kind);
/// How examples of that kind become tokens.
const Layout& layoutOf(TaskKind kind);
/// Items of all of them: the length of a list of judgements.
std::size_t itemCount(const std::vector<TaskExample>& examples);
/// Of each example, in order.
std::vector<std::size_t> itemCounts(const std::vector<TaskExample>& examples);
/// Number of the first item of each of some examples, and behind the last how many there are.
std::vector<std::size_t> firstItems(const std::vector<TaskExample>& examples);

} // namespace stepmark
