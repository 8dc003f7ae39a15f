// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/data/data_view.h"
#include "ui/data/tree_layout.h"

#include <QWidget>

#include <optional>
#include <vector>

class QStackedWidget;
class QTableView;

namespace stepmark::ui {

class FilterBar;
class LazyTable;
class MessagePanel;
class PlainLabel;
class ProblemTable;
class SolutionPanel;
class SolutionTable;
class TreePanel;

/// All problems and solutions: find, filter, sort, and look into one. Takes values, emits intent; ids come piece by
/// piece, rows when they are looked at. Main thread only.
class DataPage : public QWidget {
    Q_OBJECT
public:
    enum class State { NoProject, Busy, Empty, List, Solution, Tree, Error };

    explicit DataPage(QWidget* parent = nullptr);

    State state() const { return m_state; }
    const DataQuery& query() const;
    FilterBar* filters() const { return m_filters; }
    SolutionPanel* solutionPanel() const { return m_solution; }
    TreePanel* treePanel() const { return m_tree; }
    QTableView* list() const { return m_view; }
    QString countText() const;
    QString messageText() const;
    /// Asks for a query as if the user had made it.
    void ask(const DataQuery& query);

public Q_SLOTS:
    void showNoProject();
    void showBusy(const QString& text);
    /// The project has neither problems nor solutions.
    void showEmpty();
    void showError(const QString& message);
    void setFacets(const stepmark::ui::DataFacets& facets);
    /// A list begins: what was shown is gone.
    void beginList();
    /// More of the list; `complete`: there is no more.
    void appendIds(const std::vector<qint64>& ids, bool complete);
    /// Share of the texts searched, 0 to 1; nullopt: no search is under way.
    void setSearched(std::optional<double> share);
    void setSolutionRows(int page, std::vector<stepmark::ui::SolutionItem> rows);
    void setProblemRows(int page, std::vector<stepmark::ui::ProblemItem> rows);
    /// What is shown may have changed: rows are asked for again.
    void refreshRows();
    void showSolution(const stepmark::ui::SolutionDetail& detail);
    void showTree(const stepmark::ui::TreeDetail& tree);

Q_SIGNALS:
    void queryChanged(const stepmark::ui::DataQuery& query);
    void solutionRowsWanted(int page, const QList<qint64>& ids);
    void problemRowsWanted(int page, const QList<qint64>& ids);
    void solutionWanted(stepmark::SolutionId solution);
    void treeWanted(stepmark::ProblemId problem);
    void labelWanted(stepmark::SolutionId solution);
    void importWanted();
    void exportWanted();
    void projectWanted(); ///< "Open a project" in the state without one
    void retryRequested();

protected:
    void keyPressEvent(QKeyEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    QWidget* buildList();
    void buildTable();
    void connectFilters();
    void showState(State state);
    void message(State state, const QString& title, const QString& text, const QString& button);
    void useTable(DataKind kind);
    void fitColumns();
    void openRow(int row);
    void openTree(int row);
    void labelRow(int row);
    void moveSolution(int by);
    void showList();
    void showCount();
    bool listKey(QKeyEvent* event);
    LazyTable* table() const;

    State m_state = State::NoProject;
    QStackedWidget* m_stack = nullptr;
    QWidget* m_list = nullptr;
    FilterBar* m_filters = nullptr;
    PlainLabel* m_count = nullptr;
    QTableView* m_view = nullptr;
    QWidget* m_label_hint = nullptr; ///< of a key that works in the list of solutions only
    MessagePanel* m_nothing = nullptr; ///< the filters leave nothing
    QStackedWidget* m_table_stack = nullptr;
    SolutionTable* m_solutions = nullptr;
    ProblemTable* m_problems = nullptr;
    SolutionPanel* m_solution = nullptr;
    TreePanel* m_tree = nullptr;
    MessagePanel* m_message = nullptr;
    bool m_complete = false;
    std::optional<double> m_searched;
};

} // namespace stepmark::ui
