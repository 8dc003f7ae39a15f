// SPDX-License-Identifier: GPL-3.0-or-later
//
// Main thread: they are words of its language.
#pragma once

#include <QString>
#include <QVariant>

namespace stepmark::ui {

/// The heading of a table's column, marked for translation where it is written.
struct TableHeading {
    const char* text;
    const char* meaning; ///< as a tool tip; "": none
};

/// What a model's headerData() says of a column. `translate`: the model's own tr(). Text stands left, numbers right.
inline QVariant headingRole(const TableHeading& heading, int role, QString (*translate)(const char*), bool left) {
    if (role == Qt::DisplayRole)
        return translate(heading.text);
    if (role == Qt::ToolTipRole && *heading.meaning)
        return translate(heading.meaning);
    if (role == Qt::TextAlignmentRole)
        return static_cast<int>((left ? Qt::AlignLeft : Qt::AlignRight) | Qt::AlignVCenter);
    return {};
}

} // namespace stepmark::ui
