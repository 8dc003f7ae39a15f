// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/labelers/labeler_view.h"

#include <QAbstractTableModel>
#include <QByteArray>

#include <vector>

namespace stepmark::ui {

/// Who labels, and how they do. Main thread only.
class LabelerTable : public QAbstractTableModel {
    Q_OBJECT
public:
    /// How they do comes first: small windows show the left part.
    enum Column { Name, State, Trend, Gold, Interval, Steps, Solutions, Marks, Pace, Active, Columns };

    using QAbstractTableModel::QAbstractTableModel;
    void setRows(std::vector<LabelerRow> rows, const QualityRules& rules);
    const LabelerRow* row(int number) const; ///< nullptr where there is none
    /// Every figure unrounded, for other programs; the words are stepmarkctl's.
    QByteArray csv() const;

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    QString text(const LabelerRow& row, int column) const;

    std::vector<LabelerRow> m_rows;
    QualityRules m_rules;
};

/// The gold items in service, with how often they were answered right. Main thread only.
class GoldTable : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Column { Problem, Use, Answered, Steps, Error, Origin, Columns };

    using QAbstractTableModel::QAbstractTableModel;
    void setRows(std::vector<GoldRow> rows);
    const GoldRow* row(int number) const;
    QByteArray csv() const;

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    static QString text(const GoldRow& row, int column);

    std::vector<GoldRow> m_rows;
};

} // namespace stepmark::ui
