// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/weakstrong/study_view.h"

#include <QAbstractTableModel>
#include <QByteArray>

#include <vector>

namespace stepmark::ui {

/// The studies of the project, the newest first. Main thread only.
class StudyList : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Column { Number, TaskName, Ladder, Methods, Seeds, Way, State, When, Columns };

    using QAbstractTableModel::QAbstractTableModel;
    void setStudies(const std::vector<Study>& studies);
    std::int64_t idAt(int row) const;    ///< 0: there is no such row
    int rowOf(std::int64_t study) const; ///< -1: it is not there

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override { return parent.isValid() ? 0 : Columns; }
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    static QString text(const Study& study, int column);

    std::vector<Study> m_studies; ///< the newest first
};

/// The figures of one study: supervisors, ceilings, and of one method the students. Main thread only.
class FigureTable : public QAbstractTableModel {
    Q_OBJECT
public:
    /// The last column is of studies of first wrong steps, or of those whose models write their moves; else it is not
    /// there.
    enum Column {
        Model,
        Role,
        Measure,
        BySeed,
        Pgr,
        SameRight,
        SameWrong,
        FirstErrors,
        Illegal = FirstErrors,
        Columns
    };

    using QAbstractTableModel::QAbstractTableModel;
    void setStudy(const Study& study, StudyMethod method);
    int figureAt(int row) const; ///< place in the study's results; -1: there is no such row
    int rowOf(int figure) const; ///< -1: it is not shown
    /// All figures of the study, RFC 4180, UTF-8.
    QByteArray csv() const;

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    QString text(const StudyFigure& figure, int column) const;

    Study m_study;
    std::vector<int> m_rows; ///< places in its results
};

/// The examples on which a student and whom it learnt from differ. Main thread only.
class DifferenceTable : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Column { Truth, Supervisor, Student, Text, Columns };

    using QAbstractTableModel::QAbstractTableModel;
    void setExamples(std::vector<StudyDisagreement> examples);
    const StudyDisagreement* at(int row) const;

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override { return parent.isValid() ? 0 : Columns; }
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    std::vector<StudyDisagreement> m_examples;
};

} // namespace stepmark::ui
