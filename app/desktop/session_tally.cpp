// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/session_tally.h"

#include <algorithm>
#include <vector>

namespace stepmark::desktop {

void SessionTally::mark(const ui::MarkIntent& intent) {
    const std::pair key(intent.solution, intent.step);
    if (intent.rating)
        m_steps[key] = intent.elapsed_ms;
    else
        m_steps.erase(key);
}

void SessionTally::finish(SolutionId solution, FinishReason reason) {
    m_finished.insert(solution);
    if (reason == FinishReason::FoundError)
        m_first_errors.insert(solution);
}

void SessionTally::reopen(SolutionId solution) {
    m_finished.erase(solution);
    m_first_errors.erase(solution);
}

ui::SessionStats SessionTally::stats() const {
    ui::SessionStats stats;
    stats.solutions = static_cast<int>(m_finished.size());
    stats.steps = static_cast<int>(m_steps.size());
    stats.first_errors = static_cast<int>(m_first_errors.size());
    if (m_steps.empty())
        return stats;
    std::vector<qint64> times;
    for (const auto& [step, elapsed_ms] : m_steps)
        times.push_back(elapsed_ms);
    const auto middle = times.begin() + std::ssize(times) / 2;
    std::nth_element(times.begin(), middle, times.end());
    stats.median_step_ms = *middle;
    return stats;
}

} // namespace stepmark::desktop
