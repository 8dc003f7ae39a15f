// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/label/label_page.h"

#include "ui/label/side_panel.h"
#include "ui/label/solution_view.h"
#include "ui/widgets/count_text.h"
#include "ui/widgets/message_panel.h"

#include <QApplication>
#include <QHBoxLayout>
#include <QPlainTextEdit>
#include <QScrollArea>
#include <QStackedWidget>
#include <QTimer>

namespace stepmark::ui {

namespace {

constexpr int kTick_ms = 1000;
constexpr int kSide = 292; ///< width of the side panel, px
constexpr int kNarrowSide = 248;
constexpr int kNarrow = 1000; ///< a page below this width gives its steps more of it
constexpr int kDraftDelay_ms = 500;
constexpr std::size_t kHistories =
    10'000; ///< solutions whose undo is remembered; older ones are taken back from their marks

} // namespace

LabelPage::LabelPage(QWidget* parent)
    : QWidget(parent)
    , m_stack(new QStackedWidget)
    , m_view(new SolutionView)
    , m_side(new SidePanel)
    , m_message(new MessagePanel)
    , m_tick(new QTimer(this))
    , m_draft_timer(new QTimer(this)) {
    setFocusPolicy(Qt::StrongFocus);
    setAccessibleName(tr("Label a solution"));
    auto* labelling = new QWidget;
    auto* row = new QHBoxLayout(labelling);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(0);
    row->addWidget(m_view, 1);
    m_side_area = new QScrollArea;
    m_side_area->setFrameShape(QFrame::NoFrame);
    m_side_area->setFocusPolicy(Qt::NoFocus);
    m_side_area->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_side_area->setWidgetResizable(true);
    m_side_area->setWidget(m_side);
    row->addWidget(m_side_area);
    m_stack->addWidget(m_message);
    m_stack->addWidget(labelling);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_stack);

    connect(m_view, &SolutionView::chosen, this, [this](int step, Rating rating) {
        setFocus(Qt::MouseFocusReason);
        mark(step, rating);
    });
    connect(m_view, &SolutionView::pointedAt, this, [this](int step) {
        setFocus(Qt::MouseFocusReason);
        m_pass.moveTo(step);
        refresh();
    });
    const auto press = [this](int key) {
        QKeyEvent event(QEvent::KeyPress, key, Qt::NoModifier);
        handleKey(&event);
    };
    connect(m_view, &SolutionView::keyWanted, this, press);
    connect(m_side, &SidePanel::keyWanted, this, press);
    connect(m_side, &SidePanel::noteEdited, this, [this] {
        m_draft_open = true;
        m_draft_timer->start();
    });
    connect(m_message, &MessagePanel::activated, this, &LabelPage::messageButton);
    m_tick->setInterval(kTick_ms);
    connect(m_tick, &QTimer::timeout, this, &LabelPage::updateTime);
    m_draft_timer->setSingleShot(true);
    m_draft_timer->setInterval(kDraftDelay_ms);
    connect(m_draft_timer, &QTimer::timeout, this, &LabelPage::flushDraft);
    m_side->noteField()->installEventFilter(this);
    qApp->installEventFilter(this);
    showNoProject();
}

LabelPage::~LabelPage() { qApp->removeEventFilter(this); }

void LabelPage::setTimeSource(WorkClock::Now now) { m_clock.setNow(std::move(now)); }

bool LabelPage::noteHasFocus() const { return m_side->noteField()->hasFocus(); }

void LabelPage::resizeEvent(QResizeEvent* event) {
    m_side_area->setFixedWidth(width() < kNarrow ? kNarrowSide : kSide);
    QWidget::resizeEvent(event);
}

// ---- values in

void LabelPage::setTask(const LabelTask& task) {
    flushDraft();
    showTask(task);
    if (task.reopened)
        takeBackLast();
    else
        m_histories.erase(task.solution); // a new pass over it begins
    Q_EMIT taskShown(task.solution);
}

void LabelPage::setNextTask(const std::optional<LabelTask>& task) { m_next = task; }

void LabelPage::forgetHistories() { m_histories.clear(); }

void LabelPage::setSession(const SessionStats& stats) { m_side->setSession(stats); }

void LabelPage::showNoProject() {
    m_histories.clear();
    m_next.reset();
    showMessageState(State::NoProject, tr("No project is open"),
                     tr("A project holds problems, candidate solutions and your marks, in one file."),
                     tr("Open a project"));
}

void LabelPage::showNoSolutions() {
    showMessageState(
        State::NoSolutions, tr("Nothing to label yet"),
        tr("This project has no candidate solutions. Import a file (PRM800K, GSM8K, ProcessBench or plain JSON "
           "lines); the format is found out by its content."),
        tr("Import candidates…"));
}

void LabelPage::showEmptyQueue(int labelled_so_far) {
    const QString next =
        tr("Start a round: the model is trained on the marks so far and queues the next convincing wrong "
           "answers. You can go on labelling while it runs.");
    showMessageState(State::EmptyQueue,
                     labelled_so_far > 0 ? countText(labelled_so_far, tr("The queue is done: one solution labelled"),
                                                     tr("The queue is done: %1 solutions labelled"))
                                         : tr("The queue is empty"),
                     labelled_so_far > 0 ? next + QLatin1Char(' ') + tr("U takes the last action back.") : next,
                     tr("Start a round"));
}

void LabelPage::showBusy(const QString& what) { showMessageState(State::Busy, what, {}, {}); }

void LabelPage::showError(const QString& message) {
    showMessageState(State::Error, tr("That did not work"), message, tr("Try again"));
}

void LabelPage::noFurtherUndo() {
    m_hint = tr("Nothing more to take back.");
    refresh();
}

void LabelPage::showMessageState(State state, const QString& title, const QString& text, const QString& button) {
    flushDraft();
    m_state = state;
    m_clock.pause();
    m_tick->stop();
    m_message->setMessage(title, text, button);
    m_stack->setCurrentIndex(0);
}

void LabelPage::messageButton() {
    switch (m_state) {
    case State::NoProject:
        Q_EMIT projectWanted();
        break;
    case State::NoSolutions:
        Q_EMIT importWanted();
        break;
    case State::EmptyQueue:
        Q_EMIT roundWanted();
        break;
    case State::Error:
        Q_EMIT retryRequested();
        break;
    case State::Busy:
    case State::Labelling:
        break;
    }
}

void LabelPage::showTask(const LabelTask& task) {
    m_state = State::Labelling;
    m_pass = LabelPass(task);
    m_ending = Ending::None;
    m_reference_shown = m_why_shown = m_opinion_shown = m_opinion_seen = false;
    m_flagged = task.flagged;
    m_draft_open = false;
    m_hint.clear();
    m_clock.start(task.spent_ms);
    if (isVisible())
        m_clock.resume();
    m_tick->start();
    m_stack->setCurrentIndex(1);
    m_view->setTask(task);
    m_side->setTask(task);
    refresh();
}

void LabelPage::refresh() {
    if (m_state != State::Labelling)
        return;
    m_view->refresh(m_pass, {hasFocus(), m_opinion_shown});
    QString text = m_hint;
    auto tone = SolutionView::HintTone::Quiet;
    if (m_ending == Ending::BadProblem) {
        text = tr("A bad problem? B or Enter confirms, any other key goes back.");
        tone = SolutionView::HintTone::Ask;
    } else if (m_ending == Ending::GiveUp) {
        text = tr("Give this solution up? G or Enter confirms, any other key goes back.");
        tone = SolutionView::HintTone::Ask;
    } else if (text.isEmpty() && m_pass.firstNegative() >= 0 && m_pass.complete()) {
        text = tr("First error marked. Enter: finish, U: undo");
        tone = SolutionView::HintTone::Error;
    } else if (text.isEmpty() && m_pass.complete()) {
        text = tr("Every step is marked. Enter: finish, U: undo");
    } else if (text.isEmpty() && m_pass.stepCount() == 0) {
        text = tr("This solution has no steps. S: skip, B: bad problem, G: give up");
    }
    m_view->setHint(text, tone);
}

void LabelPage::updateTime() { m_side->setTime(m_clock.total_ms()); }

// ---- intent out

void LabelPage::emitMark(int index, qint64 elapsed_ms) {
    const LabelTask& task = m_pass.task();
    Q_EMIT marked({task.solution, task.steps[static_cast<std::size_t>(index)].id, index, m_pass.markOf(index),
                   elapsed_ms, m_opinion_seen});
}

/// Whoever hears an intent may show something else at once; then the page does not move on by itself.
bool LabelPage::isOpen(SolutionId solution) const {
    return m_state == State::Labelling && m_pass.task().solution == solution;
}

void LabelPage::mark(int index, Rating rating) {
    m_ending = Ending::None;
    m_hint.clear();
    const LabelPass::MarkResult result = m_pass.mark(index, rating);
    if (!result.accepted) {
        if (m_pass.stepCount() > 0)
            m_hint = tr("Behind the first error nothing is marked. Enter: finish, U: undo");
        refresh();
        return;
    }
    refresh();
    const SolutionId marked_solution = m_pass.task().solution;
    const auto reason = m_pass.finishReason();
    emitMark(index, m_clock.takeStep_ms());
    if (result.filled_last && reason && isOpen(marked_solution))
        finish(*reason, false);
}

void LabelPage::undo() {
    m_hint.clear();
    if (m_state != State::Labelling || !m_pass.canUndo()) {
        Q_EMIT undoRequested();
        return;
    }
    const int step = m_pass.undo();
    refresh();
    if (step >= 0)
        emitMark(step, m_clock.takeStep_ms());
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
    const int step = m_pass.undo();
    refresh();
    if (step >= 0)
        emitMark(step, 0);
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

void LabelPage::finish(FinishReason reason, bool by_key) {
    m_draft_timer->stop();
    m_draft_open = false; // flag and note travel with the intent
    if (by_key)
        m_pass.recordLeaving();
    if (m_histories.size() >= kHistories)
        m_histories.erase(m_histories.begin());
    const SolutionId left = m_pass.task().solution;
    m_histories[left] = m_pass.history();
    Q_EMIT finished({left, reason, m_clock.total_ms(), m_flagged, m_side->note()});
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
            : countText(m_pass.unmarked(), tr("One step is still without a mark. Mark it, or the first error with 1."),
                        tr("%1 steps are still without a mark. Mark each, or the first error with 1."));
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
