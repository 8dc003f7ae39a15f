// SPDX-License-Identifier: GPL-3.0-or-later
//
// How a round comes to be this job's: one begun, or one that was interrupted. The thread that opened the project.
#pragma once

#include "app/work/round_record.h"
#include "model/domain/split.h"

#include <optional>

namespace stepmark::work {

/// Makes the round, with its number, its plan and the folders of its models, before anything else is done; one that was
/// not finished before is given up. Throws Error, with nothing written, where another job is at a round of this project
/// or trains into a folder of this one, and where a model lies there.
RoundRecord beginRound(Work& work, const RoundSpec& spec);

/// The unfinished round. Throws Error where there is none, saying what became of the last.
RoundRecord unfinishedRound(Work& work);
/// The same, to go on with it. Throws Error also where another job is at it.
RoundRecord takeUpRound(Work& work);

/// All stages of a round that would begin now, in their order.
std::vector<Part> plannedParts(Work& work, const RoundSpec& spec);

/// Test, or Validation where nothing is in it; nullopt where nothing is held out.
std::optional<Split> heldOutSplit(Work& work);

} // namespace stepmark::work
