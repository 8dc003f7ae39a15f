// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

class QTableView;

namespace stepmark::ui {

/// A table that is read by rows: no grid, no editing, Tab leaves it. Its owner is the caller. Main thread only.
QTableView* newRowTable(const QString& accessible_name);

} // namespace stepmark::ui
