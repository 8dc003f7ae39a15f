// SPDX-License-Identifier: GPL-3.0-or-later
//
// What is too long for a model, as results, notes and lines of the log: the same words for train, score and round.
#pragma once

#include "app/work/work.h"
#include "model/learning/fit.h"
#include "model/learning/train.h"

namespace stepmark::work {

/// too_long_problems, too_long_solutions, too_long_steps, too_long_ratings; within_context_problems, ... beside them:
/// what the model reads.
void addFit(Json& result, const Fit& fit);
/// fits: penalty, losses and which was taken; null where none were made.
void addFits(Json& result, const std::vector<HeadFit>& fits);
/// layers: what a head on each of them is worth, and which was taken; null where none was read for a head.
void addLayers(Json& result, const std::vector<HeadLayer>& layers);
/// threads, and threads_note where they are fewer than were asked for.
void addThreads(Json& result, int asked);

/// For a plan: a list of code ("too_long", "base_too_small"), text, and its numbers (ratings or, where nothing is
/// rated, solutions: `out`, `of`; `context`); empty where all fits.
Json fitNotes(const Fit& fit, const std::filesystem::path& model);
/// The same for the job's log.
void tellFit(Work& work, const Fit& fit, const std::filesystem::path& model);

} // namespace stepmark::work
