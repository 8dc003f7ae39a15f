// SPDX-License-Identifier: GPL-3.0-or-later
//
// What judgements of a task's examples are worth. A figure is a sum over the groups of examples, divided by another, so
// that what resamples groups (pgr.h) has no need of the examples.
//
//   classification: accuracy, class 1 from .5 on; exactly .5 decides nothing and counts a half
//   chess, preference: how often the best of the items is the right one; of k equals each counts 1/k. Where all are 0
//          there is no answer (TaskReading::Generated: what was written is none of the items), which is wrong
//   steps: AUC within an example (a problem), over all pairs of a right and a wrong step, as aucWithinGroups() pools
//          them; a tie counts a half
//
// Judgements and labels are one number an item, in the order of the examples and their items. All throw Error for a
// list of another length and for a judgement that is not finite.
//
// Thread rule: plain values and pure functions.
#pragma once

#include "model/run/study_results.h"
#include "model/tasks/task.h"

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace stepmark {

/// The part of a figure that one group has in it.
struct GroupSum {
    std::int64_t group = 0;
    double right = 0, of = 0; ///< the figure is the sum of `right` over the sum of `of`
    bool operator==(const GroupSum&) const = default;
};
/// Every group of the examples once, in ascending order: of the same examples always the same groups.
using GroupSums = std::vector<GroupSum>;

/// `labels`: what counts as right, 1 or 0: truthOf(), or somebody's hardened() judgements.
GroupSums figureSums(TaskKind kind, const std::vector<TaskExample>& examples, std::span<const float> labels,
                     std::span<const float> judgements);
/// nullopt where there is nothing to be right in, such as steps of one class only.
std::optional<double> figureOf(const GroupSums& sums);

/// The true labels of all items.
std::vector<float> truthOf(const std::vector<TaskExample>& examples);
/// The labels that judgements come to: 1 from .5 on; of a choice the best item, of equals the first; without an answer
/// none.
std::vector<float> hardened(TaskKind kind, const std::vector<TaskExample>& examples, std::span<const float> judgements);
/// Examples of a choice without an answer. Throws Error for judgements of another task.
std::int64_t unanswered(TaskKind kind, const std::vector<TaskExample>& examples, std::span<const float> judgements);
/// What is judged without having learnt anything: everything to be of the class that more of the training items are of;
/// in a choice, and of steps, nothing better than anything else.
std::vector<float> untaughtJudgements(const Task& task);

/// Where a student says what its supervisor says. Of a choice whole examples are counted, else items.
struct Agreement {
    std::int64_t right = 0, right_same = 0; ///< where the supervisor is right; there the student says the same
    std::int64_t wrong = 0, wrong_same = 0; ///< where it is wrong
    std::int64_t undecided = 0; ///< in neither: one of them judges two labels alike, or the supervisor has no answer

    std::optional<double> onRight() const;
    std::optional<double> onWrong() const;
    std::optional<double> onAll() const;
    Agreement& operator+=(const Agreement& other);
    bool operator==(const Agreement&) const = default;
};
Agreement agreement(TaskKind kind, const std::vector<TaskExample>& examples, std::span<const float> supervisor,
                    std::span<const float> student);

/// nullopt for a choice, whose items are of no class.
std::optional<Confusion> confusion(TaskKind kind, const std::vector<TaskExample>& examples,
                                   std::span<const float> judgements);

} // namespace stepmark
