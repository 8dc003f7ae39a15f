// SPDX-License-Identifier: GPL-3.0-or-later
//
// What a round would cost, before it is begun. The thread that opened the project.
#pragma once

#include "app/work/round.h"

namespace stepmark::work {

/// Estimates for every stage that the round would go through, in their order, out of what earlier rounds' stages took
/// and of a short measurement of the training on this machine. Changes nothing. Results: round; stages (name; seconds,
/// null where nothing tells; steps, tokens, solutions where they apply; bytes kept on disk; from: "round N",
/// "measured", "arithmetic" or null); seconds (of the stages that are known), unknown (names of the others), bytes,
/// temporary_bytes (while it runs), free_bytes, peak_bytes (memory); ratings, optimizer_steps; candidates, queued;
/// notes (code and text: what the user should know, such as that there is nothing to train on); spec (resolved()).
Json roundPlan(Work& work, const RoundSpec& spec);

/// The same for what is left of the unfinished round; `round` is its number, `done` names the stages that are finished.
/// Throws Error where there is none.
Json resumePlan(Work& work);

} // namespace stepmark::work
