// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/work/grid.h"

#include "app/work/grid_table.h"
#include "app/work/identity.h"
#include "app/work/model_folder.h"
#include "app/work/pool.h"
#include "app/work/training.h"
#include "model/domain/error.h"
#include "model/learning/hidden_cache.h"
#include "model/learning/threads.h"
#include "model/run/spec_json.h"
#include "storage/model_store.h"
#include "storage/problem_store.h"
#include "storage/round_history.h"

#include <algorithm>
#include <fstream>
#include <map>

namespace stepmark::work {

namespace fs = std::filesystem;

namespace {

constexpr std::size_t kFolderDigits = 16; ///< of an identity: enough to tell a project's models apart

/// What a process may take; nullopt where nobody says.
std::optional<std::int64_t> freeBytes() {
    std::ifstream file("/proc/meminfo");
    std::string word;
    while (file >> word)
        if (std::int64_t kilobytes = 0; word == "MemAvailable:" && file >> kilobytes)
            return kilobytes * 1024;
    return std::nullopt;
}

std::string fingerprintOf(const std::vector<LabelledTree>& trees) {
    std::string text = ratingsFingerprint(trees);
    for (const LabelledTree& tree : trees)
        text += " " + std::to_string(tree.problem) + std::string(toText(tree.split));
    return sha256(text);
}

/// Of what an evaluation of that split reads beside the model.
std::string fingerprintOf(Work& work, Split split) {
    std::string text = fingerprintOf(allTrees(work, split));
    for (const auto& [problem, solutions] : solutionsByProblem(work, split))
        for (const auto& one : solutions)
            text += " " + std::to_string(one.id) + (one.correct ? *one.correct ? "+" : "-" : "?") +
                    one.final_answer.value_or("");
    return sha256(text);
}

/// Where the models are compared: choosing one of them by the test problems would make those a part of the training.
Split comparedSplit(Work& work) {
    storage::ProblemStore problems(work.project);
    for (const Split split : {Split::Validation, Split::Test})
        if (!problems.list(split, 1).empty())
            return split;
    throw Error("No problem is held out to compare the models on: 'stepmarkctl split --to validation' does it.");
}

TrainSpec whole(const GridRun& run) {
    TrainSpec spec = run.spec;
    spec.options.base =
        spec.options.base.empty() ? shippedModel("stepmark-base") : fs::absolute(spec.options.base).lexically_normal();
    requireMeaning(spec.options);
    return spec;
}

/// A training and an evaluation for each combination.
Plan planOf(Work& work, const GridSpec& grid, Split split) {
    const std::string ratings = fingerprintOf(trainingTrees(work)), held_out = fingerprintOf(work, split);
    std::map<fs::path, std::string> bases;
    std::vector<PlanNode> nodes;
    for (const GridRun& run : grid.runs) {
        const TrainSpec spec = whole(run);
        const std::string number = std::to_string(nodes.size() / 2 + 1);
        auto& base = bases[spec.options.base];
        if (base.empty())
            base = modelFingerprint(spec.options.base, work.stop);
        nodes.push_back({.name = "train " + number,
                         .part = Part::Train,
                         .spec = toJson(spec),
                         .reads = "base " + base + ", ratings " + ratings});
        EvaluateSpec evaluation;
        evaluation.split = split;
        evaluation.compute = computeOf(spec.options);
        nodes.push_back({.name = "evaluate " + number,
                         .part = Part::Evaluate,
                         .spec = toJson(evaluation),
                         .inputs = {"train " + number},
                         .reads = "problems " + held_out});
    }
    Plan settled(nodes);
    settled.settle(codeVersion(), sha256);
    nodes = settled.nodes();
    for (PlanNode& node : nodes)
        if (node.part == Part::Train)
            node.folder = modelsFolder(work.project) / "grid" / node.identity.substr(0, kFolderDigits);
    return Plan(std::move(nodes));
}

/// How many at a time, and with what each.
struct Shares {
    int workers = 1, threads = 1;
    std::int64_t peak_bytes = 0;
    std::optional<std::int64_t> free_bytes;
    std::optional<double> seconds; ///< of the trainings that are to be done
    Json notes = Json::array();
};

/// What of a spec makes it larger or slower: the others are planned as the first of these.
std::string sizeKey(const TrainSpec& spec) {
    const TrainOptions& o = spec.options;
    return Json{o.base.string(), toText(o.mode), o.epochs, o.batch_tokens, o.max_pack_tokens, spec.problems}.dump();
}

Shares sharesOf(Work& work, const GridRequest& request, const Plan& plan, const PlanWorkers& state) {
    Shares shares;
    shares.free_bytes = freeBytes();
    std::map<std::string, Json> planned;
    for (std::size_t i = 0; i < plan.nodes().size(); ++i) {
        if (plan.nodes()[i].part != Part::Train || state.results()[i])
            continue;
        const auto spec = specFromJson<TrainSpec>(plan.nodes()[i].spec);
        Json& cost = planned[sizeKey(spec)];
        if (cost.is_null())
            cost = trainPlan(work, {.spec = spec});
        shares.peak_bytes = std::max(shares.peak_bytes, cost["peak_bytes"].get<std::int64_t>());
        shares.seconds = shares.seconds.value_or(0) + cost["seconds"].get<double>();
    }
    const int cores = usableThreads(0);
    shares.workers = std::clamp(request.workers > 0 ? request.workers : cores, 1,
                                static_cast<int>(std::max<std::size_t>(1, request.spec.runs.size())));
    const auto fit =
        shares.free_bytes && shares.peak_bytes > 0 ? *shares.free_bytes / shares.peak_bytes : shares.workers;
    if (fit < shares.workers) {
        shares.notes.push_back(
            {{"code", "fewer_workers"},
             {"text", "A training needs about " + std::to_string(shares.peak_bytes / 1'000'000) + " MB and " +
                          std::to_string(*shares.free_bytes / 1'000'000) +
                          " MB are free: " + std::to_string(std::max<std::int64_t>(1, fit)) + " at a time instead of " +
                          std::to_string(shares.workers) + (fit < 1 ? ", which may be too many." : ".")}});
        shares.workers = static_cast<int>(std::max<std::int64_t>(1, fit));
    }
    shares.threads = std::max(1, cores / shares.workers);
    return shares;
}

Json toJson(const Shares& shares, const GridSpec& grid, const PlanWorkers& state) {
    std::int64_t missing = 0;
    for (const auto& result : state.results())
        missing += !result;
    return {{"runs", grid.runs.size()},
            {"known", state.known()},
            {"missing", missing},
            {"workers", shares.workers},
            {"threads", shares.threads},
            {"peak_bytes", shares.peak_bytes > 0 ? Json(shares.peak_bytes) : Json(nullptr)},
            {"free_bytes", orNull(shares.free_bytes)},
            {"planned_seconds", orNull(shares.seconds)},
            {"notes", shares.notes}};
}

/// A model that was trained and registered before its grid heard of it.
class Known : public Child {
public:
    explicit Known(Json result)
        : m_result(std::move(result)) {}
    bool isOver(std::chrono::milliseconds) override { return true; }
    Json result() override { return m_result; }
    void stop() override {}

private:
    Json m_result;
};

/// The spec as that worker shall have it: with its share of the cores, where nothing else was asked for.
Json shared(Json spec, int threads) {
    if (spec["threads"] == 0)
        spec["threads"] = threads;
    return spec;
}

PlanWorkers::Start starter(Work& work, const GridRequest& request, const Plan& plan, int threads) {
    return [&work, &request, &plan, threads](const PlanNode& node) -> std::unique_ptr<Child> {
        Json spec = shared(node.spec, threads);
        if (node.part == Part::Train) {
            if (const auto model = storage::ModelStore(work.project).findByPath(node.folder))
                return std::make_unique<Known>(Json::parse(model->metrics));
            spec["out"] = node.folder.string();
            return request.start("train", spec, {"--aside", "--resume"}); // what a killed one had begun
        }
        const auto& nodes = plan.nodes();
        const auto trained = std::find_if(nodes.begin(), nodes.end(),
                                          [&](const PlanNode& one) { return one.name == node.inputs.at(0); });
        spec["checkpoint"] = trained->folder.string();
        return request.start("evaluate", spec, {});
    };
}

} // namespace

Json gridPlan(Work& work, const GridRequest& request) {
    keepPool(work);
    const Plan plan = planOf(work, request.spec, comparedSplit(work));
    const PlanWorkers state(work, plan, 1);
    return toJson(sharesOf(work, request, plan, state), request.spec, state);
}

Json grid(Work& work, const GridRequest& request) {
    hold(work, storage::kGridHold, "A grid of this project is under way in another job");
    requireNobody(work, storage::kRoundHold, "A round of this project is under way in another job");
    keepPool(work);
    const Plan plan = planOf(work, request.spec, comparedSplit(work));
    const Shares shares = sharesOf(work, request, plan, PlanWorkers(work, plan, 1));
    PlanWorkers workers(work, plan, shares.workers);
    Json result = toJson(shares, request.spec, workers);
    work.pool.reset(); // the memory is the workers'
    workers.run(starter(work, request, plan, shares.threads));
    result.update(gridTable(request.spec, plan, workers));
    return result;
}

} // namespace stepmark::work
