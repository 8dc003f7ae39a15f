// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/domain/round_summary.h"
#include "storage/project.h"

#include <vector>

namespace stepmark::storage {

/// All rounds with what their evaluations say, by number. Thread rule: that of the Project.
std::vector<RoundSummary> roundHistory(Project& project);

/// What rounds that were begun had queued, trained and scored stays; nobody goes on with them.
void giveUpUnfinishedRound(Project& project);

/// What the job of a round holds (JobStore::hold): one at a time.
inline constexpr const char* kRoundHold = "round";
/// What that of a grid holds: neither begins while the other lives.
inline constexpr const char* kGridHold = "grid";
/// A worker is at a round of this project, and lives.
bool roundRuns(Project& project);

} // namespace stepmark::storage
