// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/work/queueing.h"

#include "app/work/pool.h"
#include "app/work/queue_report.h"
#include "model/domain/coded_error.h"
#include "storage/model_store.h"
#include "storage/queue_store.h"
#include "storage/score_sources.h"
#include "storage/score_store.h"
#include "storage/transaction.h"

#include <algorithm>
#include <unordered_map>

namespace stepmark::work {

std::vector<storage::ModelRecord> scoringModels(Work& work) {
    auto models = storage::ModelStore(work.project).list();
    std::erase_if(models,
                  [](const auto& model) { return model.aside || (model.kind != "prm" && model.kind != "scores"); });
    std::reverse(models.begin(), models.end());
    std::stable_partition(models.begin(), models.end(), [](const auto& model) { return !storage::isImported(model); });
    return models;
}

ModelId newestScoringModel(Work& work) {
    const storage::ScoreStore scores(work.project);
    for (const auto& model : scoringModels(work))
        if (scores.hasFinished(model.id))
            return model.id;
    return 0;
}

namespace {

/// A model that was trained since and has not scored the pool: the queue is not its choice.
Json newerWithoutScores(Work& work, ModelId model) {
    const auto newest = storage::ModelStore(work.project).latest("prm");
    if (!newest || newest->id <= model || storage::ScoreStore(work.project).hasFinished(newest->id))
        return Json::array();
    return Json::array({"Model " + std::to_string(newest->id) + " is newer and has not scored the pool: " +
                        (model ? "model " + std::to_string(model) + " has chosen" : "the queue was drawn evenly") +
                        ". 'stepmarkctl score' scores it."});
}

storage::Round newRound(Work& work, const QueueRequest& request, const SelectionOptions& options,
                        std::int64_t candidates, ModelId model) {
    return storage::RoundStore(work.project)
        .add({.strategy = options.strategy,
              .count = options.count,
              .wrong_share = options.wrong_share,
              .per_problem = options.per_problem,
              .seed = options.seed,
              .candidates = candidates,
              .model = model,
              .config = request.config.dump(),
              .overlap_share = request.control.overlap_share,
              .overlap_labelers = request.control.overlap_labelers,
              .gold_items = request.control.gold_items});
}

storage::Round queuedRound(Work& work, RoundId id, const SelectionOptions& options, std::int64_t candidates,
                           ModelId model) {
    storage::RoundStore rounds(work.project);
    rounds.setQueued(id, options.strategy, candidates, model);
    return rounds.find(id).value();
}

/// In the log, where a stage keeps its last report: all of it in one.
void tellShortfall(Work& work, const Json& notes) {
    std::string text;
    for (const Json& note : notes)
        text += (text.empty() ? "" : " ") + note["text"].get<std::string>();
    if (!text.empty())
        work.report({.stage = Stage::Choosing, .note = text});
}

/// What to do depends on whether there is something that only wants to be scored.
CodedError nothingToQueue(Work& work, const QueueRequest& request, ModelId model) {
    const std::string in_split = " in split '" + std::string(toText(request.split)) + "'";
    const std::int64_t unlabelled = solutionsToLabel(work, request.split);
    const auto record = storage::ModelStore(work.project).find(model);
    if (!record || unlabelled == 0)
        return {
            Fault::NothingToLabel, {}, "There is no candidate left to label" + in_split + ": import or generate more."};
    const std::string none = " has scored none of the " + std::to_string(unlabelled) + " solutions" + in_split +
                             " that nobody has labelled: ";
    const std::string number = std::to_string(model);
    const std::vector<std::string> values{number, std::to_string(unlabelled)};
    if (record->kind == "scores")
        return {Fault::NotScored, values,
                "Score source " + number + none + "choose other scores, or import those of these solutions."};
    return {Fault::NotScored, values,
            "Model " + number + none + "run 'stepmarkctl score' with --checkpoint " + record->path +
                " first, then queue."};
}

} // namespace

Json queue(Work& work, const QueueRequest& request) {
    work.report(Stage::Choosing);
    SelectionOptions options = request.selection;
    const bool by_score = options.strategy != SelectionStrategy::Uniform; // else what has no score is drawn, too
    const ModelId model = !by_score ? 0 : request.model ? request.model : newestScoringModel(work);
    if (model == 0)
        options.strategy = SelectionStrategy::Uniform;
    const auto candidates =
        candidatesOf(work, model, {.split = request.split, .rule = request.rule, .neutral = request.neutral});
    const auto selected = select(candidates, options);
    if (selected.empty())
        throw nothingToQueue(work, request, model);
    std::unordered_map<SolutionId, std::optional<bool>> correct;
    for (const Candidate& candidate : candidates)
        correct[candidate.solution] = candidate.correct;
    const auto wrong = std::count_if(selected.begin(), selected.end(),
                                     [&](const Selected& one) { return correct[one.solution] == false; });
    const Json report = queueReport(candidates, selected, options, solutionsToLabel(work, request.split));
    tellShortfall(work, report["notes"]);
    const auto known = std::count_if(selected.begin(), selected.end(),
                                     [&](const Selected& one) { return correct[one.solution].has_value(); });
    throwIfStopped(work.stop);

    storage::Transaction transaction(work.project);
    const auto candidate_count = static_cast<std::int64_t>(candidates.size());
    const storage::Round round = request.round ? queuedRound(work, request.round, options, candidate_count, model)
                                               : newRound(work, request, options, candidate_count, model);
    const auto planned = planQueue(selected, request.control, options.seed);
    storage::QueueStore(work.project).add(round.id, planned);
    const auto overlapped =
        std::count_if(planned.begin(), planned.end(), [](const PlannedItem& item) { return item.labelers > 1; });
    Json result = {
        {"round", round.number},
        {"round_id", round.id},
        {"queued", selected.size()},
        {"overlapped", overlapped},
        {"gold", request.control.gold_items},
        {"candidates", candidates.size()},
        {"wrong_share", known ? Json(static_cast<double>(wrong) / static_cast<double>(known)) : Json(nullptr)},
        {"model", model ? Json(model) : Json(nullptr)},
        {"strategy", toText(options.strategy)},
        {"warnings", by_score ? newerWithoutScores(work, model) : Json::array()}};
    result.update(report);
    if (request.stored)
        request.stored(result);
    transaction.commit();
    return result;
}

} // namespace stepmark::work
