// SPDX-License-Identifier: GPL-3.0-or-later
//
// What came of a grid, as a table. Pure functions: any thread.
#pragma once

#include "app/work/plan_workers.h"
#include "model/run/grid_spec.h"

namespace stepmark::work {

/// rows: a combination each, in the order of the grid; means: over the combinations that differ in their seed only, of
/// what each figure is known for. `plan` has a training and an evaluation for each, one behind the other.
Json gridTable(const GridSpec& grid, const Plan& plan, const PlanWorkers& done);

} // namespace stepmark::work
