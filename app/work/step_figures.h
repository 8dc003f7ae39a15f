// SPDX-License-Identifier: GPL-3.0-or-later
//
// The thread that opened the project.
#pragma once

#include "app/work/work.h"
#include "model/domain/run_metrics.h"
#include "model/domain/split.h"
#include "model/domain/step_scores.h"

#include <set>

namespace stepmark::work {

struct StepFiguresRequest {
    ModelId model = 0; ///< whose scores; 0: none has scored
    Split split = Split::Test;
    std::set<ProblemId> left_out; ///< of the split
    NeutralPolicy neutral = NeutralPolicy::AsPositive;
    std::uint64_t seed = 0; ///< of the intervals
};

/// What step scores are worth against the labels of a split, into the metrics, and in detail: count, problems,
/// accuracy, auc and auc_within (its pooling, pairs and problems) with 95 % intervals, auc_positive, calibration. What
/// nothing stands behind is null, and `reasons` says why.
Json stepFigures(Work& work, const StepFiguresRequest& request, RunMetrics& metrics);

} // namespace stepmark::work
