// SPDX-License-Identifier: GPL-3.0-or-later
//
// One turn of the loop. With a synthetic labeler: score, queue, label, train, score, evaluate. With people, who label
// afterwards: train on the marks there are, score, evaluate, queue.
//
// What a round will do is settled when it begins, and what it has done is kept in the project with each stage
// (RoundRecord), so that one that was cancelled, failed or killed goes on where it stopped, as the same round; training
// goes on from its own checkpoint. One job at a time is at a round of a project. The thread that opened the project.
#pragma once

#include "app/work/labelling.h"
#include "app/work/training.h"
#include "app/work/work.h"
#include "model/domain/assignment.h"
#include "model/domain/step_scores.h"

#include <optional>

namespace stepmark::work {

struct RoundRequest {
    SelectionOptions selection; ///< its seed is the seed of the whole round
    ControlOptions control;     ///< overlap between labelers, gold items
    ScoreRule rule = ScoreRule::Product;
    NeutralPolicy neutral = NeutralPolicy::AsPositive;
    int samples = 0;                     ///< new candidates a problem to generate first; 0: the pool as it is
    std::filesystem::path generator;     ///< empty: the shipped one
    TrainOptions train;                  ///< base empty: the shipped one; out empty: PROJECT.models/round-N, or the
                                         ///< next free name
    bool orm = false;                    ///< trains an outcome model on the same base as well, to compare with
    std::optional<LabelRequest> labeler; ///< nullopt: people
};

/// Begins a round; one that was not finished before is given up. Results: round, labels (the model's), queued,
/// wrong_share, step_auc, step_auc_within, best_of_n, mean_accuracy, loss_curve, stages (name, seconds). The evaluation
/// is stored with the round as kind "round".
Json round(Work& work, const RoundRequest& request);

/// Goes on with the unfinished round, as it was asked for. Throws Error where there is none.
Json resumeRound(Work& work);

} // namespace stepmark::work
