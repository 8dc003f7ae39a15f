// SPDX-License-Identifier: GPL-3.0-or-later
//
// Trainings beside each other: every combination of a grid is trained and evaluated, as one plan. The thread that
// opened the project.
#pragma once

#include "app/work/plan_workers.h"
#include "model/run/grid_spec.h"

#include <functional>
#include <memory>
#include <string>

namespace stepmark::work {

/// Starts `stepmarkctl COMMAND PROJECT --spec -` with the spec, and `more` behind it.
using StartCommand = std::function<std::unique_ptr<Child>(const std::string& command, const Json& spec,
                                                          const std::vector<std::string>& more)>;

struct GridRequest {
    GridSpec spec;
    int workers = 0; ///< at a time; 0: one a core. Fewer where memory does not hold as many
    StartCommand start;
};

/// What it would be: runs (combinations), known and missing (trainings and evaluations that are there and are not),
/// workers, threads (each worker's), peak_bytes (of one), free_bytes, planned_seconds (of the trainings, one after the
/// other; null where nothing is to be trained), notes (code, text). Changes nothing.
Json gridPlan(Work& work, const GridRequest& request);

/// Does what is missing of it; what failed is tried again. The model of a combination lies under its identity in
/// PROJECT.models/grid, and stands aside: a round, a queue, a scoring or an evaluation goes on with the model that it
/// had before, and takes one of these where it is named. Throws Error where another grid or a round is under way in
/// this project. Results: those of gridPlan(), split (that they were compared on), and what gridTable() says.
Json grid(Work& work, const GridRequest& request);

} // namespace stepmark::work
