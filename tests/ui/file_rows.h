// SPDX-License-Identifier: GPL-3.0-or-later
//
// Main thread of a test.
#pragma once

#include <QAbstractItemView>

namespace stepmark::test {

/// Whether the thread behind a file dialog's list has looked at each entry: it then has a type, which Qt shows in the
/// third column.
inline bool allAreLookedAt(const QAbstractItemView& view) {
    constexpr int kType = 2;
    const QAbstractItemModel& model = *view.model();
    const int rows = model.rowCount(view.rootIndex());
    for (int row = 0; row < rows; ++row)
        if (model.index(row, kType, view.rootIndex()).data().toString().isEmpty())
            return false;
    return rows > 0;
}

} // namespace stepmark::test
