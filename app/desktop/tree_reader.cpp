// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/tree_reader.h"

#include "app/desktop/text.h"
#include "model/domain/error.h"
#include "storage/solution_history.h"

#include <unordered_map>

namespace stepmark::desktop {

namespace {

void countSolutions(Session& session, ProblemId problem, const std::unordered_map<StepId, std::size_t>& places,
                    std::vector<ui::TreeStep>& steps) {
    storage::SolutionFilter filter;
    filter.problem = problem;
    for (const auto& solution : session.solutions.list(filter)) {
        const auto place = places.find(solution.leaf);
        if (place == places.end())
            continue;
        ui::TreeStep& leaf = steps[place->second];
        ++(!solution.correct ? leaf.unknown : *solution.correct ? leaf.right : leaf.wrong);
        if (leaf.ends == 0)
            leaf.ends = solution.id;
        for (auto step = static_cast<int>(place->second); step >= 0;
             step = steps[static_cast<std::size_t>(step)].parent)
            ++steps[static_cast<std::size_t>(step)].solutions;
    }
}

} // namespace

ui::TreeDetail treeDetail(Session& session, ProblemId id) {
    const auto problem = session.problems.find(id);
    if (!problem)
        throw Error("The project has no problem " + std::to_string(id) + ": look at the list again.");
    ui::TreeDetail detail;
    detail.problem = id;
    detail.problem_text = text(problem->text);
    if (problem->answer)
        detail.reference_answer = text(*problem->answer);
    const StepTree tree = session.steps.tree(id);
    const auto standing = storage::SolutionHistory(session.project).standing(id);
    const auto scores = session.scores.ofProblem(session.scores.shownInLists(), id);
    std::unordered_map<StepId, std::size_t> places;
    for (const StepTree::Node& node : tree.nodes()) {
        ui::TreeStep step;
        step.parent = node.parent;
        step.id = node.id;
        step.text = text(node.text);
        if (const auto score = scores.find(node.id); score != scores.end())
            step.score = stepScore(score->second);
        if (const auto marks = standing.find(node.id); marks != standing.end()) {
            for (const auto& mark : marks->second)
                step.marks.push_back({text(mark.labeler_name), mark.rating});
            step.label = storage::labelOf(marks->second);
        }
        places[node.id] = detail.steps.size();
        detail.steps.push_back(std::move(step));
    }
    countSolutions(session, id, places, detail.steps);
    return detail;
}

} // namespace stepmark::desktop
