// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/work/training.h"

#include "app/work/pool.h"
#include "model/domain/error.h"
#include "storage/model_store.h"

#include <random>

namespace stepmark::work {

namespace {

std::vector<LabelledTree> prmTrees(Work& work, const TrainRequest& request) {
    auto trees = trainingTrees(work);
    if (supervisedRatings(trees) == 0)
        throw Error(
            "There is no rated step to train on outside split 'test': label some solutions first, or import ratings.");
    if (request.problems > 0 && trees.size() > static_cast<std::size_t>(request.problems)) {
        std::mt19937_64 random(request.options.seed);
        for (std::size_t i = trees.size(); i > 1; --i)
            std::swap(trees[i - 1], trees[random() % i]);
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

TrainOptions withCache(Work& work, TrainOptions options) {
    if (options.cache_dir.empty())
        options.cache_dir = modelsFolder(work.project) / "cache";
    return options;
}

} // namespace

Json toJson(const TrainReport& report) {
    Json epochs = Json::array();
    for (const EpochReport& epoch : report.epochs)
        epochs.push_back({{"epoch", epoch.epoch},
                          {"train_loss", epoch.train_loss},
                          {"validation_loss", orNull(epoch.validation_loss)},
                          {"validation_auc", orNull(epoch.validation_auc)},
                          {"validation_auc_within", orNull(epoch.validation_auc_within)},
                          {"seconds", epoch.seconds}});
    return {{"checkpoint", report.checkpoint.string()},
            {"ratings", report.ratings},
            {"tokens", report.tokens},
            {"optimizer_steps", report.optimizer_steps},
            {"best_epoch", report.best_epoch},
            {"stopped_early", report.stopped_early},
            {"epochs", epochs},
            {"seconds", report.seconds},
            {"tokens_per_s", report.tokens_per_s},
            {"ratings_per_s", report.ratings_per_s},
            {"precision", report.precision},
            {"device", report.device},
            {"too_long_steps", report.left_out_steps}};
}

Json train(Work& work, const TrainRequest& request) {
    const TrainOptions options = withCache(work, request.options);
    TrainReport report;
    std::string fingerprint;
    if (request.kind == TrainKind::Prm) {
        const auto trees = prmTrees(work, request);
        fingerprint = ratingsFingerprint(trees);
        report = trainPrm(trees, options, work.stop, work.progress);
    } else if (request.kind == TrainKind::Orm) {
        report = trainOrm(outcomes(work, request), options, work.stop, work.progress);
    } else {
        report = trainGenerator(outcomes(work, request), options, work.stop, work.progress);
    }
    Json result = toJson(report);
    const Json config = {{"mode", toText(options.mode)},
                         {"epochs", options.epochs},
                         {"learning_rate", options.learning_rate},
                         {"batch_tokens", options.batch_tokens},
                         {"seed", options.seed},
                         {"class_weights", options.class_weights},
                         {"problems", request.problems},
                         {"per_problem", request.per_problem}};
    result["model"] = storage::ModelStore(work.project)
                          .add({.kind = std::string(toText(request.kind)),
                                .path = std::filesystem::absolute(report.checkpoint).lexically_normal().string(),
                                .base = std::filesystem::absolute(options.base).lexically_normal().string(),
                                .round = request.round,
                                .config = config.dump(),
                                .metrics = result.dump(),
                                .data_fingerprint = fingerprint.empty() ? report.data_fingerprint : fingerprint});
    return result;
}

Json trainPlan(Work& work, const TrainRequest& request) {
    TrainOptions options = withCache(work, request.options);
    if (options.out.empty())
        options.out = modelsFolder(work.project) / "plan"; // nothing is written there
    TrainPlan plan;
    if (request.kind == TrainKind::Prm)
        plan = planPrm(prmTrees(work, request), options, work.stop);
    else if (request.kind == TrainKind::Orm)
        plan = planOrm(outcomes(work, request), options, work.stop);
    else
        plan = planGenerator(outcomes(work, request), options, work.stop);
    return {{"problems", plan.problems},
            {"ratings", plan.ratings},
            {"tokens", plan.tokens},
            {"tokens_row_per_rating", plan.tokens_row_per_rating},
            {"too_long_steps", plan.left_out_steps},
            {"peak_bytes", plan.peak_bytes},
            {"seconds", plan.seconds}};
}

} // namespace stepmark::work
