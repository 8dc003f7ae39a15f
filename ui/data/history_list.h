// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/data/data_view.h"

#include <QAbstractListModel>
#include <QStyledItemDelegate>

namespace stepmark::ui {

/// What was done to a solution, newest first, two lines an entry. Main thread only.
class HistoryModel : public QAbstractListModel {
    Q_OBJECT
public:
    enum Role { UnderRole = Qt::UserRole + 1, UndoneRole };

    using QAbstractListModel::QAbstractListModel;
    void setLines(std::vector<HistoryLine> lines);
    int rowCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;

private:
    std::vector<HistoryLine> m_lines;
};

class HistoryDelegate : public QStyledItemDelegate {
    Q_OBJECT
public:
    using QStyledItemDelegate::QStyledItemDelegate;
    QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;
    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override;
};

} // namespace stepmark::ui
