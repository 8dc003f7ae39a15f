// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStyledItemDelegate>

namespace stepmark::ui {

/// Roles of an item of the recent list, beside Qt::DisplayRole (the title).
enum RecentRole { PathRole = Qt::UserRole, OpenedRole, ExistsRole };

/// A project opened lately: title, path below it, when at the right. Plain text. Main thread only.
class RecentDelegate : public QStyledItemDelegate {
    Q_OBJECT
public:
    using QStyledItemDelegate::QStyledItemDelegate;
    QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;
    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override;
};

} // namespace stepmark::ui
