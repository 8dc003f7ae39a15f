// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/interchange/outgoing_solutions.h"

#include "storage/rating_store.h"

#include <unordered_map>

namespace stepmark::interchange {

OutgoingSolutions::OutgoingSolutions(storage::Project& project, formats::NeutralExport neutral)
    : m_solutions(project)
    , m_steps(project)
    , m_neutral(neutral)
    , m_open(storage::openSteps(project.connection())) {}

OutgoingProblem OutgoingSolutions::of(const Problem& problem) const {
    OutgoingProblem outgoing;
    outgoing.problem = &problem;
    const LabelledTree tree = m_steps.labelledTree(problem.id);
    std::unordered_map<StepId, int> nodes;
    for (int node = 0; node < tree.tree.size(); ++node) {
        const StepId step = tree.tree[node].id;
        nodes[step] = node;
        if (tree.labels[static_cast<std::size_t>(node)])
            outgoing.labelled.push_back(step);
        else
            outgoing.open += m_open.contains(step) ? 1 : 0;
    }
    storage::SolutionFilter filter;
    filter.problem = problem.id;
    filter.with_steps_only = true;
    for (const auto& stored : m_solutions.list(filter)) {
        OutgoingProblem::Solution solution{{.problem = problem,
                                            .steps = {},
                                            .labels = {},
                                            .final_answer = stored.final_answer,
                                            .correct = stored.correct,
                                            .candidate = stored.candidate,
                                            .source = stored.source,
                                            .extra = nlohmann::json::parse(stored.extra, nullptr, false),
                                            .neutral = m_neutral},
                                           {}};
        for (const int node : tree.tree.path(nodes.at(stored.leaf))) {
            solution.out.steps.push_back(tree.tree[node].text);
            solution.out.labels.push_back(tree.labels[static_cast<std::size_t>(node)]);
            solution.steps.push_back(tree.tree[node].id);
            outgoing.paths.insert(tree.tree[node].id);
        }
        outgoing.solutions.push_back(std::move(solution));
    }
    return outgoing;
}

} // namespace stepmark::interchange
