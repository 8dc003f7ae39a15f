// SPDX-License-Identifier: GPL-3.0-or-later
// What is done and not on disk yet: the project, when asked, cannot know of it. Answers come in order, so what is still
// pending when one arrives was not on disk when it was made. Plain functions, any thread.
#pragma once

#include "app/desktop/write.h"
#include "ui/label/label_task.h"

#include <deque>
#include <set>

namespace stepmark::desktop {

/// Solutions that were left, less those that were gone back to.
int pendingDone(const std::deque<Write>& writes);
/// Queue items that something was done to.
std::set<QueueItemId> pendingItems(const std::deque<Write>& writes);
/// The task with what this labeler did to its steps, its flag and its note.
ui::LabelTask withPending(ui::LabelTask task, const std::deque<Write>& writes, LabelerId labeler);

} // namespace stepmark::desktop
