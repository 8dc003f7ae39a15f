// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/data/data_view.h"

#include <QWidget>

class QListView;
class QPushButton;
class QScrollArea;
class QVBoxLayout;

namespace stepmark::ui {

class ElidedLabel;
class HistoryModel;
class PlainLabel;
class TextBlock;

/// A solution to be read: problem, steps with everybody's marks, and all that was ever done to it. Main thread only.
class SolutionPanel : public QWidget {
    Q_OBJECT
public:
    explicit SolutionPanel(QWidget* parent = nullptr);

    void setDetail(const SolutionDetail& detail);
    const SolutionDetail& detail() const { return m_detail; }
    /// The selected text, or else the whole solution, to the clipboard.
    void copy() const;
    QListView* history() const { return m_history; }

Q_SIGNALS:
    void backRequested();
    void labelRequested(stepmark::SolutionId solution);
    void treeRequested(stepmark::ProblemId problem);
    /// The next (+1) or previous (-1) one of the list.
    void moveRequested(int by);

protected:
    void keyPressEvent(QKeyEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    QWidget* buildHead();
    QWidget* buildFoot();
    QWidget* buildHistory();
    void buildBody();
    void fillFacts();
    void fitHistory();

    SolutionDetail m_detail;
    ElidedLabel* m_title = nullptr;
    PlainLabel* m_facts = nullptr;
    QScrollArea* m_area = nullptr;
    QWidget* m_history_panel = nullptr;
    QListView* m_history = nullptr;
    HistoryModel* m_history_model = nullptr;
    PlainLabel* m_no_history = nullptr;
    QList<TextBlock*> m_texts;
};

} // namespace stepmark::ui
