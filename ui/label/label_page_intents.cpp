// SPDX-License-Identifier: GPL-3.0-or-later
// What the label page's labeler does, and the intents that come of it.
#include "ui/label/label_page.h"

#include "ui/label/ending_panel.h"
#include "ui/label/side_panel.h"
#include "ui/label/solution_view.h"
#include "ui/widgets/count_text.h"

#include <QTimer>

namespace stepmark::ui {

namespace {

/// Solutions whose undo is remembered; older ones are taken back from their marks.
constexpr std::size_t kHistories = 10'000;

} // namespace

void LabelPage::emitMark(int row, qint64 elapsed_ms) {
    MarkIntent intent;
    intent.solution = m_pass.task().solution;
    intent.step = m_pass.step(row).id;
    intent.step_index = m_pass.placeOf(row);
    intent.alternative = m_pass.isAlternative(row);
    intent.rating = m_pass.markOf(row);
    intent.unsure = intent.rating && m_pass.isUnsure(row);
    intent.elapsed_ms = elapsed_ms;
    intent.model_visible = m_opinion_seen;
    Q_EMIT marked(intent);
}

/// Whoever hears an intent may show something else at once; then the page does not move on by itself.
bool LabelPage::isOpen(SolutionId solution) const {
    return m_state == State::Labelling && m_pass.task().solution == solution;
}

void LabelPage::mark(int row, Rating rating) {
    m_ending->dismiss();
    m_hint.clear();
    const LabelPass::MarkResult result = m_pass.mark(row, rating);
    if (!result.accepted) {
        if (m_pass.stepCount() > 0)
            m_hint = tr("Behind the first error nothing is marked. %1: finish, %2: undo")
                         .arg(m_keys.cap(LabelAction::Finish), m_keys.cap(LabelAction::Undo));
        refresh();
        return;
    }
    refresh();
    const SolutionId marked_solution = m_pass.task().solution;
    const auto reason = m_pass.finishReason();
    emitMark(row, m_clock.takeStep_ms());
    if (result.filled_last && reason && isOpen(marked_solution))
        finish(*reason, false);
}

/// Without a mark the doubt waits for one; with one it is stored with it at once.
void LabelPage::toggleUnsure(int row) {
    m_hint.clear();
    if (!m_pass.toggleUnsure(row))
        return;
    refresh();
    if (m_pass.markOf(row))
        emitMark(row, m_clock.takeStep_ms());
}

void LabelPage::undo() {
    m_hint.clear();
    m_ending->dismiss();
    if (m_state != State::Labelling || !m_pass.canUndo()) {
        Q_EMIT undoRequested();
        return;
    }
    const int row = m_pass.undo();
    refresh();
    if (row >= 0)
        emitMark(row, m_clock.takeStep_ms());
}

/// The solution was brought back: its last action is taken back too, so that one key undoes one action.
void LabelPage::takeBackLast() {
    const auto known = m_histories.find(m_pass.task().solution);
    if (known != m_histories.end()) {
        m_pass.setHistory(std::move(known->second));
        m_histories.erase(known);
    } else {
        m_pass.assumeHistory();
        m_pass.recordLeaving(); // how it was left is not known; its marks stay for the next key
    }
    const int row = m_pass.undo();
    refresh();
    if (row >= 0)
        emitMark(row, 0);
}

void LabelPage::skip() {
    flushDraft();
    m_pass.recordLeaving();
    const SolutionId left = m_pass.task().solution;
    m_histories[left] = m_pass.history();
    Q_EMIT skipped({left, m_clock.total_ms(), m_flagged, m_side->note()});
    if (isOpen(left))
        moveOn();
}

void LabelPage::askEnding(FinishReason reason) {
    m_hint.clear();
    const bool bad = reason == FinishReason::BadProblem;
    m_ending->ask(reason, m_keys.cap(bad ? LabelAction::BadProblem : LabelAction::GiveUp));
    refresh();
}

void LabelPage::dismissEnding() {
    m_ending->dismiss();
    setFocus(Qt::OtherFocusReason);
    refresh();
}

void LabelPage::finish(FinishReason reason, bool by_key, const QString& detail) {
    m_ending->dismiss();
    m_draft_timer->stop();
    m_draft_open = false; // flag and note travel with the intent
    if (by_key)
        m_pass.recordLeaving();
    if (m_histories.size() >= kHistories)
        m_histories.erase(m_histories.begin());
    const SolutionId left = m_pass.task().solution;
    m_histories[left] = m_pass.history();
    Q_EMIT finished({left, reason, detail, m_clock.total_ms(), m_flagged, m_side->note()});
    if (isOpen(left))
        moveOn();
}

void LabelPage::finishByKey() {
    if (const auto reason = m_pass.finishReason()) {
        finish(*reason, true);
        return;
    }
    m_hint =
        m_pass.stepCount() == 0
            ? QString()
            : countText(m_pass.unmarked(), tr("One step is still without a mark. Mark it, or the first error with %2."),
                        tr("%1 steps are still without a mark. Mark each, or the first error with %2."))
                  .arg(m_keys.cap(LabelAction::Wrong));
    refresh();
}

void LabelPage::moveOn() {
    if (!m_next) {
        showBusy(tr("Fetching the next solution…"));
        Q_EMIT taskWanted();
        return;
    }
    const LabelTask task = std::move(*m_next);
    m_next.reset();
    showTask(task);
    Q_EMIT taskShown(task.solution);
}

void LabelPage::toggleFlag() {
    m_flagged = !m_flagged;
    m_side->setFlagged(m_flagged);
    m_draft_open = true;
    flushDraft();
}

void LabelPage::flushDraft() {
    m_draft_timer->stop();
    if (!m_draft_open || m_state != State::Labelling)
        return;
    m_draft_open = false;
    Q_EMIT draftChanged({m_pass.task().solution, m_flagged, m_side->note()});
}

} // namespace stepmark::ui
