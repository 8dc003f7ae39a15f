// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/domain/step_tree.h"

#include "model/domain/annotation.h"

#include <algorithm>
#include <array>

namespace stepmark {

int StepTree::add(int parent, std::string_view text, StepId id) {
    const auto [place, is_new] = m_children.try_emplace({parent, std::string(text)}, size());
    if (is_new) {
        const int depth = parent == kNoParent ? 0 : (*this)[parent].depth + 1;
        m_nodes.push_back({parent, depth, std::string(text), id});
    }
    return place->second;
}

int StepTree::addPath(std::span<const std::string> steps) {
    int node = kNoParent;
    for (const std::string& step : steps)
        node = add(node, step);
    return node;
}

std::optional<int> StepTree::find(int parent, std::string_view text) const {
    const auto place = m_children.find({parent, std::string(text)});
    return place == m_children.end() ? std::nullopt : std::optional(place->second);
}

std::vector<int> StepTree::path(int node) const {
    std::vector<int> nodes;
    for (; node != kNoParent; node = (*this)[node].parent)
        nodes.push_back(node);
    std::reverse(nodes.begin(), nodes.end());
    return nodes;
}

std::vector<int> StepTree::leaves() const {
    std::vector<bool> has_child(m_nodes.size(), false);
    for (const Node& node : m_nodes)
        if (node.parent != kNoParent)
            has_child[static_cast<std::size_t>(node.parent)] = true;
    std::vector<int> leaves;
    for (int node = 0; node < size(); ++node)
        if (!has_child[static_cast<std::size_t>(node)])
            leaves.push_back(node);
    return leaves;
}

std::vector<bool> supervised(const StepTree& tree, std::span<const std::optional<Rating>> labels) {
    const auto count = static_cast<std::size_t>(tree.size());
    std::vector<bool> after_error(count, false); // parents come first, so one pass does
    std::vector<bool> result(count, false);
    for (std::size_t node = 0; node < count; ++node) {
        const int parent = tree[static_cast<int>(node)].parent;
        if (parent != StepTree::kNoParent) {
            const auto p = static_cast<std::size_t>(parent);
            after_error[node] = after_error[p] || labels[p] == Rating::Negative;
        }
        result[node] = labels[node].has_value() && !after_error[node];
    }
    return result;
}

} // namespace stepmark
