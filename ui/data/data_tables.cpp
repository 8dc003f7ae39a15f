// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/data/data_tables.h"

#include <QTimer>

namespace stepmark::ui {

void LazyTable::setSorted(int column, bool descending) {
    if (column == m_sorted_by && descending == m_descending)
        return;
    m_sorted_by = column;
    m_descending = descending;
    Q_EMIT headerDataChanged(Qt::Horizontal, 0, columnCount() - 1);
}

/// With an arrow in the text: Qt draws its own over the words.
QString LazyTable::heading(int section, const QString& text) const {
    if (section != m_sorted_by)
        return text;
    return text + (m_descending ? QStringLiteral(" ↓") : QStringLiteral(" ↑"));
}

void LazyTable::askSoon() {
    if (m_asking)
        return;
    m_asking = true;
    QTimer::singleShot(0, this, [this] {
        m_asking = false;
        ask();
    });
}

} // namespace stepmark::ui
