// SPDX-License-Identifier: GPL-3.0-or-later
// The review page's keyboard, and what a reviewer's key does.
#include "ui/review/review_context_view.h"
#include "ui/review/review_list.h"
#include "ui/review/review_page.h"
#include "ui/review/review_text.h"
#include "ui/widgets/plain_label.h"

#include <QApplication>
#include <QClipboard>
#include <QKeyEvent>
#include <QLineEdit>
#include <QListView>

#include <algorithm>

namespace stepmark::ui {

namespace {

constexpr int kNarrow = 1000;   ///< below it the list gives way,
constexpr int kNarrowest = 800; ///< and below this it goes: the arrows lead from item to item
constexpr int kListWidth = 340, kNarrowListWidth = 230;

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

} // namespace

void ReviewPage::keyPressEvent(QKeyEvent* event) {
    if (event->matches(QKeySequence::Copy) && copySelection())
        return;
    if (event->matches(QKeySequence::Undo)) {
        undo();
        return;
    }
    const auto modifiers = event->modifiers() & ~(Qt::KeypadModifier | Qt::ShiftModifier);
    // A key held down must not run through the whole list.
    const bool settles = ratingOfKey(event->key()) || event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    if (modifiers == Qt::NoModifier && ((event->isAutoRepeat() && settles) || handleKey(event->key())))
        return;
    QWidget::keyPressEvent(event);
}

bool ReviewPage::handleKey(int key) {
    if (key == Qt::Key_A || (key == Qt::Key_Escape && agreementShown())) {
        showAgreement(!agreementShown());
        return true;
    }
    if (agreementShown())
        return false;
    if (key == Qt::Key_U || key == Qt::Key_Backspace) {
        undo();
        return true;
    }
    if (m_state != State::Reviewing)
        return false;
    if (const auto rating = ratingOfKey(key)) {
        decide(Decision::Verdict::Rate, *rating);
        return true;
    }
    switch (key) {
    case Qt::Key_Return:
    case Qt::Key_Enter:
        decide(Decision::Verdict::Keep, {});
        return true;
    case Qt::Key_S:
    case Qt::Key_Right:
        move(1);
        return true;
    case Qt::Key_Left:
        move(-1);
        return true;
    case Qt::Key_Up:
    case Qt::Key_Down:
        m_view->setCurrent(m_view->current() + (key == Qt::Key_Up ? -1 : 1));
        return true;
    case Qt::Key_PageUp:
    case Qt::Key_PageDown:
        m_view->scrollPages(key == Qt::Key_PageUp ? -1 : 1);
        return true;
    case Qt::Key_N:
        m_reason->setFocus(Qt::ShortcutFocusReason);
        return true;
    case Qt::Key_R:
        m_reference = !m_reference;
        m_view->setReferenceShown(m_reference);
        return true;
    default:
        return false;
    }
}

/// Settles the item on screen and goes on to the next open one at once.
void ReviewPage::decide(Decision::Verdict verdict, std::optional<Rating> rating) {
    const auto context = m_contexts.find(m_current);
    if (m_state != State::Reviewing || context == m_contexts.end())
        return; // nothing is decided on what is not on screen yet
    const ReviewItem item = m_list->item(m_current);
    DecideIntent intent;
    Decision& decision = intent.decision;
    decision.verdict = verdict;
    decision.kind = item.kind;
    decision.rating = rating;
    decision.reviewer = m_list->batch().reviewer;
    decision.reason = m_reason->text().simplified().toStdString();
    if (verdict == Decision::Verdict::Rate) {
        if (context->second.steps.empty())
            return;
        decision.step = context->second.steps[static_cast<std::size_t>(m_view->current())].id;
    } else {
        decision.step = item.step;
    }
    decision.annotation = item.kind == ReviewKind::Flag ? item.annotation : 0;
    intent.solution = item.solution;
    m_list->decide(decision);
    m_done.push_back({m_current, decision.step, decision.annotation});
    m_reason->clear();
    forgetContextsOf(decision.step); // their history has grown
    Q_EMIT decided(intent);
    const bool settled = m_list->item(m_current).settled;
    if (!m_list->filter().open_only) {
        openRow(m_row + (settled ? 1 : 0));
        return;
    }
    m_list->refilter(); // what is settled goes; the next one comes to its place
    openRow(settled ? m_row : std::max(0, m_list->rowOf(m_done.back().index)));
}

/// Takes the last decision of this sitting back; without one, the reviewer's decision on the item on screen.
void ReviewPage::undo() {
    Done last;
    if (!m_done.empty()) {
        last = m_done.back();
        m_done.pop_back();
    } else if (const auto before = m_current >= 0 ? m_list->lastOn(m_current) : std::nullopt) {
        last = {m_current, before->step, before->annotation};
    }
    const auto decision = last.index >= 0 ? m_list->takeBack(last.step, last.annotation) : std::nullopt;
    if (!decision) {
        m_hint->setText(tr("Nothing of yours to take back here."));
        m_hint->show();
        return;
    }
    DecideIntent intent;
    intent.decision = *decision;
    intent.decision.verdict = Decision::Verdict::Withdraw;
    intent.solution = m_list->item(last.index).solution;
    forgetContextsOf(last.step);
    Q_EMIT decided(intent);
    m_list->refilter();
    const int row = m_list->rowOf(last.index);
    openRow(row >= 0 ? row : m_row);
}

void ReviewPage::forgetContextsOf(StepId step) {
    std::erase_if(m_contexts, [step](const auto& one) {
        const auto& steps = one.second.steps;
        return std::any_of(steps.begin(), steps.end(), [step](const ReviewStep& shown) { return shown.id == step; });
    });
}

bool ReviewPage::copySelection() {
    const QString text = m_state == State::Reviewing ? m_view->selectedText() : QString();
    if (text.isEmpty())
        return false;
    QApplication::clipboard()->setText(text);
    return true;
}

bool ReviewPage::eventFilter(QObject* watched, QEvent* event) {
    if (watched == m_reason && event->type() == QEvent::KeyPress) {
        const int key = static_cast<QKeyEvent*>(event)->key();
        if (key == Qt::Key_Escape || key == Qt::Key_Return || key == Qt::Key_Enter) {
            setFocus(Qt::ShortcutFocusReason);
            return true;
        }
    }
    return QWidget::eventFilter(watched, event);
}

void ReviewPage::resizeEvent(QResizeEvent* event) {
    m_left->setFixedWidth(width() < kNarrow ? kNarrowListWidth : kListWidth);
    m_left->setVisible(width() >= kNarrowest);
    QWidget::resizeEvent(event);
}

} // namespace stepmark::ui
