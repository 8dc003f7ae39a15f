// SPDX-License-Identifier: GPL-3.0-or-later
//
// What a PRM is worth on held-out problems: best-of-N against majority vote and outcome model; step accuracy, AUC,
// calibration.
#pragma once

#include "app/work/work.h"
#include "model/domain/ids.h"
#include "model/domain/step_scores.h"

#include <functional>
#include <string>
#include <vector>

namespace stepmark::work {

struct EvaluateRequest {
    ModelId model = 0;          ///< a PRM that has scored the split; 0: the newest, where there is one
    std::string split = "test"; ///< falls back on "validation" where there is no problem in it, and says so
    ScoreRule rule = ScoreRule::Product;
    NeutralPolicy neutral = NeutralPolicy::AsPositive;
    std::vector<int> ns; ///< empty: 1, 2, 4, ... up to the most solutions a problem has
    std::uint64_t seed = 0;
    RoundId round = 0;                              ///< stored with the evaluation; 0: the one that trained the model
    std::function<void(const Json& result)> stored; ///< called in the transaction that stores the evaluation
};

/// The outcome model beside it is the one that the same round trained; where none did, the newest that belongs to no
/// round. Majority, any and the mean accuracy need no model: without one that has scored, what is said of a PRM is null
/// and no_model says why. Votes are for answers that are equal (model/grading/answer_classes.h), however written.
/// Results: best_of_n (list of n, prm, orm, majority, any, each null where there is none, with its 95 % interval),
/// mean_accuracy, steps (count, accuracy, auc and auc_within with 95 % intervals, auc_positive, calibration), labels.
/// Stored as an evaluation of kind "round" or "evaluate".
Json evaluate(Work& work, const EvaluateRequest& request);

} // namespace stepmark::work
