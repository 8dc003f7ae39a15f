// SPDX-License-Identifier: GPL-3.0-or-later
//
// Main thread.
#pragma once

#include "ui/label/label_task.h"

#include <map>
#include <optional>
#include <set>
#include <utility>
#include <vector>

namespace stepmark::desktop {

/// What the labeler has done since the project was opened. What is taken back does not count. Plain value; a mark costs
/// the same however many came before.
class SessionTally {
public:
    void mark(const ui::MarkIntent& intent);
    void finish(const ui::FinishIntent& intent);
    /// The labeler went back to it.
    void reopen(SolutionId solution);
    /// Without the queue, which is not the session's.
    ui::SessionStats stats() const;
    /// Working time of a finished solution on average; nullopt before the first.
    std::optional<double> meanSolution_ms() const;

private:
    void forgetTime(qint64 elapsed_ms);

    std::map<std::pair<SolutionId, StepId>, qint64> m_steps; ///< time on each marked step, ms
    std::vector<qint64> m_times;                             ///< the same times, in order: their middle is the median
    qint64 m_steps_ms = 0;                                   ///< their sum
    std::map<SolutionId, qint64> m_finished;                 ///< with the time it took, ms
    qint64 m_finished_ms = 0;
    std::set<SolutionId> m_first_errors;
};

} // namespace stepmark::desktop
