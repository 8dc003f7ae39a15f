// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/rounds/grid_view.h"

#include <QWidget>

#include <vector>

class QComboBox;
class QPushButton;
class QTableView;

namespace stepmark::ui {

class GridTable;
class PlainLabel;

/// What comparisons have found: one of them as a table, and what can be done with the training that is chosen in it.
/// Main thread only.
class GridResults : public QWidget {
    Q_OBJECT
public:
    explicit GridResults(QWidget* parent = nullptr);

    /// Newest first. The one that is shown stays so, unless there is a newer one.
    void setResults(std::vector<GridResult> results);
    QComboBox* picker() const { return m_picker; }
    QTableView* table() const { return m_table; }
    QPushButton* openButton() const { return m_open; }
    QPushButton* copyButton() const { return m_copy; }
    QPushButton* takeButton() const { return m_take; }
    QString chosenText() const;

Q_SIGNALS:
    void folderWanted(const QString& folder);
    void notice(const QString& text, bool is_error);
    /// The next round is to train as this one did.
    void choicesWanted(const stepmark::TrainOptions& options);

private:
    void buildTable();
    void buildFoot();
    void show(int index);
    void rowChanged();
    void copyPath();
    void fitTable();
    const GridRow* chosen() const;

    std::vector<GridResult> m_results;
    GridTable* m_model = nullptr;
    QComboBox* m_picker = nullptr;
    QTableView* m_table = nullptr;
    PlainLabel* m_compared = nullptr;
    PlainLabel* m_chosen = nullptr;
    PlainLabel* m_path = nullptr;
    QPushButton* m_open = nullptr;
    QPushButton* m_copy = nullptr;
    QPushButton* m_take = nullptr;
};

} // namespace stepmark::ui
