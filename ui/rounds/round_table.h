// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/rounds/round_view.h"

#include <QAbstractTableModel>

#include <vector>

namespace stepmark::ui {

/// The rounds so far as a table. Main thread only.
class RoundTable : public QAbstractTableModel {
    Q_OBJECT
public:
    /// What a round was worth comes first: small windows show the left part.
    enum Column {
        Number,
        State,
        Labels,
        Wrong,
        Auc,
        AucWithin,
        Prm,
        Orm,
        Majority,
        BestOf,
        Queued,
        Strategy,
        When,
        Columns
    };

    using QAbstractTableModel::QAbstractTableModel;
    /// Newest first.
    void setRows(std::vector<RoundRow> rows);

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    static QString text(const RoundRow& row, int column);

    std::vector<RoundRow> m_rows;
};

} // namespace stepmark::ui
