// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/desktop/session.h"
#include "ui/label/label_task.h"

#include <set>
#include <vector>

namespace stepmark::desktop {

/// Where the queue stands; what the header and the empty states show.
struct QueueSummary {
    int round = 0; ///< number of the newest round, 0 for none
    int done = 0;  ///< of that round's queue: labelled or skipped
    int total = 0;
    std::int64_t open = 0; ///< to be labelled, of all rounds
    int labelled = 0;      ///< solutions labelled out of all queues
    bool has_solutions = false;
};
QueueSummary queueSummary(Session& session);

struct TaskBatch {
    std::vector<ui::LabelTask> tasks;
    QueueSummary summary;
};

/// The next `count` solutions for this labeler, without those of `exclude`. With `serve_first` the first is marked as
/// served to them, so that no other labeler gets it. Storage thread.
TaskBatch nextTasks(Session& session, LabelerId labeler, const std::set<QueueItemId>& exclude, int count,
                    bool serve_first);

/// The solution that this labeler left last, in this session or an earlier one.
std::optional<ui::LabelTask> lastLeftTask(Session& session, LabelerId labeler, const std::set<QueueItemId>& exclude);

} // namespace stepmark::desktop
