// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/desktop/seat.h"
#include "ui/label/label_task.h"

#include <optional>
#include <set>
#include <vector>

namespace stepmark::desktop {

/// Where the queue stands for one labeler; what the header and the empty states show.
struct QueueSummary {
    int round = 0;    ///< number of the newest round, 0 for none
    int done = 0;     ///< of that round's queue (or of the screening): labelled or skipped by this labeler
    int total = 0;    ///< with what there still is for them
    int labelled = 0; ///< solutions labelled out of all queues
    bool has_solutions = false;
    bool screening = false; ///< the labeler answers known questions first; `round` is 0 then
};
/// Counts whole queues: not to be asked for with every solution.
QueueSummary queueSummary(Session& session, LabelerId labeler);

struct TaskBatch {
    std::vector<ui::LabelTask> tasks;
    std::optional<QueueSummary> summary; ///< only where nothing is left
    Seat seat; ///< once nothing was left: after the decision about a screening
};

struct TaskRequest {
    LabelerId labeler = 0;
    std::set<QueueItemId> exclude;
    int count = 1;
    bool serve_first = false; ///< the first is marked as served to them, so that no other labeler gets it
};
/// The next solutions for a labeler. Storage thread.
TaskBatch nextTasks(Session& session, const TaskRequest& request);

/// One solution, whether it is in a queue or not. Error where there is none of that id. Storage thread.
ui::LabelTask taskFor(Session& session, LabelerId labeler, SolutionId solution);

/// The solution that this labeler left last, in this session or an earlier one.
std::optional<ui::LabelTask> lastLeftTask(Session& session, LabelerId labeler, const std::set<QueueItemId>& exclude);

} // namespace stepmark::desktop
