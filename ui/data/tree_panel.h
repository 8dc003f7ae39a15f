// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/data/tree_layout.h"

#include <QWidget>

namespace stepmark::ui {

class ElidedLabel;
class PlainLabel;
class TextBlock;
class TreeCanvas;

/// A problem's step tree with its keys, and the chosen step in full. Main thread only.
class TreePanel : public QWidget {
    Q_OBJECT
public:
    explicit TreePanel(QWidget* parent = nullptr);

    void setTree(const TreeDetail& tree);
    TreeCanvas* canvas() const { return m_canvas; }
    /// Writes the picture; empty: it went well, else the error shown.
    QString saveTo(const QString& file);
    QString stepText() const;

Q_SIGNALS:
    void backRequested();
    void solutionRequested(stepmark::SolutionId solution);

protected:
    void keyPressEvent(QKeyEvent* event) override;

private:
    void askFile();
    void showStep(int step);
    void openStep(int step);

    ElidedLabel* m_title = nullptr;
    PlainLabel* m_facts = nullptr;
    TreeCanvas* m_canvas = nullptr;
    TextBlock* m_text = nullptr;
    PlainLabel* m_step_facts = nullptr;
};

} // namespace stepmark::ui
