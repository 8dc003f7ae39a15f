// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/work/by_hand.h"

#include "storage/evaluation_store.h"
#include "storage/model_store.h"
#include "storage/round_store.h"

#include <algorithm>

namespace stepmark::work {

namespace {

/// `round` keeps all that was chosen; `queue` has nothing but the queue.
bool isByHand(const storage::Round& round) {
    return Json::parse(round.config, nullptr, false).empty() &&
           (round.stage == storage::RoundStage::Queued || round.stage == storage::RoundStage::Done);
}

} // namespace

RoundId roundByHand(Work& work) {
    const storage::RoundStore rounds(work.project);
    const auto newest = rounds.latest();
    return newest && isByHand(*newest) && rounds.hasLabels(newest->id) ? newest->id : 0;
}

bool endsRound(Work& work, RoundId round, ModelId model) {
    const auto of = storage::RoundStore(work.project).find(round);
    const auto trained = storage::ModelStore(work.project).find(model);
    if (!of || !isByHand(*of) || !trained || trained->round != round)
        return false;
    const auto known = storage::EvaluationStore(work.project).ofRound(round);
    return std::none_of(known.begin(), known.end(),
                        [&](const auto& record) { return record.kind == "round" && record.model == model; });
}

} // namespace stepmark::work
