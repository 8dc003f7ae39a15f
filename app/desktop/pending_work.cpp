// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/pending_work.h"

#include "app/desktop/task_pile.h"

namespace stepmark::desktop {

int pendingDone(const std::deque<Write>& writes) {
    int done = 0;
    for (const Write& write : writes) {
        done += write.is<Write::Finish>() || write.is<Write::Skip>();
        done -= write.is<Write::Reopen>();
    }
    return done;
}

std::set<QueueItemId> pendingItems(const std::deque<Write>& writes) {
    std::set<QueueItemId> items;
    for (const Write& write : writes)
        items.insert(write.item);
    return items;
}

ui::LabelTask withPending(ui::LabelTask task, const std::deque<Write>& writes, LabelerId labeler) {
    for (const Write& write : writes) {
        if (write.labeler != labeler)
            continue;
        if (const auto* mark = write.as<Write::Mark>())
            applyMark(task, mark->step, mark->rating, mark->unsure);
        if (const auto* draft = write.as<Write::Draft>(); draft && write.solution == task.solution) {
            task.flagged = draft->flagged;
            task.note = QString::fromStdString(draft->note);
        }
    }
    return task;
}

} // namespace stepmark::desktop
