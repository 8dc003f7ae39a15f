// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/domain/round_summary.h"

#include <QAbstractTableModel>

#include <set>
#include <vector>

namespace stepmark::ui {

/// The rounds so far as a table; those that are ticked are drawn in the plots. Main thread only.
class RoundTable : public QAbstractTableModel {
    Q_OBJECT
public:
    /// What it was made of, then what it was worth.
    enum Column {
        Number,
        State,
        Strategy,
        Queued,
        Wrong,
        Labels,
        Auc,
        AucWithin,
        Prm,
        Orm,
        Majority,
        BestOf,
        When,
        Columns
    };
    static constexpr std::size_t kMostChosen = 4; ///< more curves in one plot could not be told apart

    using QAbstractTableModel::QAbstractTableModel;
    /// Newest first. What was ticked stays so; without anything ticked the newest evaluated round is.
    void setRows(std::vector<RoundSummary> rows);
    std::vector<RoundSummary> chosen() const;

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    bool setData(const QModelIndex& index, const QVariant& value, int role) override;
    Qt::ItemFlags flags(const QModelIndex& index) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

Q_SIGNALS:
    void chosenChanged();

private:
    static QString text(const RoundSummary& row, int column);

    std::vector<RoundSummary> m_rows;
    std::set<int> m_chosen; ///< numbers of rounds
};

} // namespace stepmark::ui
