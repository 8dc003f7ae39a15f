// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/label/label_pass.h"

#include <algorithm>
#include <functional>

namespace stepmark::ui {

namespace {

std::vector<LabelPass::Mark> presetsOf(const std::vector<LabelStep>& steps) {
    std::vector<LabelPass::Mark> marks;
    marks.reserve(steps.size());
    for (const LabelStep& step : steps)
        marks.push_back({step.preset, step.preset && step.preset_unsure});
    return marks;
}

bool hasRating(const LabelPass::Mark& mark) { return mark.rating.has_value(); }

int firstNegativeOf(const std::vector<LabelPass::Mark>& marks) {
    const auto found = std::find_if(marks.begin(), marks.end(),
                                    [](const LabelPass::Mark& mark) { return mark.rating == Rating::Negative; });
    return found == marks.end() ? -1 : static_cast<int>(found - marks.begin());
}

} // namespace

LabelPass::LabelPass(LabelTask task)
    : m_task(std::move(task))
    , m_marks(presetsOf(m_task.steps))
    , m_error(firstNegativeOf(m_marks)) {
    for (const LabelStep& step : m_task.steps)
        m_alternative_marks.push_back(presetsOf(step.alternatives));
    m_current = firstOpenRow();
}

const LabelPass::Mark& LabelPass::slot(int row) const {
    return isAlternative(row) ? m_alternative_marks[static_cast<std::size_t>(m_error)]
                                                   [static_cast<std::size_t>(row - stepCount())]
                              : m_marks[static_cast<std::size_t>(row)];
}

const LabelStep& LabelPass::step(int row) const {
    const LabelStep& step = m_task.steps[static_cast<std::size_t>(placeOf(row))];
    return isAlternative(row) ? step.alternatives[static_cast<std::size_t>(row - stepCount())] : step;
}

int LabelPass::alternativeCount() const {
    return m_error < 0 ? 0 : static_cast<int>(m_alternative_marks[static_cast<std::size_t>(m_error)].size());
}

int LabelPass::alternativesUnmarked() const {
    if (m_error < 0)
        return 0;
    const auto& marks = m_alternative_marks[static_cast<std::size_t>(m_error)];
    return static_cast<int>(std::count_if(marks.begin(), marks.end(), std::not_fn(hasRating)));
}

int LabelPass::unmarked() const {
    const auto end = m_error < 0 ? m_marks.end() : m_marks.begin() + m_error;
    return static_cast<int>(std::count_if(m_marks.begin(), end, std::not_fn(hasRating)));
}

bool LabelPass::complete() const { return stepCount() > 0 && unmarked() == 0; }

std::optional<FinishReason> LabelPass::finishReason() const {
    if (!complete())
        return std::nullopt;
    return m_error >= 0 ? FinishReason::FoundError : FinishReason::Solution;
}

/// Where the labeler goes on: the first row without a mark (of the alternatives only once all steps have one), else the
/// first error, else the last step.
int LabelPass::firstOpenRow() const {
    const int end = m_error < 0 ? stepCount() : m_error;
    for (int row = 0; row < end; ++row)
        if (!markOf(row))
            return row;
    for (int row = stepCount(); row < rowCount(); ++row)
        if (!markOf(row))
            return row;
    return m_error >= 0 ? m_error : std::max(0, stepCount() - 1);
}

void LabelPass::set(int row, const Mark& mark) {
    slot(row) = mark;
    m_error = firstNegativeOf(m_marks);
}

LabelPass::MarkResult LabelPass::mark(int row, Rating rating) {
    if (!isRow(row))
        return {};
    const Mark before = slot(row);
    const bool was_complete = complete();
    const bool is_last = row + 1 == stepCount();
    m_history.push_back({row, before, m_current});
    // A doubt noted beforehand goes with the mark; a mark that is put right is meant.
    set(row, {rating, before.unsure && !before.rating});
    m_current = firstOpenRow();
    // An error before the end stops for a look (Enter finishes), and so does one with alternatives to rate; the last
    // missing mark needs none.
    const bool every_step = std::all_of(m_marks.begin(), m_marks.end(), hasRating);
    const bool no_look = m_error < 0 || (is_last && m_error == row && alternativesUnmarked() == 0);
    return {true, complete() && every_step && no_look && !was_complete};
}

bool LabelPass::toggleUnsure(int row) {
    if (!isRow(row))
        return false;
    const Mark before = slot(row);
    m_history.push_back({row, before, m_current});
    slot(row).unsure = !before.unsure;
    return true;
}

bool LabelPass::moveTo(int row) {
    if (!isRow(row))
        return false;
    m_current = row;
    return true;
}

bool LabelPass::moveBy(int delta) {
    // The alternatives come right after the first error: nothing else may be marked behind it.
    const int skipped = m_error < 0 ? 0 : stepCount() - 1 - m_error;
    const int position = (isAlternative(m_current) ? m_current - skipped : m_current) + delta;
    return moveTo(m_error >= 0 && position > m_error ? position + skipped : position);
}

int LabelPass::undo() {
    if (m_history.empty())
        return -1;
    const Action action = m_history.back();
    m_history.pop_back();
    if (action.row < 0 || action.row >= rowCount())
        return -1;
    const Mark taken = slot(action.row);
    set(action.row, action.before);
    m_current = std::clamp(action.current_before, 0, rowCount() - 1);
    return taken.rating || action.before.rating ? action.row : -1;
}

void LabelPass::recordLeaving() { m_history.push_back({-1, {}, m_current}); }

void LabelPass::assumeHistory() {
    m_history.clear();
    for (int row = 0; row < rowCount(); ++row)
        if (markOf(row) && isRow(row))
            m_history.push_back({row, {}, row});
}

} // namespace stepmark::ui
