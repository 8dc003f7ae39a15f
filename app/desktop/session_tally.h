// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/label/label_task.h"

#include <map>
#include <set>
#include <utility>

namespace stepmark::desktop {

/// What the labeler has done since the project was opened. What is taken back does not count. Plain value.
class SessionTally {
public:
    void mark(const ui::MarkIntent& intent);
    void finish(SolutionId solution, FinishReason reason);
    /// The labeler went back to it.
    void reopen(SolutionId solution);
    ui::SessionStats stats() const;

private:
    std::map<std::pair<SolutionId, StepId>, qint64> m_steps; ///< time on each marked step, ms
    std::set<SolutionId> m_finished;
    std::set<SolutionId> m_first_errors;
};

} // namespace stepmark::desktop
