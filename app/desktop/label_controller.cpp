// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/label_controller.h"

#include <algorithm>
#include <cmath>

namespace stepmark::desktop {

namespace {

/// The task as it is after that mark; whether it holds the step at all.
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

} // namespace

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
        if (std::exchange(m_told, false)) {
            m_page.showBusy(tr("Looking for the next solution"));
            load();
        }
    });
    // Only with everything on disk can the queue be asked for what was left unfinished earlier.
    connect(&writes, &WriteQueue::committed, this, [this] {
        if (!m_current && m_ready.empty() && m_writes.isIdle())
            load();
    });
}

void LabelController::begin(const QString& labeler_name) {
    end();
    m_active = true;
    m_labeler_name = labeler_name;
    m_page.setSession({});
    m_page.showBusy(tr("Looking for the next solution"));
    const int generation = m_generation;
    m_storage.ask<LabelerId>(
        this, [name = labeler_name.toStdString()](Session& session) { return session.labelers.sitDown(name).id; },
        [this, generation](LabelerId id) {
            if (generation != m_generation)
                return;
            m_labeler = id;
            load();
        },
        [this, generation](const QString& message) {
            if (generation == m_generation)
                m_page.showError(message);
        });
}

void LabelController::end() {
    // First, so that a note still open is stored under the name it was written by.
    m_page.setNextTask(std::nullopt);
    m_page.showNoProject();
    ++m_generation;
    m_active = m_loading = m_load_again = m_summary_known = m_told = false;
    m_labeler = 0;
    m_current.reset();
    m_ready.clear();
    m_left.clear();
    m_tally = {};
    m_summary = {};
}

void LabelController::setLabeler(const QString& name) {
    if (m_active)
        begin(name);
    else
        m_labeler_name = name;
}

void LabelController::refreshQueue() {
    if (!m_active)
        return;
    m_ready.clear();
    m_summary_known = false;
    offerNext();
    load();
}

void LabelController::open(SolutionId solution) {
    if (!m_active || m_labeler == 0 || (m_current && m_current->solution == solution))
        return;
    const int generation = m_generation;
    m_storage.ask<ui::LabelTask>(
        this, [labeler = m_labeler, solution](Session& session) { return taskFor(session, labeler, solution); },
        [this, generation](ui::LabelTask task) {
            if (generation != m_generation || (m_current && m_current->solution == task.solution))
                return;
            std::erase_if(m_ready, [&](const ui::LabelTask& ready) { return ready.solution == task.solution; });
            putOnScreen(withPending(std::move(task)));
        },
        [this](const QString& message) { Q_EMIT failed(message); });
}

/// What is on screen comes next again.
void LabelController::replaceCurrent(ui::LabelTask task) {
    if (m_current) {
        m_current->reopened = false; // when it comes back it is a task like any other
        m_ready.push_front(std::move(*m_current));
    }
    m_current = std::move(task);
}

void LabelController::putOnScreen(ui::LabelTask task) {
    replaceCurrent(std::move(task));
    m_writes.add(write(Write::Kind::Serve, m_current->solution));
    const ui::LabelTask shown = *m_current; // the page may answer at once
    m_page.setTask(shown);
    offerNext();
}

// --- what comes next -------------------------------------------------------------------------------------------------

void LabelController::load() {
    if (!m_active || m_told)
        return;
    if (m_labeler == 0) {
        begin(m_labeler_name); // the first question failed
        return;
    }
    m_load_again = m_loading;
    if (m_loading)
        return;
    m_loading = true;
    const int generation = m_generation;
    TaskRequest request;
    request.labeler = m_labeler;
    request.exclude = taken();
    request.count = kAhead + (m_current ? 0 : 1);
    request.serve_first = !m_current && m_ready.empty() && m_writes.isIdle();
    m_storage.ask<TaskBatch>(
        this, [request](Session& session) { return nextTasks(session, request); },
        [this, generation](TaskBatch batch) { loaded(std::move(batch), generation); },
        [this, generation](const QString& message) {
            if (generation != m_generation)
                return;
            m_loading = false;
            if (m_current)
                Q_EMIT failed(message);
            else
                m_page.showError(message);
        });
}

void LabelController::loaded(TaskBatch batch, int generation) {
    if (generation != m_generation)
        return;
    m_loading = false;
    const std::set<QueueItemId> mine = taken();
    for (ui::LabelTask& task : batch.tasks)
        if (!mine.contains(task.queue_item) && std::ssize(m_ready) < kAhead + (m_current ? 0 : 1))
            m_ready.push_back(withPending(std::move(task)));
    if (batch.summary)
        setSummary(*batch.summary);
    else if (!m_summary_known || m_summary_age.hasExpired(kSummaryAge_ms))
        askSummary(); // after the solutions: the first must not wait for it
    if (tellSeat(batch.seat))
        return;
    if (!m_current)
        showNext();
    else
        offerNext();
    if (std::exchange(m_load_again, false))
        load();
}

void LabelController::setSummary(const QueueSummary& summary) {
    m_summary = summary;
    m_summary_known = true;
    m_summary_age.start();
    publishSummary(pendingDone());
}

void LabelController::askSummary() {
    m_summary_known = true; // asked once, not with every solution until the answer is here
    m_summary_age.start();
    const int generation = m_generation;
    m_storage.ask<QueueSummary>(
        this, [labeler = m_labeler](Session& session) { return queueSummary(session, labeler); },
        [this, generation](const QueueSummary& summary) {
            if (generation == m_generation)
                setSummary(summary);
        },
        [this](const QString& message) { Q_EMIT failed(message); });
}

/// Whether the labeler is told something in a solution's stead: the end of their screening, or that they get none.
bool LabelController::tellSeat(const Seat& seat) {
    const bool passed = seat.decided && seat.mayLabel();
    if ((seat.mayLabel() && !passed) || m_current) // who has a solution on screen finishes it
        return false;
    m_ready.clear();
    m_left.clear(); // a screening that has ended is not gone back into
    m_load_again = false;
    m_told = passed;
    const SeatWords words = wordsFor(seat);
    m_page.showMessage(words.title, words.text, words.button);
    return true;
}

void LabelController::showNext() {
    if (m_ready.empty()) {
        showEmpty();
        return;
    }
    m_current = std::move(m_ready.front());
    m_ready.pop_front();
    m_writes.add(write(Write::Kind::Serve, m_current->solution));
    const ui::LabelTask task = *m_current; // the page may answer at once
    m_page.setTask(task);
    offerNext();
}

void LabelController::showEmpty() {
    if (m_loading || m_summary.screening)
        m_page.showBusy(tr("Looking for the next solution"));
    else if (m_summary.total > 0 || m_summary.has_solutions)
        m_page.showEmptyQueue(std::max(m_summary.labelled, m_tally.stats().solutions));
    else
        m_page.showNoSolutions();
}

void LabelController::offerNext() {
    m_page.setNextTask(m_ready.empty() ? std::nullopt : std::optional(m_ready.front()));
}

void LabelController::taskShown(SolutionId solution) {
    if ((m_current && m_current->solution == solution) || m_ready.empty() || m_ready.front().solution != solution)
        return; // one that was shown by setTask
    m_current = std::move(m_ready.front());
    m_ready.pop_front();
    m_writes.add(write(Write::Kind::Serve, solution));
    offerNext();
    load();
}

void LabelController::taskWanted() {
    m_current.reset();
    if (m_ready.empty())
        load();
    showNext();
}

// --- what the labeler does -------------------------------------------------------------------------------------------

void LabelController::marked(const ui::MarkIntent& intent) {
    Write mark = write(Write::Kind::Mark, intent.solution);
    mark.step = intent.step;
    mark.rating = intent.rating;
    mark.elapsed_ms = intent.elapsed_ms;
    mark.model_visible = intent.model_visible;
    mark.unsure = intent.unsure;
    m_writes.add(std::move(mark));
    m_tally.mark(intent);
    showSession();
    if (m_current)
        applyMark(*m_current, intent.step, intent.rating, intent.unsure);
    for (ui::LabelTask& task : m_left)
        applyMark(task, intent.step, intent.rating, intent.unsure);
    bool next_changed = false;
    for (std::size_t i = 0; i < m_ready.size(); ++i)
        // a step that the next solution shares
        next_changed |= applyMark(m_ready[i], intent.step, intent.rating, intent.unsure) && i == 0;
    if (next_changed)
        offerNext();
}

void LabelController::finished(const ui::FinishIntent& intent) {
    Write finish = write(Write::Kind::Finish, intent.solution);
    finish.reason = intent.reason;
    finish.total_ms = intent.total_ms;
    finish.flagged = intent.flagged;
    finish.note = intent.note.toStdString();
    finish.detail = intent.detail.toStdString();
    m_writes.add(std::move(finish));
    m_tally.finish(intent);
    leave(intent.solution, intent.flagged, intent.note, intent.total_ms);
}

void LabelController::skipped(const ui::SkipIntent& intent) {
    Write skip = write(Write::Kind::Skip, intent.solution);
    skip.total_ms = intent.total_ms;
    skip.flagged = intent.flagged;
    skip.note = intent.note.toStdString();
    m_writes.add(std::move(skip));
    leave(intent.solution, intent.flagged, intent.note, intent.total_ms);
}

void LabelController::draftChanged(const ui::DraftIntent& intent) {
    Write draft = write(Write::Kind::Draft, intent.solution);
    draft.flagged = intent.flagged;
    draft.note = intent.note.toStdString();
    m_writes.add(std::move(draft));
    if (ui::LabelTask* task = find(intent.solution)) {
        task->flagged = intent.flagged;
        task->note = intent.note;
    }
}

void LabelController::leave(SolutionId solution, bool flagged, const QString& note, qint64 total_ms) {
    if (!m_current || m_current->solution != solution)
        return;
    m_current->flagged = flagged;
    m_current->note = note;
    m_current->spent_ms = total_ms;
    m_current->reopened = false;
    const bool queued = m_current->queue_item != 0;
    m_left.push_back(std::move(*m_current));
    if (m_left.size() > kLeft)
        m_left.pop_front(); // the project knows it as well
    m_current.reset();
    publishSummary(queued ? +1 : 0);
}

void LabelController::undo() {
    if (!m_active || m_told)
        return;
    if (!m_left.empty()) {
        ui::LabelTask task = std::move(m_left.back());
        m_left.pop_back();
        reopen(std::move(task));
        return;
    }
    std::set<QueueItemId> exclude;
    if (m_current)
        exclude.insert(m_current->queue_item);
    for (const ui::LabelTask& task : m_ready)
        exclude.insert(task.queue_item); // skipped in an earlier session, and queued again
    const int generation = m_generation;
    const SolutionId on_screen = m_current ? m_current->solution : 0;
    m_storage.ask<std::optional<ui::LabelTask>>(
        this, [labeler = m_labeler, exclude](Session& session) { return lastLeftTask(session, labeler, exclude); },
        [this, generation, on_screen](std::optional<ui::LabelTask> task) {
            if (generation != m_generation || (m_current ? m_current->solution : 0) != on_screen || !m_left.empty())
                return; // the labeler has gone on meanwhile
            if (task)
                reopen(withPending(std::move(*task)));
            else
                m_page.noFurtherUndo();
        },
        [this](const QString& message) { Q_EMIT failed(message); });
}

void LabelController::reopen(ui::LabelTask task) {
    replaceCurrent(std::move(task));
    m_current->reopened = true;
    m_writes.add(write(Write::Kind::Reopen, m_current->solution));
    m_tally.reopen(m_current->solution);
    publishSummary(-1);
    const ui::LabelTask shown = *m_current; // the page takes the last mark back at once, which changes m_current
    m_page.setTask(shown);
    offerNext();
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

/// Answers come in order: what is still pending now was not on disk when the queue was looked at.
int LabelController::pendingDone() const {
    int done = 0;
    for (const Write& write : m_writes.writes()) {
        done += write.kind == Write::Kind::Finish || write.kind == Write::Kind::Skip;
        done -= write.kind == Write::Kind::Reopen;
    }
    return done;
}

std::set<QueueItemId> LabelController::taken() const {
    std::set<QueueItemId> items;
    if (m_current)
        items.insert(m_current->queue_item);
    for (const ui::LabelTask& task : m_ready)
        items.insert(task.queue_item);
    for (const Write& write : m_writes.writes())
        items.insert(write.item);
    return items;
}

/// What was done to its steps and is not on disk yet: the project cannot know of it.
ui::LabelTask LabelController::withPending(ui::LabelTask task) const {
    for (const Write& write : m_writes.writes()) {
        if (write.labeler != m_labeler)
            continue;
        if (write.kind == Write::Kind::Mark)
            applyMark(task, write.step, write.rating, write.unsure);
        if (write.kind == Write::Kind::Draft && write.solution == task.solution) {
            task.flagged = write.flagged;
            task.note = QString::fromStdString(write.note);
        }
    }
    return task;
}

ui::LabelTask* LabelController::find(SolutionId solution) {
    if (m_current && m_current->solution == solution)
        return &*m_current;
    const auto place = std::find_if(m_left.rbegin(), m_left.rend(),
                                    [solution](const ui::LabelTask& task) { return task.solution == solution; });
    return place == m_left.rend() ? nullptr : &*place;
}

Write LabelController::write(Write::Kind kind, SolutionId solution) {
    Write write;
    write.kind = kind;
    write.labeler = m_labeler;
    write.solution = solution;
    if (const ui::LabelTask* task = find(solution))
        write.item = task->queue_item;
    return write;
}

} // namespace stepmark::desktop
