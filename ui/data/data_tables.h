// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/data/data_view.h"
#include "ui/data/lazy_rows.h"

#include <QAbstractTableModel>

namespace stepmark::ui {

/// What the two lists have in common: rows that come when they are looked at. Main thread only.
class LazyTable : public QAbstractTableModel {
    Q_OBJECT
public:
    using QAbstractTableModel::QAbstractTableModel;
    virtual void clear() = 0;
    virtual void appendIds(const std::vector<qint64>& ids) = 0;
    virtual qint64 idAt(int row) const = 0;
    virtual int rowOf(qint64 id) const = 0;
    /// Rows are asked for again, in place.
    virtual void refresh() = 0;
    /// The column that the list is sorted by: its heading has an arrow.
    void setSorted(int column, bool descending);

Q_SIGNALS:
    void rowsWanted(int page, const QList<qint64>& ids);

protected:
    /// Asks once for all that was looked at in this turn of the event loop.
    void askSoon();
    virtual void ask() = 0;
    QString heading(int section, const QString& text) const;

private:
    bool m_asking = false;
    int m_sorted_by = -1;
    bool m_descending = false;
};

/// The solutions' list.
class SolutionTable : public LazyTable {
    Q_OBJECT
public:
    enum Column { Problem, Answer, Verdict, Score, Marks, LastMark, Steps, Flag, Split, Source, Columns };

    using LazyTable::LazyTable;
    void clear() override;
    void appendIds(const std::vector<qint64>& ids) override;
    qint64 idAt(int row) const override { return m_rows.idAt(row); }
    int rowOf(qint64 id) const override { return m_rows.find(id); }
    void refresh() override;
    void setRows(int page, std::vector<SolutionItem> rows);
    /// The problem of a row; 0 where it is not here yet.
    ProblemId problemAt(int row) const;
    void setScoredBy(const QString& model) { m_scored_by = model; }
    /// What a click on the column's heading sorts by.
    static std::optional<DataSort> sortOf(int column);
    static int columnOf(DataSort sort);

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

protected:
    void ask() override;

private:
    static QString text(const SolutionItem& row, int column);

    mutable LazyRows<SolutionItem> m_rows;
    QString m_scored_by;
};

/// The problems' list.
class ProblemTable : public LazyTable {
    Q_OBJECT
public:
    enum Column { Text, Answer, Solutions, Right, Wrong, Subject, Split, Columns };

    using LazyTable::LazyTable;
    void clear() override;
    void appendIds(const std::vector<qint64>& ids) override;
    qint64 idAt(int row) const override { return m_rows.idAt(row); }
    int rowOf(qint64 id) const override { return m_rows.find(id); }
    void refresh() override;
    void setRows(int page, std::vector<ProblemItem> rows);

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

protected:
    void ask() override;

private:
    static QString text(const ProblemItem& row, int column);

    mutable LazyRows<ProblemItem> m_rows;
};

} // namespace stepmark::ui
