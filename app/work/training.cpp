// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/work/training.h"

#include "app/work/fit_report.h"
#include "app/work/model_folder.h"
#include "app/work/pool.h"
#include "app/work/reading_report.h"
#include "model/domain/draw.h"
#include "model/domain/error.h"
#include "storage/model_store.h"
#include "storage/transaction.h"

#include <algorithm>
#include <cmath>

namespace stepmark::work {

namespace {

std::vector<LabelledTree> prmTrees(Work& work, const TrainRequest& request) {
    auto trees = trainingTrees(work);
    if (supervisedRatings(trees) == 0 && !request.options.after_error)
        throw Error(
            "There is no rated step to train on outside split 'test': label some solutions first, or import ratings.");
    if (request.problems > 0 && trees.size() > static_cast<std::size_t>(request.problems)) {
        Draw(request.options.seed, "problems to train on").sort(trees, [](const LabelledTree& tree) {
            return drawKey(tree.problem_text);
        });
        trees.resize(static_cast<std::size_t>(request.problems));
    }
    return trees;
}

std::vector<OutcomeTree> outcomes(Work& work, const TrainRequest& request) {
    auto trees = outcomeTrees(work, request.per_problem, request.options.seed);
    if (trees.empty())
        throw Error(
            "There is no solution with a known right or wrong answer outside split 'test': import candidates with "
            "reference answers, or generate some.");
    return trees;
}

/// About 4 bytes a token.
template <typename Trees>
std::int64_t roughTokens(const Trees& trees) {
    std::int64_t bytes = 0;
    for (const auto& tree : trees) {
        bytes += static_cast<std::int64_t>(tree.problem_text.size());
        for (const StepTree::Node& node : tree.tree.nodes())
            bytes += static_cast<std::int64_t>(node.text.size());
    }
    return bytes / 4;
}

template <typename Trees>
TrainOptions withDefaults(Work& work, TrainOptions options, const Trees& trees) {
    if (options.cache_dir.empty())
        options.cache_dir = modelsFolder(work.project) / "cache";
    if (options.out.empty())
        options.out = modelsFolder(work.project) / "plan"; // of a plan: nothing is written there
    if (options.batch_tokens == 0) {
        // An epoch of a small data set gets about 100 optimizer steps, a large one 8,192 tokens a step. A step takes
        // whole trees.
        const std::int64_t tokens = roughTokens(trees), tree = tokens / static_cast<std::int64_t>(trees.size());
        options.batch_tokens = std::clamp<std::int64_t>(std::max(tokens / 100, tree), 512, 8192);
    }
    return options;
}

/// About how many, without an early stop; 0 in mode head, which has none.
std::int64_t optimizerSteps(const TrainPlan& plan, TrainKind kind, const TrainOptions& options) {
    if (options.mode == TrainMode::Head)
        return 0;
    const int epochs = options.epochs > 0 ? options.epochs : kind == TrainKind::Prm ? 2 : 1;
    const double trained = static_cast<double>(plan.tokens) * (1 - options.validation_share);
    return epochs * static_cast<std::int64_t>(std::ceil(trained / static_cast<double>(options.batch_tokens)));
}

} // namespace

Json toJson(const TrainReport& report) {
    Json epochs = Json::array();
    for (const EpochReport& epoch : report.epochs)
        epochs.push_back({{"epoch", epoch.epoch},
                          {"train_loss", orNull(epoch.train_loss)},
                          {"validation_loss", orNull(epoch.validation_loss)},
                          {"validation_auc", orNull(epoch.validation_auc)},
                          {"validation_auc_within", orNull(epoch.validation_auc_within)},
                          {"validation_note",
                           epoch.validation_note.empty() ? Json(nullptr) : Json(epoch.validation_note)},
                          {"seconds", epoch.seconds}});
    Json result = {{"checkpoint", report.checkpoint.string()},
                   {"ratings", report.ratings},
                   {"tokens", report.tokens},
                   {"optimizer_steps", report.optimizer_steps},
                   {"skipped_steps", report.skipped_steps},
                   {"best_epoch", report.best_epoch},
                   {"stopped_early", report.stopped_early},
                   {"epochs", epochs},
                   {"seconds", report.seconds},
                   {"tokens_per_s", report.tokens_per_s},
                   {"ratings_per_s", report.ratings_per_s},
                   {"precision", report.precision},
                   {"device", report.device}};
    addFit(result, report.fit);
    addFits(result, report.fits);
    if (!report.cache_note.empty())
        result["cache_note"] = report.cache_note;
    addReading(result, report.layout, report.notes);
    return result;
}

Json train(Work& work, const TrainRequest& request) {
    holdFolder(work, request.options.out);
    if (request.in_own_folder || request.options.resume) // what a killed run left there is this one's
        requireNoModel(work, request.options.out);
    else
        requireFree(work, request.options.out);
    TrainOptions options = request.options;
    TrainReport report;
    std::string fingerprint;
    if (request.kind == TrainKind::Prm) {
        const auto trees = prmTrees(work, request);
        fingerprint = ratingsFingerprint(trees);
        options = withDefaults(work, options, trees);
        report = trainPrm(trees, options, work.stop, work.progress);
    } else {
        const auto trees = outcomes(work, request);
        options = withDefaults(work, options, trees);
        report = request.kind == TrainKind::Orm ? trainOrm(trees, options, work.stop, work.progress)
                                                : trainGenerator(trees, options, work.stop, work.progress);
    }
    Json result = toJson(report);
    result["after_error"] = options.after_error;
    tellFit(work, report.fit, options.base);
    addThreads(result, options.threads);
    const Json config = {{"mode", toText(options.mode)},
                         {"epochs", options.epochs},
                         {"learning_rate", options.learning_rate},
                         {"batch_tokens", options.batch_tokens},
                         {"seed", options.seed},
                         {"class_weights", options.class_weights},
                         {"after_error", options.after_error},
                         {"problems", request.problems},
                         {"per_problem", request.per_problem}};
    storage::Transaction transaction(work.project);
    result["model"] = storage::ModelStore(work.project)
                          .add({.kind = std::string(toText(request.kind)),
                                .path = std::filesystem::absolute(report.checkpoint).lexically_normal().string(),
                                .base = std::filesystem::absolute(options.base).lexically_normal().string(),
                                .round = request.round,
                                .config = config.dump(),
                                .metrics = result.dump(),
                                .data_fingerprint = fingerprint.empty() ? report.data_fingerprint : fingerprint});
    if (request.stored)
        request.stored(result);
    transaction.commit();
    return result;
}

Json trainPlan(Work& work, const TrainRequest& request) {
    TrainPlan plan;
    TrainOptions options = request.options;
    if (request.kind == TrainKind::Prm) {
        const auto trees = prmTrees(work, request);
        options = withDefaults(work, options, trees);
        plan = planPrm(trees, options, work.stop);
    } else {
        const auto trees = outcomes(work, request);
        options = withDefaults(work, options, trees);
        plan = request.kind == TrainKind::Orm ? planOrm(trees, options, work.stop)
                                              : planGenerator(trees, options, work.stop);
    }
    Json result = {{"problems", plan.problems},
                   {"ratings", plan.ratings},
                   {"tokens", plan.tokens},
                   {"tokens_row_per_rating", plan.tokens_row_per_rating},
                   {"after_error", options.after_error},
                   {"optimizer_steps", optimizerSteps(plan, request.kind, options)},
                   {"peak_bytes", plan.peak_bytes},
                   {"forward_seconds_per_token", plan.forward_seconds_per_token},
                   {"seconds", plan.seconds}};
    addFit(result, plan.fit);
    result["fit_notes"] = fitNotes(plan.fit, options.base);
    result["validation_note"] = plan.validation_note.empty() ? Json(nullptr) : Json(plan.validation_note);
    addReading(result, plan.layout, plan.notes);
    return result;
}

} // namespace stepmark::work
