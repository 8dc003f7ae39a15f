// SPDX-License-Identifier: GPL-3.0-or-later
// The label page's keyboard and mouse: which key means what, and what counts as activity.
#include "ui/label/label_page.h"

#include "ui/label/side_panel.h"
#include "ui/label/solution_view.h"

#include <QApplication>
#include <QClipboard>
#include <QKeyEvent>
#include <QPlainTextEdit>
#include <QStackedWidget>

#include <algorithm>

namespace stepmark::ui {

namespace {

std::optional<Rating> ratingOfKey(int key) {
    switch (key) {
    case Qt::Key_1:
    case Qt::Key_J:
        return Rating::Negative;
    case Qt::Key_2:
    case Qt::Key_K:
        return Rating::Neutral;
    case Qt::Key_3:
    case Qt::Key_L:
        return Rating::Positive;
    default:
        return std::nullopt;
    }
}

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
    const int key = event->key();
    if (key == Qt::Key_Question) {
        Q_EMIT keySheetWanted();
        return true;
    }
    if (m_state != State::Labelling) {
        if (key == Qt::Key_U && m_state != State::NoProject) {
            undo();
            return true;
        }
        return false;
    }
    if (m_ending != Ending::None && handleConfirm(key))
        return true;
    if (const auto rating = ratingOfKey(key)) {
        // A key held down must not run through a whole solution.
        if (!event->isAutoRepeat())
            mark(m_pass.current(), *rating);
        return true;
    }
    return handleCommand(key, event->isAutoRepeat()) || handleReveal(key);
}

/// Second key of "bad problem" and "give up"; any other key takes the question back and then means what it always
/// means.
bool LabelPage::handleConfirm(int key) {
    const Ending asked = m_ending;
    m_ending = Ending::None;
    const int same = asked == Ending::BadProblem ? Qt::Key_B : Qt::Key_G;
    if (key == same || key == Qt::Key_Return || key == Qt::Key_Enter) {
        finish(asked == Ending::BadProblem ? FinishReason::BadProblem : FinishReason::GiveUp, true);
        return true;
    }
    refresh();
    return key == Qt::Key_Escape;
}

bool LabelPage::handleCommand(int key, bool repeated) {
    switch (key) {
    case Qt::Key_Up:
    case Qt::Key_Down:
        m_hint.clear();
        m_pass.moveBy(key == Qt::Key_Up ? -1 : 1);
        refresh();
        return true;
    case Qt::Key_Home:
        m_pass.moveTo(0);
        refresh();
        return true;
    case Qt::Key_PageUp:
    case Qt::Key_PageDown:
        m_view->scrollPages(key == Qt::Key_PageUp ? -1 : 1);
        return true;
    case Qt::Key_U:
    case Qt::Key_Backspace:
        undo();
        return true;
    default:
        break;
    }
    if (repeated)
        return false;
    switch (key) {
    case Qt::Key_Return:
    case Qt::Key_Enter:
        finishByKey();
        return true;
    case Qt::Key_S:
        skip();
        return true;
    case Qt::Key_F:
        toggleFlag();
        return true;
    case Qt::Key_N:
        m_side->noteField()->setFocus(Qt::ShortcutFocusReason);
        return true;
    case Qt::Key_B:
        askEnding(Ending::BadProblem);
        return true;
    case Qt::Key_G:
        askEnding(Ending::GiveUp);
        return true;
    default:
        return false;
    }
}

bool LabelPage::handleReveal(int key) {
    if (key == Qt::Key_R)
        m_reference_shown = !m_reference_shown;
    else if (key == Qt::Key_W)
        m_why_shown = !m_why_shown;
    else if (key == Qt::Key_M)
        m_opinion_shown = !m_opinion_shown;
    else
        return false;
    // Once seen it may have led: marks after it say so, whether it is still on screen or not.
    const auto& steps = m_pass.task().steps;
    const bool any =
        std::any_of(steps.begin(), steps.end(), [](const LabelStep& step) { return step.opinion.has_value(); });
    m_opinion_seen = m_opinion_seen || (m_opinion_shown && any);
    m_side->setReveal({m_reference_shown, m_why_shown, m_opinion_shown});
    refresh();
    return true;
}

void LabelPage::askEnding(Ending ending) {
    m_ending = ending;
    m_hint.clear();
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
