// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/task_pile.h"

#include <algorithm>
#include <utility>

namespace stepmark::desktop {

bool applyMark(ui::LabelTask& task, StepId id, std::optional<Rating> rating, bool unsure) {
    bool found = false;
    const auto apply = [&](ui::LabelStep& step) {
        if (step.id != id)
            return;
        step.preset = rating;
        step.preset_unsure = unsure;
        found = true;
    };
    for (ui::LabelStep& step : task.steps) {
        apply(step);
        std::for_each(step.alternatives.begin(), step.alternatives.end(), apply);
    }
    return found;
}

std::set<QueueItemId> TaskPile::items() const {
    std::set<QueueItemId> items;
    if (m_current)
        items.insert(m_current->queue_item);
    for (const ui::LabelTask& task : m_ready)
        items.insert(task.queue_item);
    return items;
}

const ui::LabelTask* TaskPile::find(SolutionId solution) const {
    if (isOnScreen(solution))
        return &*m_current;
    const auto place = std::find_if(m_left.rbegin(), m_left.rend(),
                                    [solution](const ui::LabelTask& task) { return task.solution == solution; });
    return place == m_left.rend() ? nullptr : &*place;
}

QueueItemId TaskPile::itemOf(SolutionId solution) const {
    const ui::LabelTask* task = find(solution);
    return task ? task->queue_item : 0;
}

void TaskPile::prepare(ui::LabelTask task) {
    if (std::ssize(m_ready) < wanted())
        m_ready.push_back(std::move(task));
}

bool TaskPile::advance() {
    if (m_ready.empty())
        return false;
    m_current = std::move(m_ready.front());
    m_ready.pop_front();
    return true;
}

void TaskPile::show(ui::LabelTask task) {
    std::erase_if(m_ready, [&](const ui::LabelTask& ready) { return ready.solution == task.solution; });
    if (m_current) {
        m_current->reopened = false; // when it comes back it is a task like any other
        m_ready.push_front(std::move(*m_current));
    }
    m_current = std::move(task);
}

bool TaskPile::leave(bool flagged, const QString& note, qint64 total_ms) {
    m_current->flagged = flagged;
    m_current->note = note;
    m_current->spent_ms = total_ms;
    m_current->reopened = false;
    const bool queued = m_current->queue_item != 0;
    m_left.push_back(std::move(*m_current));
    m_current.reset();
    if (m_left.size() > kLeft)
        m_left.pop_front(); // the project knows it as well
    return queued;
}

std::optional<ui::LabelTask> TaskPile::takeLast() {
    if (m_left.empty())
        return std::nullopt;
    std::optional<ui::LabelTask> last = std::move(m_left.back());
    m_left.pop_back();
    return last;
}

bool TaskPile::mark(StepId step, std::optional<Rating> rating, bool unsure) {
    if (m_current)
        applyMark(*m_current, step, rating, unsure);
    for (ui::LabelTask& task : m_left)
        applyMark(task, step, rating, unsure);
    bool next_changed = false;
    for (std::size_t i = 0; i < m_ready.size(); ++i)
        next_changed |= applyMark(m_ready[i], step, rating, unsure) && i == 0; // a step that it shares
    return next_changed;
}

void TaskPile::draft(SolutionId solution, bool flagged, const QString& note) {
    if (auto* task = const_cast<ui::LabelTask*>(find(solution))) {
        task->flagged = flagged;
        task->note = note;
    }
}

} // namespace stepmark::desktop
