// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/label_controller.h"

#include "app/desktop/pending_work.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace stepmark::desktop {

LabelController::LabelController(StorageThread& storage, WriteQueue& writes, ui::LabelPage& page, QObject* parent)
    : QObject(parent)
    , m_storage(storage)
    , m_writes(writes)
    , m_page(page) {
    connect(&page, &ui::LabelPage::marked, this, &LabelController::marked);
    connect(&page, &ui::LabelPage::finished, this, &LabelController::finished);
    connect(&page, &ui::LabelPage::skipped, this, &LabelController::skipped);
    connect(&page, &ui::LabelPage::draftChanged, this, &LabelController::draftChanged);
    connect(&page, &ui::LabelPage::undoRequested, this, &LabelController::undo);
    connect(&page, &ui::LabelPage::taskShown, this, &LabelController::taskShown);
    connect(&page, &ui::LabelPage::taskWanted, this, &LabelController::taskWanted);
    connect(&page, &ui::LabelPage::retryRequested, this, &LabelController::load);
    connect(&page, &ui::LabelPage::messageAccepted, this, [this] {
        if (m_phase.accepted()) {
            m_page.showBusy(tr("Looking for the next solution"));
            load();
        }
    });
    // Only with everything on disk can the queue be asked for what was left unfinished earlier.
    connect(&writes, &WriteQueue::committed, this, [this] {
        if (m_tasks.isEmpty() && m_writes.isIdle())
            load();
    });
}

template <class Result>
void LabelController::ask(std::function<Result(Session&)> work, std::function<void(Result)> done,
                          std::function<void(const QString&)> on_failure) {
    const int generation = m_generation;
    m_storage.ask<Result>(
        this, std::move(work),
        [this, generation, done = std::move(done)](Result result) {
            if (generation == m_generation)
                done(std::move(result));
        },
        [this, generation, on_failure = std::move(on_failure)](const QString& message) {
            if (!on_failure)
                Q_EMIT failed(message);
            else if (generation == m_generation)
                on_failure(message);
        });
}

void LabelController::begin(const QString& labeler_name) {
    end();
    m_phase.opened();
    m_labeler_name = labeler_name;
    m_page.setSession({});
    m_page.showBusy(tr("Looking for the next solution"));
    ask<LabelerId>([name = labeler_name.toStdString()](Session& session) { return session.labelers.sitDown(name).id; },
                   [this](LabelerId id) {
                       m_labeler = id;
                       m_phase.seated();
                       load();
                   },
                   [this](const QString& message) { m_page.showError(message); });
}

void LabelController::end() {
    // First, so that a note still open is stored under the name it was written by.
    m_page.setNextTask(std::nullopt);
    m_page.showNoProject();
    ++m_generation;
    m_phase.closed();
    m_labeler = 0;
    m_tasks = {};
    m_tally = {};
    m_summary = {};
    m_counted.invalidate();
}

void LabelController::setLabeler(const QString& name) {
    if (m_phase.isOpen())
        begin(name);
    else
        m_labeler_name = name;
}

void LabelController::refreshQueue() {
    if (!m_phase.isOpen())
        return;
    m_tasks.dropPrepared();
    m_counted.invalidate();
    offerNext();
    load();
}

void LabelController::open(SolutionId solution) {
    if (!m_phase.isSeated() || m_tasks.isOnScreen(solution))
        return;
    ask<ui::LabelTask>(
        [labeler = m_labeler, solution](Session& session) { return taskFor(session, labeler, solution); },
        [this](ui::LabelTask task) {
            if (!m_tasks.isOnScreen(task.solution))
                putOnScreen(withPending(std::move(task), m_writes.writes(), m_labeler), Write::Serve{});
        });
}

/// What is on screen comes next again. `deed`: how this one got there.
void LabelController::putOnScreen(ui::LabelTask task, const Write::Deed& deed) {
    m_phase.shown();
    const ui::LabelTask shown = task; // the page may answer at once
    m_tasks.show(std::move(task));
    add(shown.solution, deed);
    m_page.setTask(shown);
    offerNext();
}

// --- what comes next -------------------------------------------------------------------------------------------------

void LabelController::load() {
    if (m_phase.state() == LabelPhase::State::SittingDown) {
        begin(m_labeler_name); // the first question failed
        return;
    }
    if (!m_phase.wants())
        return;
    TaskRequest request;
    request.labeler = m_labeler;
    request.exclude = m_tasks.items();
    request.exclude.merge(pendingItems(m_writes.writes()));
    request.count = m_tasks.wanted();
    request.serve_first = m_tasks.isEmpty() && m_writes.isIdle();
    ask<TaskBatch>([request](Session& session) { return nextTasks(session, request); },
                   [this](TaskBatch batch) { loaded(std::move(batch)); },
                   [this](const QString& message) { loadFailed(message); });
}

void LabelController::loadFailed(const QString& message) {
    m_phase.answered();
    if (m_tasks.current())
        Q_EMIT failed(message);
    else
        m_page.showError(message);
}

void LabelController::loaded(TaskBatch batch) {
    const bool again = m_phase.answered();
    std::set<QueueItemId> mine = m_tasks.items();
    mine.merge(pendingItems(m_writes.writes()));
    for (ui::LabelTask& task : batch.tasks)
        if (!mine.contains(task.queue_item))
            m_tasks.prepare(withPending(std::move(task), m_writes.writes(), m_labeler));
    if (batch.summary)
        setSummary(*batch.summary);
    else if (!m_counted.isValid() || m_counted.hasExpired(kSummaryAge_ms))
        askSummary(); // after the solutions: the first must not wait for it
    if (tellSeat(batch.seat))
        return;
    if (!m_tasks.current())
        showNext();
    else
        offerNext();
    if (again)
        load();
}

void LabelController::setSummary(const QueueSummary& summary) {
    m_summary = summary;
    m_counted.start();
    publishSummary(pendingDone(m_writes.writes()));
}

void LabelController::askSummary() {
    m_counted.start(); // asked once, not with every solution until the answer is here
    ask<QueueSummary>([labeler = m_labeler](Session& session) { return queueSummary(session, labeler); },
                      [this](const QueueSummary& summary) { setSummary(summary); });
}

/// Whether the labeler is told something in a solution's stead: the end of their screening, or that they get none.
bool LabelController::tellSeat(const Seat& seat) {
    const bool passed = seat.decided && seat.mayLabel();
    if ((seat.mayLabel() && !passed) || m_tasks.current()) // who has a solution on screen finishes it
        return false;
    m_tasks.dropPrepared();
    m_tasks.dropLeft(); // a screening that has ended is not gone back into
    if (passed)
        m_phase.told();
    const SeatWords words = wordsFor(seat);
    m_page.showMessage(words.title, words.text, words.button);
    return true;
}

void LabelController::showNext() {
    if (!m_tasks.advance()) {
        showEmpty();
        return;
    }
    const ui::LabelTask task = *m_tasks.current(); // the page may answer at once
    add(task.solution, Write::Serve{});
    m_page.setTask(task);
    offerNext();
}

void LabelController::showEmpty() {
    if (m_phase.isAsking() || m_summary.screening)
        m_page.showBusy(tr("Looking for the next solution"));
    else if (m_summary.total > 0 || m_summary.has_solutions)
        m_page.showEmptyQueue(std::max(m_summary.labelled, m_tally.stats().solutions));
    else
        m_page.showNoSolutions();
}

void LabelController::offerNext() {
    const ui::LabelTask* next = m_tasks.next();
    m_page.setNextTask(next ? std::optional(*next) : std::nullopt);
}

void LabelController::taskShown(SolutionId solution) {
    const ui::LabelTask* next = m_tasks.next();
    if (m_tasks.isOnScreen(solution) || !next || next->solution != solution)
        return; // one that was shown by setTask
    m_tasks.advance();
    add(solution, Write::Serve{});
    offerNext();
    load();
}

void LabelController::taskWanted() {
    m_tasks.clearScreen();
    if (!m_tasks.next())
        load();
    showNext();
}

// --- what the labeler does -------------------------------------------------------------------------------------------

void LabelController::marked(const ui::MarkIntent& intent) {
    add(intent.solution,
        Write::Mark{intent.step, intent.rating, intent.elapsed_ms, intent.model_visible, intent.unsure});
    m_tally.mark(intent);
    showSession();
    if (m_tasks.mark(intent.step, intent.rating, intent.unsure))
        offerNext();
}

void LabelController::finished(const ui::FinishIntent& intent) {
    add(intent.solution, Write::Finish{intent.reason, intent.detail.toStdString(), intent.total_ms, intent.flagged,
                                       intent.note.toStdString()});
    m_tally.finish(intent);
    leave(intent.solution, intent.flagged, intent.note, intent.total_ms);
}

void LabelController::skipped(const ui::SkipIntent& intent) {
    add(intent.solution, Write::Skip{intent.total_ms, intent.flagged, intent.note.toStdString()});
    leave(intent.solution, intent.flagged, intent.note, intent.total_ms);
}

void LabelController::draftChanged(const ui::DraftIntent& intent) {
    add(intent.solution, Write::Draft{intent.flagged, intent.note.toStdString()});
    m_tasks.draft(intent.solution, intent.flagged, intent.note);
}

void LabelController::leave(SolutionId solution, bool flagged, const QString& note, qint64 total_ms) {
    if (m_tasks.isOnScreen(solution))
        publishSummary(m_tasks.leave(flagged, note, total_ms) ? +1 : 0);
}

void LabelController::undo() {
    if (!m_phase.isOpen() || m_phase.isTold())
        return;
    if (auto task = m_tasks.takeLast())
        reopen(std::move(*task));
    else
        askLastLeft();
}

void LabelController::askLastLeft() {
    const SolutionId on_screen = m_tasks.current() ? m_tasks.current()->solution : 0;
    ask<std::optional<ui::LabelTask>>(
        // Those prepared too: skipped in an earlier session, and queued again.
        [labeler = m_labeler, exclude = m_tasks.items()](Session& session) {
            return lastLeftTask(session, labeler, exclude);
        },
        [this, on_screen](std::optional<ui::LabelTask> task) {
            if ((m_tasks.current() ? m_tasks.current()->solution : 0) != on_screen || m_tasks.hasLeft())
                return; // the labeler has gone on meanwhile
            if (task)
                reopen(withPending(std::move(*task), m_writes.writes(), m_labeler));
            else
                m_page.noFurtherUndo();
        });
}

void LabelController::reopen(ui::LabelTask task) {
    task.reopened = true;
    m_tally.reopen(task.solution);
    publishSummary(-1);
    putOnScreen(std::move(task), Write::Reopen{}); // the page takes the last mark back at once
}

// --- helpers ---------------------------------------------------------------------------------------------------------

void LabelController::publishSummary(int newly_done) {
    m_summary.done = std::clamp(m_summary.done + newly_done, 0, std::max(m_summary.total, 0));
    showSession();
    Q_EMIT summaryChanged(m_summary);
}

void LabelController::showSession() {
    ui::SessionStats stats = m_tally.stats();
    stats.queue_done = m_summary.done;
    stats.queue_total = m_summary.total;
    const auto pace_ms = m_tally.meanSolution_ms();
    if (pace_ms && m_summary.done < m_summary.total)
        stats.queue_left_ms = std::llround(*pace_ms * (m_summary.total - m_summary.done));
    m_page.setSession(stats);
}

void LabelController::add(SolutionId solution, Write::Deed deed) {
    Write write;
    write.labeler = m_labeler;
    write.solution = solution;
    write.item = m_tasks.itemOf(solution);
    write.deed = std::move(deed);
    m_writes.add(std::move(write));
}

} // namespace stepmark::desktop
