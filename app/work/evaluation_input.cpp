// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/work/evaluation_input.h"

#include "app/work/queueing.h"
#include "app/work/seen_problems.h"
#include "model/domain/error.h"
#include "model/run/metrics_json.h"
#include "storage/counts.h"
#include "storage/model_store.h"
#include "storage/problem_store.h"
#include "storage/score_sources.h"
#include "storage/score_store.h"

namespace stepmark::work {

namespace {

bool isThere(const std::filesystem::path& checkpoint) {
    std::error_code ignored;
    return std::filesystem::exists(checkpoint / "config.json", ignored);
}

/// Whose scores are evaluated where no checkpoint is named, and where they come from.
struct Chosen {
    ModelId model = 0;                ///< 0: there is none
    std::filesystem::path checkpoint; ///< with which what it lacks is scored; empty: its scores are all there are
};

Chosen newestModel(Work& work) {
    const storage::ScoreStore scores(work.project);
    for (const auto& model : scoringModels(work)) {
        if (model.kind == "prm" && isThere(model.path))
            return {model.id, model.path};
        if (scores.hasFinished(model.id))
            return {model.id, {}};
    }
    return {};
}

/// As the evaluation will say it.
Json seenJson(const SeenProblems& seen) {
    RunMetrics metrics;
    takeSeen(metrics, seen);
    const Json all = toJson(metrics);
    Json told = {{"warnings", seen.warnings}};
    for (const char* key : {"held_out", "problems_in_split", "problems_seen"})
        told[key] = all[key];
    return told;
}

} // namespace

Json evaluatePlan(Work& work, const EvaluateSpec& spec) {
    Chosen by{spec.checkpoint.empty() ? ModelId{0} : modelOf(work, spec.checkpoint), spec.checkpoint};
    if (!spec.scores.empty())
        by.model = storage::scoreSource(work.project, spec.scores).model;
    else if (spec.checkpoint.empty())
        by = newestModel(work);
    const Split split = evaluatedSplit(work, spec.split);
    const auto size = storage::poolSize(work.project, split);
    Json plan = {{"model", by.model ? Json(by.model) : Json(nullptr)},
                 {"split", toText(split)},
                 {"problems", size.problems},
                 {"solutions", size.solutions}};
    plan.update(seenJson(seenProblems(work, by.model, split)));
    if (by.checkpoint.empty()) {
        plan.update({{"steps", 0}, {"tokens", 0}, {"seconds", 0}});
        return plan;
    }
    Json scoring = scorePlan(
        work, {.checkpoint = by.checkpoint, .split = split, .compute = spec.compute, .reading = spec.reading});
    scoring.erase("problems"); // those with something to score
    plan.update(scoring);
    return plan;
}

Split evaluatedSplit(Work& work, Split split) {
    storage::ProblemStore problems(work.project);
    const auto holds = [&](Split one) { return !problems.list(one, 1).empty(); };
    return split == Split::Test && !holds(Split::Test) && holds(Split::Validation) ? Split::Validation : split;
}

ScoredModel scoredBy(Work& work, ScoreRequest request) {
    storage::ModelStore models(work.project);
    if (!request.checkpoint.empty()) {
        const auto known = models.findByPath(request.checkpoint);
        request.listed = !known || !known->aside; // to compare it is not to choose it
        const Json scoring = score(work, request);
        const auto model = models.findByPath(request.checkpoint);
        if (!model || model->kind != "prm")
            throw Error(request.checkpoint.string() +
                        " is no process reward model: it has no step scores to evaluate.");
        return {model->id, scoring};
    }
    const Chosen newest = newestModel(work);
    if (newest.checkpoint.empty())
        return {newest.model};
    request.only_missing = true;
    request.checkpoint = newest.checkpoint;
    return {newest.model, score(work, request)};
}

} // namespace stepmark::work
