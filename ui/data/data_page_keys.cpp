// SPDX-License-Identifier: GPL-3.0-or-later
// What the data page's user does: its keyboard, and what is opened by it.
#include "ui/data/data_page.h"

#include "ui/data/data_tables.h"
#include "ui/data/filter_bar.h"
#include "ui/data/solution_panel.h"
#include "ui/data/tree_panel.h"
#include "ui/widgets/message_panel.h"

#include <QKeyEvent>
#include <QLineEdit>
#include <QPushButton>
#include <QTableView>

namespace stepmark::ui {

void DataPage::openRow(int row) {
    if (row < 0 || row >= table()->rowCount())
        return;
    if (m_filters->query().kind == DataKind::Solutions) {
        Q_EMIT solutionWanted(m_solutions->idAt(row));
        return;
    }
    DataQuery query;
    query.problem = m_problems->idAt(row);
    ask(query);
    m_view->setFocus();
}

void DataPage::openTree(int row) {
    if (row < 0 || row >= table()->rowCount())
        return;
    const bool problems = m_filters->query().kind == DataKind::Problems;
    if (const ProblemId problem = problems ? m_problems->idAt(row) : m_solutions->problemAt(row))
        Q_EMIT treeWanted(problem);
}

void DataPage::labelRow(int row) {
    if (m_filters->query().kind == DataKind::Solutions && row >= 0 && row < m_solutions->rowCount())
        Q_EMIT labelWanted(m_solutions->idAt(row));
}

void DataPage::moveSolution(int by) {
    const int row = m_solutions->rowOf(m_solution->detail().item.id) + by;
    if (m_filters->query().kind != DataKind::Solutions || row < 0 || row >= m_solutions->rowCount())
        return;
    m_view->setCurrentIndex(m_solutions->index(row, 0));
    Q_EMIT solutionWanted(m_solutions->idAt(row));
}

void DataPage::showList() {
    showState(State::List);
    m_view->setFocus(Qt::OtherFocusReason);
}

bool DataPage::listKey(QKeyEvent* event) {
    const bool plain = !(event->modifiers() & ~(Qt::KeypadModifier | Qt::ShiftModifier));
    switch (event->key()) {
    case Qt::Key_Return:
    case Qt::Key_Enter:
        openRow(m_view->currentIndex().row());
        return true;
    case Qt::Key_T:
        if (plain)
            openTree(m_view->currentIndex().row());
        return plain;
    case Qt::Key_L:
        if (plain)
            labelRow(m_view->currentIndex().row());
        return plain;
    case Qt::Key_Slash:
        m_filters->focusSearch();
        return true;
    default:
        return false;
    }
}

bool DataPage::eventFilter(QObject* watched, QEvent* event) {
    if (event->type() == QEvent::KeyPress) {
        auto* key = static_cast<QKeyEvent*>(event);
        if (watched == m_view && listKey(key))
            return true;
        if (watched == m_filters->searchField() && (key->key() == Qt::Key_Down || key->key() == Qt::Key_Escape)) {
            m_view->setFocus();
            return true;
        }
    }
    if (watched == m_view->viewport() && event->type() == QEvent::Resize) // it has its new width already
        fitColumns();
    return QWidget::eventFilter(watched, event);
}

void DataPage::keyPressEvent(QKeyEvent* event) {
    if (m_state == State::List && (event->matches(QKeySequence::Find) || event->key() == Qt::Key_Slash))
        m_filters->focusSearch();
    else
        QWidget::keyPressEvent(event);
}

void DataPage::focusInEvent(QFocusEvent*) {
    if (m_state == State::List)
        m_view->setFocus(Qt::OtherFocusReason);
    else if (m_state == State::Solution)
        m_solution->setFocus(Qt::OtherFocusReason);
    else if (m_state == State::Tree)
        m_tree->setFocus(Qt::OtherFocusReason);
    else if (m_message->button()->isVisible())
        m_message->button()->setFocus(Qt::OtherFocusReason);
}

} // namespace stepmark::ui
