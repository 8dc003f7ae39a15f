// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/work/pool.h"

#include "model/domain/draw.h"
#include "storage/label_reader.h"
#include "storage/path_scores.h"
#include "storage/pool.h"
#include "storage/step_store.h"

#include <algorithm>

namespace stepmark::work {

namespace {

std::uint64_t pathKey(const StepTree& tree, int leaf) {
    std::uint64_t key = 0;
    for (const int node : tree.path(leaf))
        key = drawKey(key, drawKey(tree[node].text));
    return key;
}

} // namespace

void keepPool(Work& work) {
    if (!work.pool)
        work.pool = std::make_shared<storage::Pool>(work.project);
}

std::vector<LabelledTree> allTrees(Work& work, std::optional<Split> split) {
    work.report(Stage::ReadingPool);
    if (!work.pool)
        return storage::StepStore(work.project).labelledTrees({.split = split});
    std::vector<LabelledTree> trees;
    for (const LabelledTree& tree : work.pool->trees())
        if (!split || tree.split == split)
            trees.push_back(tree);
    return trees;
}

std::vector<LabelledTree> trainingTrees(Work& work) {
    work.report(Stage::ReadingRatings);
    const auto left_out = [](const LabelledTree& tree) { return tree.split == Split::Test; };
    if (!work.pool) {
        auto trees = storage::StepStore(work.project).labelledTrees({.rated_only = true});
        std::erase_if(trees, left_out);
        return trees;
    }
    std::vector<LabelledTree> trees;
    for (const LabelledTree& tree : work.pool->trees())
        if (storage::isRated(tree) && !left_out(tree))
            trees.push_back(tree);
    return trees;
}

std::int64_t supervisedRatings(const std::vector<LabelledTree>& trees) {
    std::int64_t count = 0;
    for (const LabelledTree& tree : trees) {
        const auto flags = supervised(tree.tree, tree.labels);
        count += std::count(flags.begin(), flags.end(), true);
    }
    return count;
}

std::string ratingsFingerprint(const std::vector<LabelledTree>& trees) {
    std::uint64_t hash = 1469598103934665603ULL; // FNV-1a, 64 bits: enough to notice a change
    const auto mix = [&](std::uint64_t value) {
        for (int byte = 0; byte < 8; ++byte)
            hash = (hash ^ ((value >> (8 * byte)) & 0xff)) * 1099511628211ULL;
    };
    for (const LabelledTree& tree : trees)
        for (int node = 0; node < tree.tree.size(); ++node)
            if (const auto& label = tree.labels[static_cast<std::size_t>(node)]) {
                mix(static_cast<std::uint64_t>(tree.tree[node].id));
                mix(static_cast<std::uint64_t>(classOf(*label)));
            }
    char text[17];
    std::snprintf(text, sizeof text, "%016llx", static_cast<unsigned long long>(hash));
    return text;
}

std::map<ProblemId, std::vector<storage::StoredSolution>> solutionsByProblem(Work& work, std::optional<Split> split) {
    std::map<ProblemId, std::vector<storage::StoredSolution>> problems;
    for (auto& solution : storage::SolutionStore(work.project).list({.split = split}))
        problems[solution.problem].push_back(std::move(solution));
    return problems;
}

std::vector<Candidate> candidatesOf(Work& work, ModelId model, const storage::CandidateFilter& filter) {
    return work.pool ? storage::candidates(work.project, work.pool->paths(), model, filter)
                     : storage::ScoreStore(work.project).candidates(model, filter);
}

std::unordered_map<SolutionId, double> solutionScores(Work& work, ModelId model,
                                                      const storage::CandidateFilter& filter) {
    return work.pool ? storage::solutionScores(work.project, work.pool->paths(), model, filter)
                     : storage::ScoreStore(work.project).solutionScores(model, filter);
}

void showInLists(Work& work, ModelId model) {
    if (work.pool)
        storage::showInLists(work.project, work.pool->paths(), model);
    else
        storage::ScoreStore(work.project).showInLists(model);
}

std::map<StepId, int> nodesById(const StepTree& tree) {
    std::map<StepId, int> nodes;
    for (int node = 0; node < tree.size(); ++node)
        nodes[tree[node].id] = node;
    return nodes;
}

std::vector<OutcomeTree> outcomeTrees(Work& work, int per_problem, std::uint64_t seed) {
    std::vector<OutcomeTree> result;
    auto solutions = solutionsByProblem(work, {});
    const Draw draw(seed, "solutions of a problem");
    for (const LabelledTree& source : allTrees(work)) {
        auto& of_problem = solutions[source.problem];
        std::erase_if(of_problem, [](auto& solution) { return !solution.correct.has_value(); });
        if (source.split == Split::Test || of_problem.empty())
            continue;
        const auto nodes = nodesById(source.tree);
        if (per_problem > 0 && of_problem.size() > static_cast<std::size_t>(per_problem)) {
            std::map<StepId, std::uint64_t> times; // equal samples count each: the second is another thing to draw
            const Draw own = draw.of(drawKey(source.problem_text));
            own.sort(of_problem, [&](const storage::StoredSolution& solution) {
                return drawKey(pathKey(source.tree, nodes.at(solution.leaf)), times[solution.leaf]++);
            });
            of_problem.resize(static_cast<std::size_t>(per_problem));
        }
        OutcomeTree& tree = result.emplace_back();
        tree.problem = source.problem;
        tree.problem_text = source.problem_text;
        tree.split = source.split;
        for (const auto& solution : of_problem) {
            std::vector<std::string> steps;
            for (const int node : source.tree.path(nodes.at(solution.leaf)))
                steps.push_back(source.tree[node].text);
            tree.add(steps, *solution.correct);
        }
    }
    return result;
}

} // namespace stepmark::work
