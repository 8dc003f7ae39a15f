// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/work/scoring.h"

#include "app/work/pool.h"
#include "model/base/model_config.h"
#include "model/base/model_folder.h"
#include "model/domain/error.h"
#include "model/learning/score.h"
#include "storage/interchange/score_file.h"
#include "storage/model_store.h"
#include "storage/score_store.h"

#include <algorithm>
#include <chrono>
#include <fstream>

namespace stepmark::work {

namespace {

constexpr std::size_t kRowsPerWrite = 5'000; // bounds what a kill loses, and memory

std::string absolutePath(const std::filesystem::path& path) {
    return std::filesystem::absolute(path).lexically_normal().string();
}

ModelId registered(Work& work, const std::filesystem::path& path, const std::string& kind) {
    storage::ModelStore models(work.project);
    if (const auto known = models.findByPath(absolutePath(path)))
        return known->id;
    return models.add({.kind = kind, .path = absolutePath(path)});
}

/// "orm" for a checkpoint that trainOrm left, else "prm".
std::string kindOf(const std::filesystem::path& checkpoint) {
    const auto run = checkpoint / "stepmark.json";
    if (!std::filesystem::exists(run))
        return "prm";
    std::ifstream file(run);
    const auto json = nlohmann::json::parse(file, nullptr, false);
    return json.is_object() && json.value("kind", "prm") == "orm" ? "orm" : "prm";
}

ScoreOptions scoreOptions(Work& work, const ScoreRequest& request) {
    ScoreOptions options;
    options.precision = request.precision;
    options.cache_dir = modelsFolder(work.project) / "cache";
    return options;
}

Json scoreSteps(Work& work, const ScoreRequest& request, ModelId model) {
    storage::ScoreStore store(work.project);
    auto trees = allTrees(work, request.split);
    const auto known = request.again ? std::unordered_map<StepId, StepProbabilities>{} : store.steps(model);
    std::erase_if(trees, [&](const LabelledTree& tree) {
        return std::all_of(tree.tree.nodes().begin(), tree.tree.nodes().end(),
                           [&](auto& node) { return known.contains(node.id); });
    });
    PrmScorer scorer(request.checkpoint, scoreOptions(work, request));
    store.begin(model, request.split);
    std::vector<storage::StepScoreRow> rows;
    std::int64_t steps = 0, left_out = 0;
    const auto flush = [&] {
        store.writeSteps(model, rows);
        steps += static_cast<std::int64_t>(rows.size());
        rows.clear();
    };
    scorer.score(trees, work.stop, work.progress, [&](std::size_t index, const TreeScores& scores) {
        for (std::size_t node = 0; node < scores.size(); ++node) {
            if (scores[node])
                rows.push_back({trees[index].tree[static_cast<int>(node)].id, *scores[node]});
            else
                ++left_out;
        }
        if (rows.size() >= kRowsPerWrite)
            flush();
    });
    flush();
    store.finish(model, request.split);
    store.showInLists(model);
    return {{"steps", steps}, {"too_long", left_out}, {"tokens", scorer.tokensComputed()}};
}

Json scoreSolutions(Work& work, const ScoreRequest& request, ModelId model) {
    const auto trees = allTrees(work, request.split);
    const auto solutions = solutionsByProblem(work, request.split);
    std::vector<ScoreTree> views;
    for (const LabelledTree& tree : trees)
        views.push_back({tree.problem_text, &tree.tree});
    OrmScorer scorer(request.checkpoint, scoreOptions(work, request));
    const auto scores = scorer.score(views, work.stop, work.progress);
    std::vector<storage::SolutionScoreRow> rows;
    for (std::size_t i = 0; i < trees.size(); ++i) {
        const auto place = solutions.find(trees[i].problem);
        if (place == solutions.end())
            continue;
        const auto nodes = nodesById(trees[i].tree);
        for (const auto& solution : place->second)
            if (const auto& p = scores[i][static_cast<std::size_t>(nodes.at(solution.leaf))])
                rows.push_back({solution.id, *p});
    }
    storage::ScoreStore(work.project).writeSolutions(model, rows);
    return {{"solutions", rows.size()}};
}

} // namespace

ModelId modelOf(Work& work, const std::filesystem::path& checkpoint) {
    const auto known = storage::ModelStore(work.project).findByPath(absolutePath(checkpoint));
    return known ? known->id : 0;
}

Json score(Work& work, const ScoreRequest& request) {
    const auto start = std::chrono::steady_clock::now();
    Json result;
    ModelId model = 0;
    if (!request.scores.empty()) {
        model = registered(work, request.scores, "scores");
        const auto report =
            interchange::importStepScores(work.project, request.scores, model, work.progress, work.stop);
        result = {{"steps", report.steps}, {"lines", report.lines}, {"unmatched", report.unmatched}};
        storage::ScoreStore(work.project).showInLists(model);
    } else {
        const std::string kind = kindOf(request.checkpoint);
        model = registered(work, request.checkpoint, kind);
        result = kind == "orm" ? scoreSolutions(work, request, model) : scoreSteps(work, request, model);
    }
    result["model"] = model;
    result["seconds"] = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
    return result;
}

} // namespace stepmark::work
