// SPDX-License-Identifier: GPL-3.0-or-later
// The label page's keyboard and mouse: which key means what, and what counts as activity.
#include "ui/label/label_page.h"

#include "ui/label/ending_panel.h"
#include "ui/label/side_panel.h"
#include "ui/label/solution_view.h"

#include <QApplication>
#include <QClipboard>
#include <QKeyEvent>
#include <QPlainTextEdit>
#include <QScrollArea>
#include <QStackedWidget>

#include <algorithm>

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
        m_view->scrollProblem(event->key() == Qt::Key_PageUp ? -1 : 1);
        return;
    }
    const auto modifiers = event->modifiers() & ~(Qt::KeypadModifier | Qt::ShiftModifier);
    if (modifiers == Qt::NoModifier && handleKey(event))
        return;
    if (event->matches(QKeySequence::Undo)) {
        undo();
        return;
    }
    QWidget::keyPressEvent(event);
}

bool LabelPage::handleKey(QKeyEvent* event) {
    if (m_state == State::Message && (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter)) {
        messageButton();
        return true;
    }
    const auto action = m_keys.actionOf(*event);
    if (m_state == State::Labelling && m_ending->isOpen()) {
        const bool again = action == (m_ending->reason() == FinishReason::BadProblem ? LabelAction::BadProblem
                                                                                     : LabelAction::GiveUp);
        if (again) {
            m_ending->confirm();
            return true;
        }
        if (m_ending->handleKey(event))
            return true;
        dismissEnding(); // any other key takes the question back and then means what it always means
    }
    if (action)
        return act(*action, event->isAutoRepeat());
    if (m_state != State::Labelling || (event->key() != Qt::Key_PageUp && event->key() != Qt::Key_PageDown))
        return false;
    m_view->scrollPages(event->key() == Qt::Key_PageUp ? -1 : 1);
    return true;
}

bool LabelPage::act(LabelAction action, bool repeated) {
    if (action == LabelAction::KeySheet) {
        Q_EMIT keySheetWanted();
        return true;
    }
    if (m_state != State::Labelling) {
        if (action == LabelAction::Undo && m_state != State::NoProject && m_state != State::Message)
            undo();
        return action == LabelAction::Undo;
    }
    switch (action) {
    case LabelAction::Back:
        move(-1);
        return true;
    case LabelAction::Forward:
        move(1);
        return true;
    case LabelAction::First:
        m_pass.moveTo(0);
        refresh();
        return true;
    case LabelAction::Undo:
        undo();
        return true;
    default:
        return repeated || actOnce(action); // a key held down must not run through a whole solution
    }
}

bool LabelPage::actOnce(LabelAction action) {
    switch (action) {
    case LabelAction::Wrong:
        mark(m_pass.current(), Rating::Negative);
        break;
    case LabelAction::Neutral:
        mark(m_pass.current(), Rating::Neutral);
        break;
    case LabelAction::Right:
        mark(m_pass.current(), Rating::Positive);
        break;
    case LabelAction::Unsure:
        toggleUnsure(m_pass.current());
        break;
    case LabelAction::Finish:
        finishByKey();
        break;
    case LabelAction::Skip:
        skip();
        break;
    case LabelAction::Flag:
        toggleFlag();
        break;
    case LabelAction::Note:
        m_side_area->ensureWidgetVisible(m_side->noteField());
        m_side->noteField()->setFocus(Qt::ShortcutFocusReason);
        break;
    case LabelAction::BadProblem:
        askEnding(FinishReason::BadProblem);
        break;
    case LabelAction::GiveUp:
        askEnding(FinishReason::GiveUp);
        break;
    default:
        reveal(action);
    }
    return true;
}

void LabelPage::move(int delta) {
    m_hint.clear();
    m_pass.moveBy(delta);
    refresh();
}

void LabelPage::reveal(LabelAction action) {
    if (action == LabelAction::Reference)
        m_reference_shown = !m_reference_shown;
    else if (action == LabelAction::Why)
        m_why_shown = !m_why_shown;
    else if (action == LabelAction::Thinking)
        m_thinking_shown = !m_thinking_shown;
    else if (action == LabelAction::Opinion)
        m_opinion_shown = !m_opinion_shown;
    // Once seen it may have led: marks after it say so, whether it is still on screen or not.
    const LabelTask& task = m_pass.task();
    const bool any = task.mayShowOpinion() &&
                     std::any_of(task.steps.begin(), task.steps.end(),
                                 [](const LabelStep& step) { return step.opinion.has_value(); });
    m_opinion_seen = m_opinion_seen || (m_opinion_shown && any);
    m_side->setReveal({m_reference_shown, m_why_shown, m_thinking_shown, m_opinion_shown});
    refresh();
}

bool LabelPage::copySelection() {
    if (m_state != State::Labelling)
        return false;
    QString text = m_view->selectedText();
    if (text.isEmpty())
        text = m_side->selectedText();
    if (text.isEmpty())
        return false;
    QApplication::clipboard()->setText(text);
    return true;
}

void LabelPage::changeEvent(QEvent* event) {
    if (event->type() == QEvent::ActivationChange) {
        if (!isActiveWindow())
            m_clock.pause();
        else if (isVisible() && m_state == State::Labelling)
            m_clock.resume();
    }
    QWidget::changeEvent(event);
}

void LabelPage::showEvent(QShowEvent* event) {
    if (m_state == State::Labelling)
        m_clock.resume();
    QWidget::showEvent(event);
}

void LabelPage::hideEvent(QHideEvent* event) {
    m_clock.pause();
    flushDraft();
    QWidget::hideEvent(event);
}

void LabelPage::focusInEvent(QFocusEvent* event) {
    QWidget::focusInEvent(event);
    refresh();
}

void LabelPage::focusOutEvent(QFocusEvent* event) {
    QWidget::focusOutEvent(event);
    refresh();
}

bool LabelPage::eventFilter(QObject* watched, QEvent* event) {
    if (isInput(event->type()) && isVisible() && watched->isWidgetType() &&
        isAncestorOf(static_cast<QWidget*>(watched)))
        m_clock.activity();
    if (watched == m_side->noteField() && event->type() == QEvent::KeyPress) {
        const auto* key = static_cast<QKeyEvent*>(event);
        const bool done = key->key() == Qt::Key_Escape ||
                          (key->key() == Qt::Key_Return && key->modifiers().testFlag(Qt::ControlModifier));
        if (done) {
            flushDraft();
            setFocus(Qt::ShortcutFocusReason);
            return true;
        }
    }
    return QWidget::eventFilter(watched, event);
}

} // namespace stepmark::ui
