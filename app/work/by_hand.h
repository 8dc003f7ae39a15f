// SPDX-License-Identifier: GPL-3.0-or-later
//
// A round by separate commands: score, queue, label, train, evaluate. `queue` begins it, what is trained once its queue
// has been labelled belongs to it, and the evaluation of that model ends it, so that it stands among the others.
// The thread that opened the project.
#pragma once

#include "app/work/work.h"
#include "model/run/metrics_json.h"

#include <vector>

namespace stepmark::work {

/// The round that a training by itself belongs to: the newest, where `queue` has made it and somebody has labelled
/// something of it; 0 for none.
RoundId roundByHand(Work& work);

/// Whether an evaluation of this model on a held-out split is that of its round: one by hand, of which it is not known
/// yet what this model is worth.
bool endsRound(Work& work, RoundId round, ModelId model);

/// What that round was made of so far, as the stages of `round`: part, seconds and result of each job from its queue
/// on, with this one at the end, whose result is still to come. People's time is not in it.
std::vector<StageReport> stagesByHand(Work& work, RoundId round);

} // namespace stepmark::work
