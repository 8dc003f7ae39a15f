// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/rounds/grid_view.h"

#include <QAbstractTableModel>

#include <optional>

namespace stepmark::ui {

/// The trainings of a comparison as a table, the best first: what varies, then what each was worth. Main thread only.
class GridTable : public QAbstractTableModel {
    Q_OBJECT
public:
    /// Behind those that vary.
    enum Column { AucWithin, Auc, Prm, Brier, Labels, Seconds, State, Columns };

    using QAbstractTableModel::QAbstractTableModel;
    void setResult(const GridResult& result);
    /// nullptr where there is none.
    const GridRow* row(int index) const;
    /// The place of one of those behind the columns that vary.
    int place(Column column) const { return static_cast<int>(m_result.columns.size()) + column; }

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    QString text(const GridRow& row, int column) const;

    GridResult m_result;
};

/// "Learning rate"; the key itself where the window has no words for it.
QString gridFieldText(const GridColumn& column);
/// "seed 3, learning rate 2e-05": what a row is apart from the others by.
QString gridRowText(const GridResult& result, const GridRow& row);

} // namespace stepmark::ui
