// SPDX-License-Identifier: GPL-3.0-or-later
//
// Held out means held out: what a model has seen of the split that it is evaluated on.
// The thread that opened the project.
#pragma once

#include "app/work/work.h"
#include "model/domain/run_metrics.h"
#include "model/domain/split.h"

#include <optional>
#include <set>
#include <string>
#include <vector>

namespace stepmark::work {

struct SeenProblems {
    std::set<ProblemId> left_out; ///< of the split: what no held-out figure may be told of
    std::int64_t in_split = 0;    ///< problems
    bool known = true;            ///< which ones the model has seen: not of one that is older than the record
    std::int64_t training = 0;    ///< problems of the split that it was trained on
    std::int64_t validation = 0;  ///< and that chose its epoch or its fit
    std::optional<bool> held_out; ///< whether all that is evaluated is; nullopt: not known
    std::vector<std::string> warnings;
};

/// Left out of split Test is all that the model has seen, of Validation what it was trained on (that it chooses by
/// them is what they are for, and is said), of Train nothing, which is said too. model 0: none, which has seen
/// nothing.
SeenProblems seenProblems(Work& work, ModelId model, Split split);

/// Into the metrics of an evaluation of that split.
void takeSeen(RunMetrics& metrics, const SeenProblems& seen);

/// Why an outcome model's figures beside a PRM's are none: it was trained on some of the problems that are evaluated;
/// "" where it was not, or that is not known.
std::string whyNotBeside(Work& work, ModelId outcome_model, const SeenProblems& evaluated, Split split);

} // namespace stepmark::work
