// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/domain/round_summary.h"
#include "ui/jobs/job_view.h"
#include "ui/label/label_task.h"
#include "ui/labelers/labeler_view.h"
#include "ui/rounds/round_view.h"
#include "ui/start/start_page.h"
#include "ui/transfer/transfer_view.h"

#include <vector>

namespace stepmark::ui::made_up {

/// A shop's pens: five steps, the third one wrong.
LabelTask pens(SolutionId id = 1);
/// Text that tries to be more than text, and text that is too long.
LabelTask hostile(SolutionId id = 2);
/// Thirty steps of several lines, one of them a word without an end.
LabelTask longSteps(SolutionId id);
/// `steps` short steps.
LabelTask plain(SolutionId id, int steps);
/// Four rounds: three evaluated, the fourth running.
std::vector<RoundSummary> rounds();
RoundEstimate estimate();
std::vector<FormatItem> formats();
JobView runningRound();
std::vector<RecentProject> recent();
/// One who does well, one who slips, one of whom little is known, a newcomer, one rejected, one paused, a program.
LabelersView labelers();

} // namespace stepmark::ui::made_up
