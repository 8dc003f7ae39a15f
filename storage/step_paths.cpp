// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/step_paths.h"

#include "model/domain/draw.h"
#include "storage/statement.h"

namespace stepmark::storage {

StepPaths::StepPaths(Project& project, std::optional<Split> split) {
    Statement statement(
        project.connection(),
        "SELECT step.id, step.parent_id, step.text_hash, problem.text_hash FROM step "
        "JOIN problem ON problem.id = step.problem_id WHERE problem.split = COALESCE(?, problem.split)");
    statement.run(split);
    while (statement.next())
        m_nodes[statement.integer(0)] = {statement.integer(1), statement.integer(2), statement.integer(3)};
}

StepPaths::StepPaths(std::span<const LabelledTree> trees) {
    for (const LabelledTree& tree : trees) {
        const std::int64_t problem = textHash(tree.problem_text);
        for (const StepTree::Node& node : tree.tree.nodes())
            m_nodes[node.id] = {node.parent == StepTree::kNoParent ? 0 : tree.tree[node.parent].id, textHash(node.text),
                                problem};
    }
}

const StepPaths::Node* StepPaths::find(StepId step) const {
    const auto place = m_nodes.find(step);
    return place == m_nodes.end() ? nullptr : &place->second;
}

std::uint64_t StepPaths::drawKey(StepId leaf) const {
    std::uint64_t key = 0;
    std::int64_t problem = 0;
    for (const Node* node = find(leaf); node; node = find(node->parent)) {
        key = stepmark::drawKey(key, static_cast<std::uint64_t>(node->text_hash));
        problem = node->problem_hash;
    }
    return stepmark::drawKey(key, static_cast<std::uint64_t>(problem));
}

} // namespace stepmark::storage
