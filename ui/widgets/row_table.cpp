// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/row_table.h"

#include <QHeaderView>
#include <QTableView>

namespace stepmark::ui {

QTableView* newRowTable(const QString& accessible_name) {
    auto* table = new QTableView;
    table->setAccessibleName(accessible_name);
    table->setSelectionBehavior(QAbstractItemView::SelectRows);
    table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    table->setShowGrid(false);
    table->setTabKeyNavigation(false);
    table->setWordWrap(false);
    table->verticalHeader()->hide();
    table->horizontalHeader()->setHighlightSections(false);
    return table;
}

} // namespace stepmark::ui
