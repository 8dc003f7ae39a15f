// SPDX-License-Identifier: GPL-3.0-or-later
//
// An object belongs to one thread.
#pragma once

#include <QtGlobal>

#include <functional>

namespace stepmark::ui {

/// Working time on a solution and on its current step, in milliseconds. Pauses are left out: of a stretch without any
/// input only the first minute counts, and nothing counts while the page is hidden or the window inactive.
class WorkClock {
public:
    using Now = std::function<qint64()>; ///< monotonic milliseconds
    static constexpr qint64 kLongestGap_ms = 60'000;

    WorkClock();
    void setNow(Now now);

    /// A new solution that already took `spent_ms`.
    void start(qint64 spent_ms = 0);
    /// Any key, click, wheel or move of the mouse.
    void activity();
    void pause();
    void resume();
    bool isPaused() const { return m_paused; }

    qint64 total_ms() const { return m_total + running(); }
    /// Time since start or the last takeStep_ms(), pauses left out.
    qint64 step_ms() const { return total_ms() - m_step_from; }
    qint64 takeStep_ms();

private:
    qint64 running() const;
    void settle();

    Now m_now;
    qint64 m_last = 0;
    qint64 m_total = 0;
    qint64 m_step_from = 0; ///< value of total_ms() when the step began
    bool m_paused = true;
};

} // namespace stepmark::ui
