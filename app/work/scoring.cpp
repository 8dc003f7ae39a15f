// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/work/scoring.h"

#include "app/work/fit_report.h"
#include "app/work/pool.h"
#include "app/work/reading_report.h"
#include "app/work/record_json.h"
#include "model/base/model_config.h"
#include "model/base/model_folder.h"
#include "model/domain/error.h"
#include "model/files/input_file.h"
#include "model/learning/not_finite.h"
#include "model/learning/reading_time.h"
#include "model/learning/score.h"
#include "model/run/spec_json.h"
#include "storage/interchange/score_file.h"
#include "storage/model_store.h"
#include "storage/score_store.h"
#include "storage/scoring_store.h"

#include <algorithm>
#include <chrono>
#include <fstream>
#include <utility>

namespace stepmark::work {

namespace {

constexpr std::size_t kRowsPerWrite = 5'000;   // bounds memory
constexpr std::chrono::seconds kWriteEvery{5}; // bounds what a kill loses

/// What is read from a pipe is another one's each time: it is registered as new.
ModelId registered(Work& work, const std::filesystem::path& path, const std::string& kind,
                   const ReadingChoice& reading = {}) {
    storage::ModelStore models(work.project);
    if (files::isReadOnce(path))
        return models.add({.kind = kind, .path = path.string()});
    if (const auto known = models.findByPath(path))
        return known->id;
    return models.add({.kind = kind,
                       .path = absolutePath(path),
                       .config = reading == ReadingChoice{} ? "{}" : Json{{"reading", toJson(reading)}}.dump()});
}

/// One model has one reading: scores of two could not be told apart.
ReadingChoice settledReading(Work& work, const ScoreRequest& request) {
    const auto known = storage::ModelStore(work.project).findByPath(request.checkpoint);
    if (!known)
        return request.reading;
    const Json config = Json::parse(known->config, nullptr, false);
    const auto before =
        specFromJson<ReadingChoice>(config.is_object() ? config.value("reading", Json::object()) : Json::object());
    if (request.reading != ReadingChoice{} && request.reading != before)
        throw Error(request.checkpoint.string() + " is model " + std::to_string(known->id) +
                    " of this project, whose scores were read otherwise: leave --layout and --classes out, or score a "
                    "copy of the folder.");
    return before;
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
    options.too_long = request.too_long.value_or(TooLong::Cut);
    options.cache_dir = modelsFolder(work.project) / "cache";
    options.reading = settledReading(work, request);
    return withCompute(options, request.compute);
}

/// What the model reads of these trees, said in the log.
PoolFit told(Work& work, const ScoreRequest& request, const std::vector<LabelledTree>& trees, const Layout& layout) {
    std::vector<ScoreTree> views;
    for (const LabelledTree& tree : trees)
        views.push_back({tree.problem_text, &tree.tree});
    const TooLong how = request.too_long.value_or(TooLong::Cut);
    PoolFit pool = fitOf(request.checkpoint, views, how, work.stop, layout);
    requireFit(pool.fit, how, request.checkpoint);
    tellFit(work, pool.fit, request.checkpoint);
    return pool;
}

/// The trees with a step that the model has not scored.
std::vector<LabelledTree> treesToScore(Work& work, const ScoreRequest& request, ModelId model) {
    auto trees = allTrees(work, request.split);
    const auto known = request.again || !model ? std::unordered_map<StepId, StepProbabilities>{}
                                               : storage::ScoreStore(work.project).steps(model);
    std::erase_if(trees, [&](const LabelledTree& tree) {
        return std::all_of(tree.tree.nodes().begin(), tree.tree.nodes().end(),
                           [&](auto& node) { return known.contains(node.id); });
    });
    return trees;
}

/// Runs `score`; a step without a finite score is named by its problem's number, too.
template <typename Score>
auto named(const std::vector<LabelledTree>& trees, Score&& score) {
    try {
        return score();
    } catch (const NotFinite& error) {
        const LabelledTree& tree = trees[error.tree()];
        throw error.at("Problem " + std::to_string(tree.problem) + " (\"" + beginningOf(tree.problem_text) +
                       "\"), step " + std::to_string(tree.tree.path(error.node()).size()));
    }
}

/// How scores that have been written were computed: whoever evaluates them later says so.
class ScoringRecord {
public:
    ScoringRecord(Work& work, const ScoreRequest& request)
        : m_store(work.project)
        , m_request(request) {}

    void add(ModelId model, std::int64_t steps, const Computed& computed) {
        if (steps == 0)
            return;
        const auto id =
            m_store.add(model, {.split = m_request.split, .steps = steps, .computed = toJson(computed).dump()});
        if (m_first == 0)
            m_first = id;
    }
    /// All is scored.
    void end(ModelId model) {
        if (m_request.again && m_first != 0)
            m_store.forgetOlder(model, m_request.split, m_first);
    }

private:
    storage::ScoringStore m_store;
    const ScoreRequest& m_request;
    std::int64_t m_first = 0; ///< of this run
};

/// The model is registered with its first results: one that cannot score leaves no trace.
Json scoreSteps(Work& work, const ScoreRequest& request) {
    storage::ScoreStore store(work.project);
    ModelId model = modelOf(work, request.checkpoint);
    const auto trees = treesToScore(work, request, model);
    const ScoreOptions options = scoreOptions(work, request);
    if (request.only_missing && trees.empty() && store.hasFinished(model))
        return {{"model", model}, {"steps", 0}, {"tokens", 0}};
    PrmScorer scorer(request.checkpoint, options, work.stop);
    const PoolFit pool = told(work, request, trees, scorer.reading().layout);
    tellProducts(work, scorer.computed());
    ScoringRecord record(work, request);
    bool begun = false;
    std::vector<storage::StepScoreRow> rows;
    std::int64_t steps = 0;
    auto flushed = std::chrono::steady_clock::now();
    const auto flush = [&] {
        if (!std::exchange(begun, true)) {
            model = registered(work, request.checkpoint, "prm", options.reading);
            store.begin(model, request.split);
        }
        store.writeSteps(model, rows, {}); // a batch is soon written: one that is asked to stop keeps it
        record.add(model, std::ssize(rows), scorer.computed());
        steps += static_cast<std::int64_t>(rows.size());
        rows.clear();
        flushed = std::chrono::steady_clock::now();
    };
    const auto take = [&](std::size_t index, const TreeScores& scores) {
        for (std::size_t node = 0; node < scores.size(); ++node)
            if (scores[node])
                rows.push_back({trees[index].tree[static_cast<int>(node)].id, *scores[node]});
        if (rows.size() >= kRowsPerWrite || std::chrono::steady_clock::now() - flushed > kWriteEvery)
            flush();
    };
    try {
        named(trees, [&] { return scorer.score(trees, work.stop, work.progress, take); });
    } catch (const Cancelled&) {
        if (!rows.empty())
            flush();
        throw;
    }
    flush();
    record.end(model);
    store.finish(model, request.split);
    if (request.listed)
        showInLists(work, model);
    Json result = {
        {"model", model}, {"steps", steps}, {"tokens", scorer.tokensComputed()}, {"cache_note", scorer.cacheNote()}};
    result.update(toJson(scorer.computed()));
    addFit(result, pool.fit);
    addReading(result, scorer.reading());
    return result;
}

Json scoreSolutions(Work& work, const ScoreRequest& request) {
    const auto trees = allTrees(work, request.split);
    const auto solutions = solutionsByProblem(work, request.split);
    std::vector<ScoreTree> views;
    for (const LabelledTree& tree : trees)
        views.push_back({tree.problem_text, &tree.tree});
    const ScoreOptions options = scoreOptions(work, request);
    OrmScorer scorer(request.checkpoint, options, work.stop);
    const PoolFit pool = told(work, request, trees, scorer.reading().layout);
    tellProducts(work, scorer.computed());
    const auto scores = named(trees, [&] { return scorer.score(views, work.stop, work.progress); });
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
    const ModelId model = registered(work, request.checkpoint, "orm", options.reading);
    storage::ScoreStore(work.project).writeSolutions(model, rows, work.stop);
    ScoringRecord(work, request).add(model, std::ssize(rows), scorer.computed());
    Json result = {{"model", model}, {"solutions", rows.size()}};
    result.update(toJson(scorer.computed()));
    addReading(result, scorer.reading());
    addFit(result, pool.fit);
    return result;
}

} // namespace

ModelId modelOf(Work& work, const std::filesystem::path& checkpoint) {
    const auto known = storage::ModelStore(work.project).findByPath(checkpoint);
    return known ? known->id : 0;
}

std::filesystem::path newestCheckpoint(Work& work) {
    const auto newest = storage::ModelStore(work.project).latest("prm");
    return newest ? newest->path : std::string();
}

namespace {

/// With what it is scored by: the newest model where nothing is named.
ScoreRequest complete(Work& work, ScoreRequest request) {
    if (request.checkpoint.empty() && request.scores.empty())
        request.checkpoint = newestCheckpoint(work);
    if (request.checkpoint.empty() && request.scores.empty())
        throw Error("There is no process reward model in this project yet: train one, or name one with --checkpoint, "
                    "or scores with --scores.");
    return request;
}

} // namespace

Json scorePlan(Work& work, const ScoreRequest& asked) {
    const ScoreRequest request = complete(work, asked);
    const auto trees = treesToScore(work, request, modelOf(work, request.checkpoint));
    std::vector<ScoreTree> views;
    for (const LabelledTree& tree : trees)
        views.push_back({tree.problem_text, &tree.tree});
    const PoolFit pool =
        fitOf(request.checkpoint, views, request.too_long.value_or(TooLong::Cut), work.stop, request.reading.layout);
    Json result = {{"problems", trees.size()}, {"steps", pool.fit.left.steps}, {"tokens", pool.tokens}};
    const ComputeChoice& by = request.compute;
    result["seconds"] = orNull(secondsToRead(request.checkpoint, pool.tokens, by.precision, by.device, by.threads));
    addFit(result, pool.fit);
    result["notes"] = fitNotes(pool.fit, request.checkpoint);
    return result;
}

Json score(Work& work, const ScoreRequest& asked) {
    const ScoreRequest request = complete(work, asked);
    const auto start = std::chrono::steady_clock::now();
    Json result;
    if (!request.scores.empty()) {
        const ModelId model = registered(work, request.scores, "scores");
        const auto report =
            interchange::importStepScores(work.project, request.scores, model, work.progress, work.stop);
        result = {{"model", model}, {"steps", report.steps}, {"rows", report.lines}, {"unmatched", report.unmatched}};
        showInLists(work, model);
    } else {
        result = kindOf(request.checkpoint) == "orm" ? scoreSolutions(work, request) : scoreSteps(work, request);
    }
    result["seconds"] = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
    return result;
}

} // namespace stepmark::work
