// SPDX-License-Identifier: GPL-3.0-or-later
//
// What to label next: the selection of Lightman et al. over the pool's current scores, stored with the round.
// The thread that opened the project.
#pragma once

#include "app/work/work.h"
#include "model/domain/assignment.h"
#include "model/domain/split.h"
#include "model/domain/step_scores.h"
#include "storage/model_store.h"
#include "storage/round_store.h"

#include <functional>
#include <vector>

namespace stepmark::work {

struct QueueRequest {
    SelectionOptions selection;
    ControlOptions control; ///< overlap between labelers, gold items
    ModelId model = 0;      ///< whose scores; 0: the project's newest PRM. A uniform draw looks at none
    RoundId round = 0;      ///< one that has begun; 0: a new one
    Split split = Split::Train;
    ScoreRule rule = ScoreRule::Product;
    NeutralPolicy neutral = NeutralPolicy::AsPositive;
    Json config = Json::object();                   ///< stored with the round
    std::function<void(const Json& result)> stored; ///< called in the transaction that stores the queue
};

/// Makes the queue of a round. Without any scores the queue is drawn uniformly and says so. Throws Error where
/// nothing is left to label. Results: round, queued, overlapped, gold, candidates, wrong_share (of those whose answer
/// is known; null where none is), model, strategy, warnings, and what queueReport() says.
Json queue(Work& work, const QueueRequest& request);

/// PRMs and files of scores in the order in which they are taken unasked: the newest first, those that an import
/// brought behind all others, none that stands aside.
std::vector<storage::ModelRecord> scoringModels(Work& work);

/// The first of these that has scored steps; 0 for none.
ModelId newestScoringModel(Work& work);

} // namespace stepmark::work
