// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/label/label_task.h"

#include <deque>
#include <optional>
#include <set>

namespace stepmark::desktop {

/// The task as it is after that mark; whether it holds the step at all.
bool applyMark(ui::LabelTask& task, StepId step, std::optional<Rating> rating, bool unsure);

/// The solutions that a labeler goes through: the one on screen, those prepared to come next, and those left behind,
/// for going back. What is done to a step is done to it in all of them. A plain value: any thread.
class TaskPile {
public:
    static constexpr int kAhead = 3;          ///< solutions prepared ahead
    static constexpr std::size_t kLeft = 100; ///< solutions left that are kept; before them the project is asked

    const std::optional<ui::LabelTask>& current() const { return m_current; }
    bool isOnScreen(SolutionId solution) const { return m_current && m_current->solution == solution; }
    const ui::LabelTask* next() const { return m_ready.empty() ? nullptr : &m_ready.front(); }
    bool isEmpty() const { return !m_current && m_ready.empty(); }
    /// That are prepared at most.
    int wanted() const { return kAhead + (m_current ? 0 : 1); }
    /// Queue items of what is on screen and of what is prepared.
    std::set<QueueItemId> items() const;
    /// Of the solution on screen or left; 0 where it is neither, or from no queue.
    QueueItemId itemOf(SolutionId solution) const;

    /// One more is prepared, as long as there is room.
    void prepare(ui::LabelTask task);
    /// The next one comes on screen; false where there is none.
    bool advance();
    /// This one comes on screen; the one that was there is the next again.
    void show(ui::LabelTask task);
    /// None is on screen.
    void clearScreen() { m_current.reset(); }
    /// The one on screen is left, with these words on it; whether it came from a queue.
    bool leave(bool flagged, const QString& note, qint64 total_ms);
    std::optional<ui::LabelTask> takeLast(); ///< that was left
    bool hasLeft() const { return !m_left.empty(); }
    void dropPrepared() { m_ready.clear(); }
    void dropLeft() { m_left.clear(); }

    /// Whether the next one has changed by it.
    bool mark(StepId step, std::optional<Rating> rating, bool unsure);
    void draft(SolutionId solution, bool flagged, const QString& note);

private:
    const ui::LabelTask* find(SolutionId solution) const;

    std::optional<ui::LabelTask> m_current;
    std::deque<ui::LabelTask> m_ready;
    std::deque<ui::LabelTask> m_left;
};

} // namespace stepmark::desktop
