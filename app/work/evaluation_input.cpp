// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/work/evaluation_input.h"

#include "app/work/queueing.h"
#include "model/domain/error.h"
#include "storage/model_store.h"
#include "storage/problem_store.h"
#include "storage/score_store.h"

namespace stepmark::work {

namespace {

bool isThere(const std::filesystem::path& checkpoint) {
    std::error_code ignored;
    return std::filesystem::exists(checkpoint / "config.json", ignored);
}

} // namespace

std::string evaluatedSplit(Work& work, const std::string& split) {
    const bool empty = storage::ProblemStore(work.project).list(split, 1).empty();
    return empty && split == "test" ? "validation" : split;
}

ScoredModel scoredBy(Work& work, ScoreRequest request) {
    storage::ModelStore models(work.project);
    if (!request.checkpoint.empty()) {
        const Json scoring = score(work, request);
        const auto model = models.findByPath(request.checkpoint);
        if (!model || model->kind != "prm")
            throw Error(request.checkpoint.string() +
                        " is no process reward model: it has no step scores to evaluate.");
        return {model->id, scoring};
    }
    request.only_missing = true;
    const storage::ScoreStore scores(work.project);
    for (const auto& model : scoringModels(work)) {
        if (model.kind == "prm" && isThere(model.path)) {
            request.checkpoint = model.path;
            return {model.id, score(work, request)};
        }
        if (scores.hasFinished(model.id))
            return {model.id};
    }
    return {};
}

} // namespace stepmark::work
