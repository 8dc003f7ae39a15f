// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/data/tree_layout.h"

#include <algorithm>

namespace stepmark::ui {

namespace {
constexpr qreal kMargin = 24;
}

TreeLayout::TreeLayout(const std::vector<TreeStep>& steps)
    : m_boxes(steps.size())
    , m_parents(steps.size(), -1)
    , m_children(steps.size()) {
    std::vector<int> depth(steps.size(), 0);
    for (std::size_t i = 0; i < steps.size(); ++i) {
        m_parents[i] = steps[i].parent;
        (steps[i].parent < 0 ? m_roots : m_children[static_cast<std::size_t>(steps[i].parent)])
            .push_back(static_cast<int>(i));
        if (steps[i].parent >= 0)
            depth[i] = depth[static_cast<std::size_t>(steps[i].parent)] + 1;
    }
    const auto busier = [&](int a, int b) {
        return steps[static_cast<std::size_t>(a)].solutions > steps[static_cast<std::size_t>(b)].solutions;
    };
    std::stable_sort(m_roots.begin(), m_roots.end(), busier);
    for (auto& children : m_children)
        std::stable_sort(children.begin(), children.end(), busier);

    // Leaves from the top, in the order of a walk; without recursion, because a tree may be deep.
    std::vector<int> walk;
    std::vector<int> open(m_roots.rbegin(), m_roots.rend());
    qreal y = kMargin;
    while (!open.empty()) {
        const int step = open.back();
        open.pop_back();
        walk.push_back(step);
        const auto& children = m_children[static_cast<std::size_t>(step)];
        open.insert(open.end(), children.rbegin(), children.rend());
        const auto column = static_cast<std::size_t>(depth[static_cast<std::size_t>(step)]);
        if (m_columns.size() <= column)
            m_columns.resize(column + 1);
        m_columns[column].push_back(step);
        const qreal x = kMargin + static_cast<qreal>(column) * (kWidth + kColumnGap);
        m_boxes[static_cast<std::size_t>(step)] = QRectF(x, y, kWidth, kHeight);
        if (children.empty())
            y += kHeight + kRowGap;
    }
    for (auto step = walk.rbegin(); step != walk.rend(); ++step) {
        const auto& children = m_children[static_cast<std::size_t>(*step)];
        if (!children.empty())
            m_boxes[static_cast<std::size_t>(*step)].moveTop(
                (box(children.front()).top() + box(children.back()).top()) / 2);
    }
    for (const QRectF& one : m_boxes)
        m_bounds |= one;
    m_bounds.adjust(-kMargin, -kMargin, kMargin, kMargin);
}

int TreeLayout::at(const QPointF& point) const {
    for (int step = 0; step < size(); ++step)
        if (box(step).contains(point))
            return step;
    return -1;
}

int TreeLayout::neighbour(int step, Way way) const {
    if (step < 0 || step >= size())
        return size() > 0 ? m_roots.front() : -1;
    const auto index = static_cast<std::size_t>(step);
    if (way == Way::Parent)
        return m_parents[index] < 0 ? step : m_parents[index];
    if (way == Way::Child)
        return m_children[index].empty() ? step : m_children[index].front();
    for (const auto& column : m_columns) {
        const auto place = std::find(column.begin(), column.end(), step);
        if (place == column.end())
            continue;
        if (way == Way::Above)
            return place == column.begin() ? step : *(place - 1);
        return place + 1 == column.end() ? step : *(place + 1);
    }
    return step;
}

} // namespace stepmark::ui
