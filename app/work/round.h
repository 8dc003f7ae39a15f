// SPDX-License-Identifier: GPL-3.0-or-later
//
// One turn of the loop. With a synthetic labeler: score, queue, label, train, score, evaluate. With people, who label
// afterwards: train on the marks there are, score, evaluate, queue.
#pragma once

#include "app/work/labelling.h"
#include "app/work/training.h"
#include "app/work/work.h"
#include "model/domain/selection.h"
#include "model/domain/step_scores.h"

#include <optional>

namespace stepmark::work {

struct RoundRequest {
    SelectionOptions selection; ///< its seed is the seed of the whole round
    ScoreRule rule = ScoreRule::Product;
    int samples = 0;                     ///< new candidates a problem to generate first; 0: the pool as it is
    std::filesystem::path generator;     ///< empty: the shipped one
    TrainOptions train;                  ///< base empty: the shipped one; out empty: PROJECT.models/round-N
    std::optional<LabelRequest> labeler; ///< nullopt: people
};

/// Results: round, labels, queued, wrong_share, step_auc, step_auc_within, best_of_n, mean_accuracy, stages (name,
/// seconds). The evaluation is stored with the round as kind "round".
Json round(Work& work, const RoundRequest& request);

} // namespace stepmark::work
