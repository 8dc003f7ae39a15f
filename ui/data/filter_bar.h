// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/data/data_view.h"

#include <QTimer>
#include <QWidget>

class QButtonGroup;
class QComboBox;
class QHBoxLayout;
class QLineEdit;
class QPushButton;
class QSpinBox;

namespace stepmark::ui {

/// Search, filters and order of the data page. A change is told at once, except typing, which is told when it stops.
/// Main thread only.
class FilterBar : public QWidget {
    Q_OBJECT
public:
    explicit FilterBar(QWidget* parent = nullptr);

    const DataQuery& query() const { return m_query; }
    /// Shows it; tells nobody.
    void setQuery(const DataQuery& query);
    void setFacets(const DataFacets& facets);
    void focusSearch();
    QLineEdit* searchField() const { return m_search; }
    QPushButton* clearButton() const { return m_clear; }

    static constexpr int kTypingPause_ms = 300;

Q_SIGNALS:
    void queryChanged(const stepmark::ui::DataQuery& query);

private:
    QHBoxLayout* buildSearchRow();
    QWidget* buildFilterRow();
    QComboBox* addChoice(QLayout* row, const QString& name);
    QSpinBox* addPercent(QLayout* row, const QString& name, int value);
    void read();
    void show(const DataQuery& query);
    void clear();

    DataQuery m_query;
    QTimer m_typing;
    bool m_showing = true; ///< the fields follow the query: nothing that they say is news
    QLineEdit* m_search = nullptr;
    QButtonGroup* m_kind = nullptr;
    QComboBox* m_split = nullptr;
    QComboBox* m_round = nullptr;
    QComboBox* m_answer = nullptr;
    QComboBox* m_marks = nullptr;
    QComboBox* m_flag = nullptr;
    QComboBox* m_source = nullptr;
    QSpinBox* m_least = nullptr;
    QSpinBox* m_most = nullptr;
    QComboBox* m_sort = nullptr;
    QPushButton* m_direction = nullptr;
    QPushButton* m_problem = nullptr; ///< "problem 17 ✕": shows all again
    QPushButton* m_clear = nullptr;
    QWidget* m_scores = nullptr;
    QList<QWidget*> m_solution_only;
};

} // namespace stepmark::ui
