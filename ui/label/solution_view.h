// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/label/key_map.h"
#include "ui/label/label_pass.h"
#include "ui/label/opinion.h"
#include "ui/label/rating_bar.h"

#include <QWidget>

#include <optional>
#include <utility>
#include <vector>

class QScrollArea;

namespace stepmark::ui {

class EndingPanel;
class KeyHint;
class PlainLabel;
class StepRow;
class StepsHead;
class TextBlock;

/// The column of the label page: the problem, its steps in a scrolled list with the alternatives to the first error
/// below it, and at the foot the question why a solution ends, and the keys. Row widgets are kept and filled anew for
/// each solution. Main thread only.
class SolutionView : public QWidget {
    Q_OBJECT
public:
    struct Look {
        bool focused = true;
        bool opinion = false;
    };

    explicit SolutionView(QWidget* parent = nullptr);

    void setTask(const LabelTask& task);
    void setKeys(const KeyMap& keys);
    /// Marks and current step; scrolls the current step into sight.
    void refresh(const LabelPass& pass, const Look& look);
    StepsHead* head() const { return m_head; }
    /// Rows as in LabelPass.
    StepRow* row(int row) const { return m_rows[static_cast<std::size_t>(row)]; }
    int rowCount() const { return m_count + m_alternatives; }
    TextBlock* problemText() const { return m_problem; }
    EndingPanel* endingPanel() const { return m_ending; }
    void scrollPages(int pages);
    void scrollProblem(int pages);
    /// Selected source text of the problem or a step.
    QString selectedText() const;

Q_SIGNALS:
    void chosen(int row, stepmark::Rating rating);
    void unsureToggled(int row);
    void pointedAt(int row);
    void actionWanted(stepmark::ui::LabelAction action); ///< a click on a key's hint

protected:
    void resizeEvent(QResizeEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    QWidget* makeProblemCard();
    QWidget* makeFoot();
    StepRow* rowAt(int row);
    void showAlternatives(const LabelPass& pass);
    /// The rows from top to bottom.
    std::vector<int> order() const;
    void layOutRows();
    void fitKeys();
    void layOutProblem();
    void scrollToCurrent(int current);
    void clearOtherSelections(const TextBlock* keeper);

    TextBlock* m_problem = nullptr;
    QScrollArea* m_problem_area = nullptr;
    QWidget* m_problem_card = nullptr;
    PlainLabel* m_problem_caption = nullptr;
    QScrollArea* m_area = nullptr;
    QWidget* m_column = nullptr;
    StepsHead* m_head = nullptr;
    EndingPanel* m_ending = nullptr;
    QWidget* m_keys = nullptr; ///< what can be pressed now
    std::vector<std::pair<LabelAction, KeyHint*>> m_hints;
    RatingBar::Caps m_caps;
    std::vector<StepRow*> m_rows;
    int m_count = 0;        ///< steps
    int m_alternatives = 0; ///< rows after them
    int m_error = -1;       ///< the step that they belong to
    int m_scrolled_to = -1;
    bool m_opinion_shown = false;
    std::optional<Opinion> m_opinion;
};

} // namespace stepmark::ui
