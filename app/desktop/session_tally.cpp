// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/session_tally.h"

#include <algorithm>

namespace stepmark::desktop {

namespace {
constexpr double kHour_ms = 3'600'000;
}

void SessionTally::forgetTime(qint64 elapsed_ms) {
    m_times.erase(std::lower_bound(m_times.begin(), m_times.end(), elapsed_ms));
    m_steps_ms -= elapsed_ms;
}

void SessionTally::mark(const ui::MarkIntent& intent) {
    const auto known = m_steps.find({intent.solution, intent.step});
    qint64 spent_ms = intent.elapsed_ms;
    if (known != m_steps.end()) {
        spent_ms += known->second; // put right, or doubted: that is time on the step as well
        forgetTime(known->second);
        m_steps.erase(known);
    }
    if (!intent.rating)
        return;
    m_steps[{intent.solution, intent.step}] = spent_ms;
    m_times.insert(std::upper_bound(m_times.begin(), m_times.end(), spent_ms), spent_ms);
    m_steps_ms += spent_ms;
}

void SessionTally::finish(const ui::FinishIntent& intent) {
    reopen(intent.solution);
    m_finished[intent.solution] = intent.total_ms;
    m_finished_ms += intent.total_ms;
    if (intent.reason == FinishReason::FoundError)
        m_first_errors.insert(intent.solution);
}

void SessionTally::reopen(SolutionId solution) {
    m_first_errors.erase(solution);
    const auto known = m_finished.find(solution);
    if (known == m_finished.end())
        return;
    m_finished_ms -= known->second;
    m_finished.erase(known);
}

std::optional<double> SessionTally::meanSolution_ms() const {
    if (m_finished.empty())
        return std::nullopt;
    return static_cast<double>(m_finished_ms) / static_cast<double>(m_finished.size());
}

ui::SessionStats SessionTally::stats() const {
    ui::SessionStats stats;
    stats.solutions = static_cast<int>(m_finished.size());
    stats.steps = static_cast<int>(m_times.size());
    stats.first_errors = static_cast<int>(m_first_errors.size());
    if (!m_times.empty())
        stats.median_step_ms = m_times[m_times.size() / 2];
    if (m_steps_ms > 0)
        stats.steps_per_hour = stats.steps * kHour_ms / static_cast<double>(m_steps_ms);
    return stats;
}

} // namespace stepmark::desktop
