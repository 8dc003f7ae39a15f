// SPDX-License-Identifier: GPL-3.0-or-later
//
// Nothing is shared: any thread.
#pragma once

#include "ui/data/data_view.h"

#include <QRectF>

#include <vector>

namespace stepmark::ui {

/// A step of a problem's tree as it is drawn.
struct TreeStep {
    int parent = -1; ///< before it in the list; -1: a first step
    StepId id = 0;
    QString text;
    std::optional<Rating> label; ///< what the standing marks amount to
    std::vector<MarkView> marks;
    std::optional<double> score;           ///< the model's, 0 to 1
    int solutions = 0;                     ///< that go through it
    int right = 0, wrong = 0, unknown = 0; ///< of those that end here
    SolutionId ends = 0;                   ///< one that ends here, 0 for none
};

/// A problem's step tree.
struct TreeDetail {
    ProblemId problem = 0;
    QString problem_text;
    std::optional<QString> reference_answer;
    std::vector<TreeStep> steps; ///< parents before their children
};

/// Where the boxes of a step tree go: depth runs to the right, each leaf has a row of its own, a step stands in the
/// middle of what follows it; children with more solutions come first. Linear in the number of steps. Plain value,
/// units are those of an unscaled picture (pixels).
class TreeLayout {
public:
    static constexpr qreal kWidth = 224, kHeight = 52, kColumnGap = 44, kRowGap = 10;

    TreeLayout() = default;
    explicit TreeLayout(const std::vector<TreeStep>& steps);

    const QRectF& box(int step) const { return m_boxes[static_cast<std::size_t>(step)]; }
    int size() const { return static_cast<int>(m_boxes.size()); }
    /// All boxes, with a margin.
    QRectF bounds() const { return m_bounds; }
    /// The step whose box holds the point; -1 for none.
    int at(const QPointF& point) const;

    /// Where an arrow key leads from a step: left to its parent, right to its first child, up and down to the next box
    /// of the same column; the step itself where there is nothing.
    enum class Way { Parent, Child, Above, Below };
    int neighbour(int step, Way way) const;

private:
    std::vector<QRectF> m_boxes;
    std::vector<int> m_parents;
    std::vector<std::vector<int>> m_children; ///< in the order drawn
    std::vector<int> m_roots;
    std::vector<std::vector<int>> m_columns; ///< by depth, from the top
    QRectF m_bounds;
};

} // namespace stepmark::ui
