// SPDX-License-Identifier: GPL-3.0-or-later
//
// Synthetic labelers: programs that work through the queue as a person would, up to the first error of a solution.
// The thread that opened the project.
#pragma once

#include "app/work/work.h"
#include "model/domain/split.h"
#include "model/run/round_spec.h"

#include <functional>

namespace stepmark::work {

struct LabelRequest {
    LabelerSpec by;
    std::optional<Split> split; ///< instead of the queue: every solution of that split (Test: held-out labels)
    int per_problem = 0;        ///< with `split`: at most so many solutions of a problem, the first ones; 0: all
    bool may_be_empty = false; ///< a queue with nothing to label is no Error: a round that goes on has labelled it
    std::function<void(const Json& result)> stored; ///< called in a transaction after all labels are stored
};

/// Labels what is queued for that labeler; who is new answers the screening first, and goes on if admitted. Nobody
/// labels a solution twice. Each solution is written as a whole while others go on writing; what a cancelled or killed
/// run has labelled stays, and the same call goes on with the rest. Results: labeler, state, solutions, ratings (of
/// steps that they had not rated before), first_errors, gold (answers to known questions), known (of a split: labelled
/// by them before), screening (items, right).
Json label(Work& work, const LabelRequest& request);

} // namespace stepmark::work
