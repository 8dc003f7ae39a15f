// SPDX-License-Identifier: GPL-3.0-or-later
//
// One turn of the loop. With a synthetic labeler: score, queue, label, train, score, evaluate. With people, who label
// afterwards: train on the marks there are, score, evaluate, queue.
//
// What a round will do is settled when it begins, and what it has done is kept in the project with each stage
// (RoundRecord), so that one that was cancelled, failed or killed goes on where it stopped, as the same round; training
// goes on from its own checkpoint. One job at a time is at a round of a project. The thread that opened the project.
#pragma once

#include "app/work/work.h"
#include "model/run/round_spec.h"

namespace stepmark::work {

/// Begins a round; one that was not finished before is given up, which `warnings` say. Results: round, labels (the
/// model's), queued, wrong_share, step_auc, step_auc_within, best_of_n, mean_accuracy, loss_curve, stages (name,
/// seconds), spec. The evaluation is stored with the round as kind "round".
Json round(Work& work, const RoundSpec& spec);

/// Goes on with the unfinished round, as it was asked for. Throws Error where there is none.
Json resumeRound(Work& work);

} // namespace stepmark::work
