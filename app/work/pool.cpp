// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/work/pool.h"

#include "model/domain/shuffle.h"
#include "storage/problem_store.h"
#include "storage/step_store.h"
#include "storage/transaction.h"

#include <algorithm>
#include <cmath>

namespace stepmark::work {

std::vector<LabelledTree> allTrees(Work& work, const std::string& split) {
    work.report("reading the pool");
    return storage::StepStore(work.project).labelledTrees({.split = split});
}

std::vector<LabelledTree> trainingTrees(Work& work) {
    work.report("reading ratings");
    auto trees = storage::StepStore(work.project).labelledTrees({.rated_only = true});
    std::erase_if(trees, [](const LabelledTree& tree) { return tree.split == "test"; });
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

std::map<ProblemId, std::vector<storage::StoredSolution>> solutionsByProblem(Work& work, const std::string& split) {
    std::map<ProblemId, std::vector<storage::StoredSolution>> problems;
    for (auto& solution : storage::SolutionStore(work.project).list({.split = split}))
        problems[solution.problem].push_back(std::move(solution));
    return problems;
}

Json holdOut(Work& work, double share, const std::string& split, std::uint64_t seed) {
    storage::ProblemStore store(work.project);
    auto problems = store.list("train");
    const std::size_t total = problems.size();
    std::mt19937_64 random(seed);
    seededShuffle(problems, random);
    problems.resize(static_cast<std::size_t>(std::llround(share * static_cast<double>(total))));
    storage::Transaction transaction(work.project);
    for (const Problem& problem : problems)
        store.setSplit(problem.id, split);
    transaction.commit();
    return {{"moved", problems.size()}, {"split", split}, {"left_in_train", total - problems.size()}};
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
    std::mt19937_64 random(seed);
    for (const LabelledTree& source : allTrees(work)) {
        auto& of_problem = solutions[source.problem];
        std::erase_if(of_problem, [](auto& solution) { return !solution.correct.has_value(); });
        if (source.split == "test" || of_problem.empty())
            continue;
        seededShuffle(of_problem, random);
        if (per_problem > 0 && of_problem.size() > static_cast<std::size_t>(per_problem))
            of_problem.resize(static_cast<std::size_t>(per_problem));
        OutcomeTree& tree = result.emplace_back();
        tree.problem = source.problem;
        tree.problem_text = source.problem_text;
        tree.split = source.split;
        const auto nodes = nodesById(source.tree);
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
