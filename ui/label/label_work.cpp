// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/label/label_work.h"

#include <algorithm>

namespace stepmark::ui {

namespace {

/// Solutions whose undo is remembered; older ones are taken back from their marks.
constexpr std::size_t kHistories = 10'000;
constexpr int kDraftDelay_ms = 500;

} // namespace

LabelWork::LabelWork(QObject* parent)
    : QObject(parent) {
    m_draft_timer.setSingleShot(true);
    m_draft_timer.setInterval(kDraftDelay_ms);
    connect(&m_draft_timer, &QTimer::timeout, this, &LabelWork::flushDraft);
}

// ---- what there is to work on

void LabelWork::begin(const LabelTask& task) {
    flushDraft();
    show(task);
    if (task.reopened)
        takeBackLast();
    else
        m_histories.erase(task.solution); // a new pass over it begins
    Q_EMIT taskShown(task.solution);
}

void LabelWork::show(const LabelTask& task) {
    m_open = true;
    m_pass = LabelPass(task);
    m_flagged = task.flagged;
    m_note = task.note;
    m_draft_open = m_opinion_seen = false;
    m_refusal = Refusal::None;
    m_clock.start(task.spent_ms);
    Q_EMIT begun();
}

void LabelWork::close() {
    flushDraft();
    m_open = false;
    m_clock.pause();
}

void LabelWork::forget() {
    m_next.reset();
    m_histories.clear();
}

void LabelWork::moveOn() {
    if (!m_next) {
        Q_EMIT taskWanted();
        return;
    }
    const LabelTask task = std::move(*m_next);
    m_next.reset();
    show(task);
    Q_EMIT taskShown(task.solution);
}

void LabelWork::resume() {
    if (m_open)
        m_clock.resume();
}

// ---- what the labeler does

void LabelWork::emitMark(int row, qint64 elapsed_ms) {
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

/// Whoever hears an intent may show something else at once; then the work does not move on by itself.
void LabelWork::mark(int row, Rating rating) {
    const LabelPass::MarkResult result = m_pass.mark(row, rating);
    const bool behind = !result.accepted && m_pass.stepCount() > 0;
    m_refusal = behind ? Refusal::BehindError : Refusal::None;
    Q_EMIT changed();
    if (!result.accepted)
        return;
    const SolutionId marked_solution = m_pass.task().solution;
    const auto reason = m_pass.finishReason();
    emitMark(row, m_clock.takeStep_ms());
    if (result.filled_last && reason && isOpen(marked_solution))
        finish(*reason, false, {});
}

/// Without a mark the doubt waits for one; with one it is stored with it at once.
void LabelWork::toggleUnsure(int row) {
    m_refusal = Refusal::None;
    if (!m_pass.toggleUnsure(row))
        return;
    Q_EMIT changed();
    if (m_pass.markOf(row))
        emitMark(row, m_clock.takeStep_ms());
}

void LabelWork::moveTo(int row) {
    m_pass.moveTo(row);
    Q_EMIT changed();
}

void LabelWork::moveBy(int delta) {
    m_refusal = Refusal::None;
    m_pass.moveBy(delta);
    Q_EMIT changed();
}

void LabelWork::undo() {
    m_refusal = Refusal::None;
    if (!m_open || !m_pass.canUndo()) {
        Q_EMIT undoRequested();
        return;
    }
    const int row = m_pass.undo();
    Q_EMIT changed();
    if (row >= 0)
        emitMark(row, m_clock.takeStep_ms());
}

void LabelWork::noFurtherUndo() {
    m_refusal = Refusal::NothingToUndo;
    Q_EMIT changed();
}

/// The solution was brought back: its last action is taken back too, so that one key undoes one action.
void LabelWork::takeBackLast() {
    const auto known = m_histories.find(m_pass.task().solution);
    if (known != m_histories.end()) {
        m_pass.setHistory(std::move(known->second));
        m_histories.erase(known);
    } else {
        m_pass.assumeHistory();
        m_pass.recordLeaving(); // how it was left is not known; its marks stay for the next key
    }
    const int row = m_pass.undo();
    Q_EMIT changed();
    if (row >= 0)
        emitMark(row, 0);
}

void LabelWork::skip() {
    flushDraft();
    m_pass.recordLeaving();
    const SolutionId left = m_pass.task().solution;
    m_histories[left] = m_pass.history();
    Q_EMIT skipped({left, m_clock.total_ms(), m_flagged, m_note});
    if (isOpen(left))
        moveOn();
}

void LabelWork::finish(FinishReason reason, bool by_key, const QString& detail) {
    m_draft_timer.stop();
    m_draft_open = false; // flag and note travel with the intent
    if (by_key)
        m_pass.recordLeaving();
    if (m_histories.size() >= kHistories)
        m_histories.erase(m_histories.begin());
    const SolutionId left = m_pass.task().solution;
    m_histories[left] = m_pass.history();
    Q_EMIT finished({left, reason, detail, m_clock.total_ms(), m_flagged, m_note});
    if (isOpen(left))
        moveOn();
}

void LabelWork::finishAs(FinishReason reason, const QString& detail) { finish(reason, true, detail); }

void LabelWork::finishByKey() {
    if (const auto reason = m_pass.finishReason()) {
        finish(*reason, true, {});
        return;
    }
    m_refusal = m_pass.stepCount() == 0 ? Refusal::None : Refusal::StepsUnmarked;
    Q_EMIT changed();
}

void LabelWork::dropRefusal() {
    m_refusal = Refusal::None;
    Q_EMIT changed();
}

void LabelWork::sawOpinion() {
    const LabelTask& task = m_pass.task();
    m_opinion_seen = m_opinion_seen || (task.mayShowOpinion() &&
                                        std::any_of(task.steps.begin(), task.steps.end(),
                                                    [](const LabelStep& step) { return step.opinion.has_value(); }));
}

// ---- flag and note

void LabelWork::toggleFlag() {
    m_flagged = !m_flagged;
    Q_EMIT changed();
    m_draft_open = true;
    flushDraft();
}

void LabelWork::writeNote(const QString& note) {
    m_note = note;
    m_draft_open = true;
    m_draft_timer.start();
}

void LabelWork::flushDraft() {
    m_draft_timer.stop();
    if (!m_draft_open || !m_open)
        return;
    m_draft_open = false;
    Q_EMIT draftChanged({m_pass.task().solution, m_flagged, m_note});
}

} // namespace stepmark::ui
