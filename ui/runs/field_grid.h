// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

#include <vector>

class QGridLayout;

namespace stepmark::ui {

class PlainLabel;

/// Named fields, each with a line that says what it means, in groups under a caption. As many columns as there is room
/// for. Main thread only.
class FieldGrid : public QWidget {
    Q_OBJECT
public:
    explicit FieldGrid(QWidget* parent = nullptr);

    void addGroup(const QString& caption);
    /// Into the newest group. Returns the line with the meaning, which may change with the choice.
    PlainLabel* addField(const QString& name, QWidget* field, const QString& meaning);

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    void fit();
    void arrange(int columns);

    QGridLayout* m_grid = nullptr;
    struct Cell {
        QWidget* widget = nullptr;
        bool caption = false;
    };
    std::vector<Cell> m_cells;
    int m_columns = 0;
};

} // namespace stepmark::ui
