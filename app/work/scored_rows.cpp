// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/work/scored_rows.h"

#include "model/domain/error.h"
#include "model/domain/step_tree.h"
#include "model/files/input_file.h"
#include "model/learning/not_finite.h"

#include <algorithm>
#include <map>

namespace stepmark::work {

namespace {

/// Where in the file a tree's node comes from; `path` in `places` is that of the row.
std::string placeOf(const NotFinite& error, const std::filesystem::path& file, const std::vector<StepRow>& rows,
                    const std::vector<std::pair<int, std::vector<int>>>& places) {
    for (std::size_t i = 0; i < rows.size(); ++i) {
        const auto& [tree, path] = places[i];
        const auto step = std::find(path.begin(), path.end(), error.node());
        if (tree == static_cast<int>(error.tree()) && step != path.end())
            return files::inputName(file) + ", line " + std::to_string(rows[i].line) + ", step " +
                   std::to_string(step - path.begin() + 1);
    }
    return files::inputName(file);
}

} // namespace

std::vector<Probabilities> scoreRows(const FileWork& work, PrmScorer& scorer, const std::filesystem::path& file,
                                     const std::vector<StepRow>& rows) {
    std::map<std::string, int> problems;
    std::vector<LabelledTree> trees;
    std::vector<std::pair<int, std::vector<int>>> places; // tree and path of each row
    for (const StepRow& row : rows) {
        throwIfStopped(work.stop);
        const auto [place, is_new] = problems.try_emplace(row.problem, static_cast<int>(trees.size()));
        if (is_new)
            trees.emplace_back().problem_text = row.problem;
        StepTree& tree = trees[static_cast<std::size_t>(place->second)].tree;
        const int leaf = tree.addPath(row.steps);
        places.emplace_back(place->second, tree.path(leaf));
    }
    for (LabelledTree& tree : trees)
        tree.labels.resize(static_cast<std::size_t>(tree.tree.size()));
    std::vector<TreeScores> scores;
    try {
        scores = scorer.score(trees, work.stop, work.progress);
    } catch (const NotFinite& error) {
        throw error.at(placeOf(error, file, rows, places));
    }
    std::vector<Probabilities> result;
    for (const auto& [tree, path] : places) {
        Probabilities& of_row = result.emplace_back();
        for (const int node : path)
            of_row.push_back(scores[static_cast<std::size_t>(tree)][static_cast<std::size_t>(node)]);
    }
    return result;
}

std::vector<double> negatives(const Probabilities& steps) {
    std::vector<double> p;
    for (const auto& step : steps)
        p.push_back(step ? static_cast<double>(step->negative) : 0.0);
    return p;
}

void requireThreshold(std::optional<double> threshold) {
    if (threshold && !(*threshold >= 0 && *threshold <= 1))
        throw Error("The threshold is a probability: a number from 0 to 1.");
}

} // namespace stepmark::work
