// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/label/label_page.h"

#include "ui/label/ending_panel.h"
#include "ui/label/label_desk.h"
#include "ui/math/formulas.h"
#include "ui/widgets/count_text.h"
#include "ui/widgets/message_panel.h"
#include "ui/widgets/sentences.h"

#include <QApplication>
#include <QClipboard>
#include <QKeyEvent>
#include <QStackedWidget>
#include <QVBoxLayout>

namespace stepmark::ui {

namespace {

bool isInput(QEvent::Type type) {
    switch (type) {
    case QEvent::KeyPress:
    case QEvent::MouseButtonPress:
    case QEvent::MouseMove:
    case QEvent::Wheel:
        return true;
    default:
        return false;
    }
}

} // namespace

LabelPage::LabelPage(QWidget* parent)
    : QWidget(parent)
    , m_stack(new QStackedWidget)
    , m_desk(new LabelDesk(m_work))
    , m_message(new MessagePanel) {
    setFocusPolicy(Qt::StrongFocus);
    setAccessibleName(tr("Label a solution"));
    m_stack->addWidget(m_message);
    m_stack->addWidget(m_desk);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_stack);
    m_desk->setFocusProxy(this);
    connect(m_desk, &LabelDesk::actionWanted, this, [this](LabelAction action) { act(action, false); });
    connect(m_message, &MessagePanel::activated, this, &LabelPage::messageButton);
    forwardIntents();
    setKeys(m_keys);
    qApp->installEventFilter(this);
    showNoProject();
}

LabelPage::~LabelPage() {
    qApp->removeEventFilter(this);
    delete m_desk; // it shows the work, which goes next
}

void LabelPage::forwardIntents() {
    connect(&m_work, &LabelWork::begun, this, [this] {
        if (isVisible())
            m_work.resume();
        m_stack->setCurrentWidget(m_desk);
        m_desk->showTask();
    });
    connect(&m_work, &LabelWork::marked, this, &LabelPage::marked);
    connect(&m_work, &LabelWork::finished, this, &LabelPage::finished);
    connect(&m_work, &LabelWork::skipped, this, &LabelPage::skipped);
    connect(&m_work, &LabelWork::draftChanged, this, &LabelPage::draftChanged);
    connect(&m_work, &LabelWork::undoRequested, this, &LabelPage::undoRequested);
    connect(&m_work, &LabelWork::taskShown, this, &LabelPage::taskShown);
    connect(&m_work, &LabelWork::taskWanted, this, [this] {
        showBusy(tr("Fetching the next solution…"));
        Q_EMIT taskWanted();
    });
}

bool LabelPage::noteHasFocus() const { return m_desk->noteHasFocus(); }

// ---- values in

void LabelPage::setKeys(const KeyMap& keys) {
    m_keys = keys;
    m_desk->setKeys(keys);
}

void LabelPage::setNextTask(const std::optional<LabelTask>& task) {
    m_work.setNext(task);
    m_formulas_ahead.reset();
    if (!task)
        return;
    std::vector<QString> texts{task->problem};
    for (const LabelStep& step : task->steps)
        texts.push_back(step.text);
    m_formulas_ahead = Formulas::instance().wishAhead(texts);
}

void LabelPage::setSession(const SessionStats& stats) { m_desk->setSession(stats); }

// ---- messages in the desk's stead

void LabelPage::showNoProject() {
    m_work.forget();
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
    m_work.forget();
    showMessageState(State::Message, title, text, button);
}

void LabelPage::showMessageState(State state, const QString& title, const QString& text, const QString& button) {
    m_work.close();
    m_message_state = state;
    m_message->setMessage(title, text, button);
    m_stack->setCurrentWidget(m_message);
}

void LabelPage::messageButton() {
    switch (state()) {
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

// ---- the keyboard

/// A key that means something here is no shortcut of the window, whatever the labeler has made of it.
bool LabelPage::event(QEvent* event) {
    if (event->type() == QEvent::ShortcutOverride && m_keys.actionOf(*static_cast<QKeyEvent*>(event))) {
        event->accept();
        return true;
    }
    return QWidget::event(event);
}

void LabelPage::keyPressEvent(QKeyEvent* event) {
    if (event->matches(QKeySequence::Copy) && copySelection())
        return;
    if (event->modifiers() == Qt::ShiftModifier &&
        (event->key() == Qt::Key_PageUp || event->key() == Qt::Key_PageDown)) {
        m_desk->scrollProblem(event->key() == Qt::Key_PageUp ? -1 : 1);
        return;
    }
    const auto modifiers = event->modifiers() & ~(Qt::KeypadModifier | Qt::ShiftModifier);
    if (modifiers == Qt::NoModifier && handleKey(event))
        return;
    if (event->matches(QKeySequence::Undo)) {
        m_desk->undo();
        return;
    }
    QWidget::keyPressEvent(event);
}

bool LabelPage::handleKey(QKeyEvent* event) {
    if (state() == State::Message && (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter)) {
        messageButton();
        return true;
    }
    const auto action = m_keys.actionOf(*event);
    if (m_work.isOpen() && m_desk->ending()->isOpen() && handleQuestion(event, action))
        return true;
    if (action)
        return act(*action, event->isAutoRepeat());
    if (!m_work.isOpen() || (event->key() != Qt::Key_PageUp && event->key() != Qt::Key_PageDown))
        return false;
    m_desk->scrollPages(event->key() == Qt::Key_PageUp ? -1 : 1);
    return true;
}

/// The key that asked confirms; one that is no answer takes the question back and then means what it always means.
bool LabelPage::handleQuestion(QKeyEvent* event, std::optional<LabelAction> action) {
    EndingPanel* ending = m_desk->ending();
    if (action == (ending->reason() == FinishReason::BadProblem ? LabelAction::BadProblem : LabelAction::GiveUp)) {
        ending->confirm();
        return true;
    }
    if (ending->handleKey(event))
        return true;
    m_desk->dismissEnding();
    return false;
}

bool LabelPage::act(LabelAction action, bool repeated) {
    if (action == LabelAction::KeySheet) {
        Q_EMIT keySheetWanted();
        return true;
    }
    if (!m_work.isOpen()) {
        if (action == LabelAction::Undo && state() != State::NoProject && state() != State::Message)
            m_desk->undo();
        return action == LabelAction::Undo;
    }
    switch (action) {
    case LabelAction::Back:
        m_work.moveBy(-1);
        return true;
    case LabelAction::Forward:
        m_work.moveBy(1);
        return true;
    case LabelAction::First:
        m_work.moveTo(0);
        return true;
    case LabelAction::Undo:
        m_desk->undo();
        return true;
    default:
        return repeated || actOnce(action); // a key held down must not run through a whole solution
    }
}

bool LabelPage::actOnce(LabelAction action) {
    const int row = m_work.pass().current();
    switch (action) {
    case LabelAction::Wrong:
        m_desk->mark(row, Rating::Negative);
        break;
    case LabelAction::Neutral:
        m_desk->mark(row, Rating::Neutral);
        break;
    case LabelAction::Right:
        m_desk->mark(row, Rating::Positive);
        break;
    case LabelAction::Unsure:
        m_work.toggleUnsure(row);
        break;
    case LabelAction::Finish:
        m_desk->finishByKey();
        break;
    case LabelAction::Skip:
        m_work.skip();
        break;
    case LabelAction::Flag:
        m_work.toggleFlag();
        break;
    case LabelAction::Note:
        m_desk->goToNote();
        break;
    case LabelAction::BadProblem:
        m_desk->askEnding(FinishReason::BadProblem);
        break;
    case LabelAction::GiveUp:
        m_desk->askEnding(FinishReason::GiveUp);
        break;
    default:
        m_desk->reveal(action);
    }
    return true;
}

bool LabelPage::copySelection() {
    const QString text = m_work.isOpen() ? m_desk->selectedText() : QString();
    if (!text.isEmpty())
        QApplication::clipboard()->setText(text);
    return !text.isEmpty();
}

// ---- when time counts

void LabelPage::changeEvent(QEvent* event) {
    if (event->type() == QEvent::ActivationChange) {
        if (!isActiveWindow())
            m_work.pause();
        else if (isVisible())
            m_work.resume();
    }
    QWidget::changeEvent(event);
}

void LabelPage::showEvent(QShowEvent* event) {
    m_work.resume();
    QWidget::showEvent(event);
}

void LabelPage::hideEvent(QHideEvent* event) {
    m_work.pause();
    m_work.flushDraft();
    QWidget::hideEvent(event);
}

void LabelPage::focusInEvent(QFocusEvent* event) {
    QWidget::focusInEvent(event);
    m_desk->refresh();
}

void LabelPage::focusOutEvent(QFocusEvent* event) {
    QWidget::focusOutEvent(event);
    m_desk->refresh();
}

bool LabelPage::eventFilter(QObject* watched, QEvent* event) {
    if (isInput(event->type()) && isVisible() && watched->isWidgetType() &&
        isAncestorOf(static_cast<QWidget*>(watched)))
        m_work.activity();
    return QWidget::eventFilter(watched, event);
}

} // namespace stepmark::ui
