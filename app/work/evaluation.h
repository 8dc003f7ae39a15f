// SPDX-License-Identifier: GPL-3.0-or-later
//
// What a PRM is worth on held-out problems: best-of-N against majority vote and outcome model; step accuracy, AUC,
// calibration. The thread that opened the project.
#pragma once

#include "app/work/work.h"
#include "model/domain/ids.h"
#include "model/run/evaluate_spec.h"

#include <functional>

namespace stepmark::work {

struct EvaluateRequest {
    EvaluateSpec spec; ///< how the scores come about is the caller's
    ModelId model = 0; ///< a PRM that has scored the split; 0: the newest, where there is one
    RoundId round = 0;                              ///< stored with the evaluation; 0: the one that trained the model
    std::function<void(const Json& result)> stored; ///< called in the transaction that stores the evaluation
};

/// The outcome model beside it is the one that the same round trained; where none did, the newest that belongs to no
/// round; of one that was trained on an evaluated problem nothing is told. Majority, any and the mean accuracy need no
/// model. Votes are for answers that are equal (model/grading/answer_classes.h), however written. Of a held-out split
/// what the model has seen is left out and counted (seen_problems.h).
/// Results: best_of_n (list of n, prm, orm, majority, any with their 95 % intervals;
/// problems_with_fewer, which count with all they have), mean_accuracy, step_metrics (step_figures.h), labels (that the
/// model was trained on, by sign too), held_out, problems_seen, warnings, with what the scores were computed. What
/// nothing stands behind is null, and `reasons` says why. Error for an N that no problem has, and where there is
/// nothing at all to evaluate. Stored as an evaluation of kind "evaluate", or "round" where it ends a round by hand
/// (by_hand.h).
Json evaluate(Work& work, const EvaluateRequest& request);

} // namespace stepmark::work
