// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/review/review_view.h"

#include <QAbstractTableModel>
#include <QByteArray>

#include <string>
#include <vector>

namespace stepmark::ui {

/// Agreement in rows: everybody, each pair, each period. Main thread only.
class AgreementTable : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Column { Who, Units, Percent, Cohen, Fleiss, Alpha, Columns };
    struct Row {
        QString who;
        std::string key; ///< the same for other programs: the same in every language
        Agreement agreement;
    };

    using QAbstractTableModel::QAbstractTableModel;
    void setRows(std::vector<Row> rows);
    /// What one unit is ("Steps", "Solutions"), and how far apart alpha takes two judgements of it to be.
    void setUnit(const QString& unit, const QString& distance);
    /// Every figure with its interval, unrounded, for other programs.
    QByteArray csv() const;

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    std::vector<Row> m_rows;
    QString m_unit, m_distance;
};

} // namespace stepmark::ui
