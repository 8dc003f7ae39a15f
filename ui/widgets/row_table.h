// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <functional>
#include <initializer_list>

class QTableView;

namespace stepmark::ui {

/// A table of whole rows: selected as such, without a grid, read only, left with Tab. Main thread only.
QTableView* newRowTable(const QString& accessible_name);

/// Makes the table fit its width: every column is as wide as it needs, what does not fit is hidden in the order of
/// `gives_way`, after that all are narrower; what is left over goes to `stretched`, or is shared out where that is
/// negative. Returns whether a column is hidden.
bool fitColumns(QTableView* table, std::initializer_list<int> gives_way, int stretched = -1);

/// As high as its rows, up to `most` of them; more scroll in it.
void fitRows(QTableView* table, int most);

/// Calls `fit` whenever the table's width or the text's size changes.
void keepFitted(QTableView* table, std::function<void()> fit);

} // namespace stepmark::ui
