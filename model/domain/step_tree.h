// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/domain/ids.h"
#include "model/domain/rating.h"
#include "model/domain/split.h"

#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace stepmark {

/// The steps of one problem as a trie: a step is its text after a given prefix of steps. Two solutions that begin alike share
/// those nodes; alternatives at one place are siblings. Nodes are numbered from 0 so that a parent comes before its children.
/// One thread at a time.
class StepTree {
public:
    static constexpr int kNoParent = -1;

    struct Node {
        int parent = kNoParent;
        int depth = 0;    ///< 0 for a first step
        std::string text; ///< without a newline at the end
        StepId id = 0;    ///< row id, 0 where not stored
    };

    /// The node for `text` after `parent` (kNoParent: a first step), found or made.
    int add(int parent, std::string_view text, StepId id = 0);
    /// Adds a whole solution; returns its leaf, or kNoParent for no steps.
    int addPath(std::span<const std::string> steps);
    /// The child with that text, or nullopt.
    std::optional<int> find(int parent, std::string_view text) const;

    int size() const { return static_cast<int>(m_nodes.size()); }
    bool empty() const { return m_nodes.empty(); }
    const Node& operator[](int node) const { return m_nodes[static_cast<std::size_t>(node)]; }
    std::span<const Node> nodes() const { return m_nodes; }
    void setId(int node, StepId id) { m_nodes[static_cast<std::size_t>(node)].id = id; }

    /// Nodes from the first step to `node`, both included.
    std::vector<int> path(int node) const;
    /// Nodes without children, in order.
    std::vector<int> leaves() const;

private:
    std::vector<Node> m_nodes;
    std::map<std::pair<int, std::string>, int, std::less<>> m_children;
};

/// A problem's step tree with what is known of each step: what a PRM is trained on and what it scores.
struct LabelledTree {
    ProblemId problem = 0;
    std::string problem_text;
    Split split = Split::Train; ///< of the problem
    StepTree tree;
    std::vector<std::optional<Rating>> labels; ///< [tree.size()], nullopt where unrated
};

/// Which labels are supervised: those whose ancestors carry no negative rating (Lightman et al., 2.4: what follows the
/// first error is unlabelled, never -1). Returns one flag a node; nodes without a label are false.
std::vector<bool> supervised(const StepTree& tree, std::span<const std::optional<Rating>> labels);

} // namespace stepmark
