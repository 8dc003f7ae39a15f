// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/work/scored_rows.h"

#include "model/domain/error.h"
#include "model/domain/step_tree.h"
#include "model/files/input_file.h"
#include "model/learning/not_finite.h"
#include "model/learning/reading_time.h"

#include <algorithm>
#include <map>

namespace stepmark::work {

namespace {

using Place = std::pair<int, std::vector<int>>; ///< a row's tree, and its path there

/// Rows of one problem share the steps they share.
struct RowTrees {
    RowTrees(const std::vector<StepRow>& rows, const std::stop_token& stop) {
        std::map<std::string, int> problems;
        for (const StepRow& row : rows) {
            throwIfStopped(stop);
            const auto [place, is_new] = problems.try_emplace(row.problem, static_cast<int>(trees.size()));
            if (is_new)
                trees.emplace_back().problem_text = row.problem;
            StepTree& tree = trees[static_cast<std::size_t>(place->second)].tree;
            const int leaf = tree.addPath(row.steps);
            places.emplace_back(place->second, tree.path(leaf));
        }
        for (LabelledTree& tree : trees)
            tree.labels.resize(static_cast<std::size_t>(tree.tree.size()));
    }

    std::vector<LabelledTree> trees;
    std::vector<Place> places; ///< of each row
};

/// Where in the file a tree's node comes from.
std::string placeOf(const NotFinite& error, const std::filesystem::path& file, const std::vector<StepRow>& rows,
                    const std::vector<Place>& places) {
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
    const RowTrees of_rows(rows, work.stop);
    std::vector<TreeScores> scores;
    try {
        scores = scorer.score(of_rows.trees, work.stop, work.progress);
    } catch (const NotFinite& error) {
        throw error.at(placeOf(error, file, rows, of_rows.places));
    }
    std::vector<Probabilities> result;
    for (const auto& [tree, path] : of_rows.places) {
        Probabilities& of_row = result.emplace_back();
        for (const int node : path)
            of_row.push_back(scores[static_cast<std::size_t>(tree)][static_cast<std::size_t>(node)]);
    }
    return result;
}

Json readingPlan(const FileWork& work, const std::filesystem::path& checkpoint, const std::vector<StepRow>& rows,
                 const ReadingChoice& reading, const ComputeChoice& compute) {
    const RowTrees of_rows(rows, work.stop);
    std::vector<ScoreTree> views;
    for (const LabelledTree& tree : of_rows.trees)
        views.push_back({tree.problem_text, &tree.tree});
    const PoolFit pool = fitOf(checkpoint, views, TooLong::Cut, work.stop, reading.layout);
    std::int64_t steps = 0, too_long_steps = 0, too_long_rows = 0;
    for (const auto& [tree, path] : of_rows.places) {
        const auto& read = pool.steps[static_cast<std::size_t>(tree)];
        const auto out =
            std::count_if(path.begin(), path.end(), [&](int node) { return !read[static_cast<std::size_t>(node)]; });
        steps += std::ssize(path);
        too_long_steps += out;
        too_long_rows += out > 0;
    }
    return {
        {"rows", rows.size()},
        {"steps", steps},
        {"tokens", pool.tokens},
        {"seconds", orNull(secondsToRead(checkpoint, pool.tokens, compute.precision, compute.device, compute.threads))},
        {"context", pool.fit.context},
        {"too_long_rows", too_long_rows},
        {"too_long_steps", too_long_steps}};
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
