// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/label/label_pass.h"

#include <QWidget>

#include <vector>

class QScrollArea;
class QStackedWidget;

namespace stepmark::ui {

class ElidedLabel;
class KeyHint;
class PlainLabel;
class StepRow;
class TextBlock;

/// The column of the label page: the problem, its steps in a scrolled list, and below them the message line and the
/// keys. Row widgets are kept and filled anew for each solution. Main thread only.
class SolutionView : public QWidget {
    Q_OBJECT
public:
    struct Look {
        bool focused = true;
        bool opinion = false;
    };
    enum class HintTone { Quiet, Error, Ask };

    explicit SolutionView(QWidget* parent = nullptr);

    void setTask(const LabelTask& task);
    /// Marks and current step; scrolls the current step into sight.
    void refresh(const LabelPass& pass, const Look& look);
    /// The line under the steps; empty: none.
    void setHint(const QString& text, HintTone tone);
    QString hint() const;
    StepRow* row(int step) const { return m_rows[static_cast<std::size_t>(step)]; }
    int rowCount() const { return m_count; }
    TextBlock* problemText() const { return m_problem; }
    void scrollPages(int pages);
    void scrollProblem(int pages);
    /// Selected source text of the problem or a step.
    QString selectedText() const;

Q_SIGNALS:
    void chosen(int step, stepmark::Rating rating);
    void pointedAt(int step);
    void keyWanted(int key); ///< a click on a key's hint: do as if it had been pressed

protected:
    void resizeEvent(QResizeEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    QWidget* makeProblemCard();
    QWidget* makeStepsHead();
    QWidget* makeFoot();
    StepRow* rowAt(int step);
    void layOutRows();
    void layOutProblem();
    void scrollToCurrent(int current);
    void clearOtherSelections(const TextBlock* keeper);

    TextBlock* m_problem = nullptr;
    QScrollArea* m_problem_area = nullptr;
    QWidget* m_problem_card = nullptr;
    PlainLabel* m_problem_caption = nullptr;
    PlainLabel* m_steps_caption = nullptr;
    QScrollArea* m_area = nullptr;
    QWidget* m_column = nullptr;
    QStackedWidget* m_head = nullptr;
    ElidedLabel* m_hint = nullptr;
    std::vector<StepRow*> m_rows;
    std::vector<int> m_tops;
    int m_count = 0;
    int m_scrolled_to = -1;
    bool m_opinion = false;
};

} // namespace stepmark::ui
