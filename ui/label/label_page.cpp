// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/label/label_page.h"

#include "ui/label/ending_panel.h"
#include "ui/label/side_panel.h"
#include "ui/label/solution_view.h"
#include "ui/math/formulas.h"
#include "ui/theme/theme.h"
#include "ui/widgets/count_text.h"
#include "ui/widgets/message_panel.h"
#include "ui/widgets/sentences.h"

#include <QApplication>
#include <QHBoxLayout>
#include <QPlainTextEdit>
#include <QScrollArea>
#include <QStackedWidget>
#include <QTimer>

#include <algorithm>

namespace stepmark::ui {

namespace {

constexpr int kTick_ms = 1000;
constexpr int kSide = 292; ///< width of the side panel, px at normal text size
constexpr int kNarrowSide = 248;
constexpr int kNarrow = 1000; ///< a page below this width gives its steps more of it
constexpr int kDraftDelay_ms = 500;

} // namespace

LabelPage::LabelPage(QWidget* parent)
    : QWidget(parent)
    , m_stack(new QStackedWidget)
    , m_view(new SolutionView)
    , m_side(new SidePanel)
    , m_side_area(new QScrollArea)
    , m_ending(m_view->endingPanel())
    , m_message(new MessagePanel)
    , m_tick(new QTimer(this))
    , m_draft_timer(new QTimer(this)) {
    setFocusPolicy(Qt::StrongFocus);
    setAccessibleName(tr("Label a solution"));
    build();
    connectParts();
    setKeys(m_keys);
    m_side->noteField()->installEventFilter(this);
    qApp->installEventFilter(this);
    connect(&Theme::instance(), &Theme::changed, this, &LabelPage::fitSide);
    showNoProject();
}

void LabelPage::build() {
    auto* labelling = new QWidget;
    auto* row = new QHBoxLayout(labelling);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(0);
    row->addWidget(m_view, 1);
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
}

void LabelPage::connectParts() {
    connect(m_view, &SolutionView::chosen, this, [this](int row, Rating rating) {
        setFocus(Qt::MouseFocusReason);
        mark(row, rating);
    });
    connect(m_view, &SolutionView::unsureToggled, this, [this](int row) {
        setFocus(Qt::MouseFocusReason);
        toggleUnsure(row);
    });
    connect(m_view, &SolutionView::pointedAt, this, [this](int row) {
        setFocus(Qt::MouseFocusReason);
        m_pass.moveTo(row);
        refresh();
    });
    const auto press = [this](LabelAction action) { act(action, false); };
    connect(m_view, &SolutionView::actionWanted, this, press);
    connect(m_side, &SidePanel::actionWanted, this, press);
    connect(m_side, &SidePanel::noteEdited, this, [this] {
        m_draft_open = true;
        m_draft_timer->start();
    });
    connect(m_ending, &EndingPanel::confirmed, this, [this] {
        setFocus(Qt::OtherFocusReason);
        finish(m_ending->reason(), true, m_ending->detail());
    });
    connect(m_ending, &EndingPanel::dismissed, this, &LabelPage::dismissEnding);
    connect(m_ending, &EndingPanel::keyboardBack, this, [this] { setFocus(Qt::OtherFocusReason); });
    connect(m_message, &MessagePanel::activated, this, &LabelPage::messageButton);
    m_tick->setInterval(kTick_ms);
    connect(m_tick, &QTimer::timeout, this, &LabelPage::updateTime);
    m_draft_timer->setSingleShot(true);
    m_draft_timer->setInterval(kDraftDelay_ms);
    connect(m_draft_timer, &QTimer::timeout, this, &LabelPage::flushDraft);
}

LabelPage::~LabelPage() { qApp->removeEventFilter(this); }

void LabelPage::setTimeSource(WorkClock::Now now) { m_clock.setNow(std::move(now)); }

bool LabelPage::noteHasFocus() const { return m_side->noteField()->hasFocus(); }

void LabelPage::resizeEvent(QResizeEvent* event) {
    fitSide();
    QWidget::resizeEvent(event);
}

/// It grows with the text, but leaves the steps two thirds of the page.
void LabelPage::fitSide() {
    const Theme& theme = Theme::instance();
    const int wanted = theme.scaled(width() < theme.scaled(kNarrow) ? kNarrowSide : kSide);
    m_side_area->setFixedWidth(std::min(wanted, width() / 3));
}

// ---- values in

void LabelPage::setKeys(const KeyMap& keys) {
    m_keys = keys;
    m_view->setKeys(keys);
    m_side->setKeys(keys);
    refresh();
}

void LabelPage::setTask(const LabelTask& task) {
    flushDraft();
    showTask(task);
    if (task.reopened)
        takeBackLast();
    else
        m_histories.erase(task.solution); // a new pass over it begins
    Q_EMIT taskShown(task.solution);
}

void LabelPage::setNextTask(const std::optional<LabelTask>& task) {
    m_next = task;
    m_formulas_ahead.reset();
    if (!task)
        return;
    std::vector<QString> texts{task->problem};
    for (const LabelStep& step : task->steps)
        texts.push_back(step.text);
    m_formulas_ahead = Formulas::instance().wishAhead(texts);
}

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
                     labelled_so_far > 0
                         ? sentences(next, tr("%1 takes the last action back.").arg(m_keys.cap(LabelAction::Undo)))
                         : next,
                     tr("Start a round"));
}

void LabelPage::showBusy(const QString& what) { showMessageState(State::Busy, what, {}, {}); }

void LabelPage::showError(const QString& message) {
    showMessageState(State::Error, tr("That did not work"), message, tr("Try again"));
}

void LabelPage::showMessage(const QString& title, const QString& text, const QString& button) {
    m_next.reset();
    m_histories.clear();
    showMessageState(State::Message, title, text, button);
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
    case State::Message:
        Q_EMIT messageAccepted();
        break;
    case State::Busy:
    case State::Labelling:
        break;
    }
}

void LabelPage::showTask(const LabelTask& task) {
    m_state = State::Labelling;
    m_pass = LabelPass(task);
    m_ending->dismiss();
    m_reference_shown = m_why_shown = m_thinking_shown = m_opinion_shown = m_opinion_seen = false;
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
    const bool at_error = m_hint.isEmpty() && m_pass.firstNegative() >= 0 && m_pass.complete();
    m_view->setHint(hintNow(), at_error ? SolutionView::HintTone::Error : SolutionView::HintTone::Quiet,
                    at_error ? finishHint() : QString());
}

/// What is next, where it is not simply the next step.
QString LabelPage::hintNow() const {
    if (!m_hint.isEmpty())
        return m_hint;
    const QString finish = m_keys.cap(LabelAction::Finish);
    const QString undo = m_keys.cap(LabelAction::Undo);
    if (m_pass.stepCount() == 0)
        return tr("This solution has no steps. %1: skip, %2: bad problem, %3: give up")
            .arg(m_keys.cap(LabelAction::Skip), m_keys.cap(LabelAction::BadProblem), m_keys.cap(LabelAction::GiveUp));
    if (!m_pass.complete())
        return {};
    if (m_pass.firstNegative() < 0)
        return tr("Every step is marked. %1: finish, %2: undo").arg(finish, undo);
    const int left = m_pass.alternativesUnmarked();
    if (left > 0)
        return countText(left, tr("First error marked. Rate the alternative to it too, or %2: finish, %3: undo"),
                         tr("First error marked. Rate the %1 alternatives to it too, or %2: finish, %3: undo"))
            .arg(finish, undo);
    return finishHint();
}

QString LabelPage::finishHint() const {
    return tr("First error marked. %1: finish, %2: undo")
        .arg(m_keys.cap(LabelAction::Finish), m_keys.cap(LabelAction::Undo));
}

void LabelPage::updateTime() { m_side->setTime(m_clock.total_ms(), m_clock.step_ms()); }

} // namespace stepmark::ui
