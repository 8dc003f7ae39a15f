// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/label/label_pass.h"

#include <algorithm>

namespace stepmark::ui {

LabelPass::LabelPass(LabelTask task)
    : m_task(std::move(task)) {
    m_marks.reserve(m_task.steps.size());
    for (const LabelStep& step : m_task.steps)
        m_marks.push_back(step.preset);
    m_current = firstOpenStep();
}

int LabelPass::firstNegative() const {
    const auto found = std::find(m_marks.begin(), m_marks.end(), std::optional<Rating>(Rating::Negative));
    return found == m_marks.end() ? -1 : static_cast<int>(found - m_marks.begin());
}

int LabelPass::unmarked() const {
    const int error = firstNegative();
    const auto end = error < 0 ? m_marks.end() : m_marks.begin() + error;
    return static_cast<int>(std::count(m_marks.begin(), end, std::nullopt));
}

bool LabelPass::complete() const { return stepCount() > 0 && unmarked() == 0; }

bool LabelPass::isBehindError(int step) const {
    const int error = firstNegative();
    return error >= 0 && step > error;
}

std::optional<FinishReason> LabelPass::finishReason() const {
    if (!complete())
        return std::nullopt;
    return firstNegative() >= 0 ? FinishReason::FoundError : FinishReason::Solution;
}

/// Where the labeler goes on: the first step without a mark, else the first error, else the last step.
int LabelPass::firstOpenStep() const {
    const int error = firstNegative();
    const int end = error < 0 ? stepCount() : error;
    for (int step = 0; step < end; ++step) {
        if (!m_marks[static_cast<std::size_t>(step)])
            return step;
    }
    return error >= 0 ? error : std::max(0, stepCount() - 1);
}

LabelPass::MarkResult LabelPass::mark(int step, Rating rating) {
    if (step < 0 || step >= stepCount() || isBehindError(step))
        return {};
    auto& slot = m_marks[static_cast<std::size_t>(step)];
    const bool was_complete = complete();
    const bool was_last = step + 1 == stepCount();
    m_history.push_back({step, slot, m_current});
    slot = rating;
    m_current = firstOpenStep();
    // An error before the end stops for a look (Enter finishes); the last missing mark needs none.
    const bool every_step = std::find(m_marks.begin(), m_marks.end(), std::nullopt) == m_marks.end();
    const bool done = complete() && every_step && (firstNegative() < 0 || (was_last && firstNegative() == step));
    return {true, done && !was_complete};
}

bool LabelPass::moveTo(int step) {
    if (step < 0 || step >= stepCount() || isBehindError(step))
        return false;
    m_current = step;
    return true;
}

int LabelPass::undo() {
    if (m_history.empty())
        return -1;
    const Action action = m_history.back();
    m_history.pop_back();
    if (action.step < 0 || action.step >= stepCount())
        return -1;
    m_marks[static_cast<std::size_t>(action.step)] = action.before;
    m_current = std::clamp(action.current_before, 0, stepCount() - 1);
    return action.step;
}

void LabelPass::recordLeaving() { m_history.push_back({-1, std::nullopt, m_current}); }

void LabelPass::assumeHistory() {
    m_history.clear();
    for (int step = 0; step < stepCount(); ++step) {
        if (m_marks[static_cast<std::size_t>(step)] && !isBehindError(step))
            m_history.push_back({step, std::nullopt, step});
    }
}

} // namespace stepmark::ui
