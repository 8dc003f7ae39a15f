// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/work/training.h"

#include "app/work/by_hand.h"
#include "app/work/fit_report.h"
#include "app/work/model_folder.h"
#include "app/work/pool.h"
#include "app/work/reading_report.h"
#include "app/work/record_json.h"
#include "model/domain/draw.h"
#include "model/domain/error.h"
#include "model/learning/fit.h"
#include "model/learning/training_file.h"
#include "model/run/loss_curve.h"
#include "model/run/spec_json.h"
#include "storage/model_store.h"
#include "storage/trained_on_store.h"
#include "storage/transaction.h"

#include <algorithm>
#include <cmath>

namespace stepmark::work {

namespace {

std::vector<LabelledTree> prmTrees(Work& work, const TrainRequest& request) {
    auto trees = trainingTrees(work);
    if (supervisedRatings(trees) == 0 && !request.spec.options.after_error)
        throw Error(
            "There is no rated step to train on outside split 'test': label some solutions first, or import ratings.");
    if (request.spec.problems > 0 && trees.size() > static_cast<std::size_t>(request.spec.problems)) {
        Draw(request.spec.options.seed, "problems to train on").sort(trees, [](const LabelledTree& tree) {
            return drawKey(tree.problem_text);
        });
        trees.resize(static_cast<std::size_t>(request.spec.problems));
    }
    return trees;
}

std::vector<OutcomeTree> outcomes(Work& work, const TrainRequest& request) {
    auto trees = outcomeTrees(work, request.spec.per_problem, request.spec.options.seed);
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

Json toJson(const LossCurve& curve) {
    Json points = Json::array();
    for (const LossPoint& point : curve.points())
        points.push_back({point.epoch, point.loss});
    return points;
}

/// About how many, without an early stop; 0 in mode head, which has none.
std::int64_t optimizerSteps(const TrainPlan& plan, TrainKind kind, const TrainOptions& options) {
    if (options.mode == TrainMode::Head)
        return 0;
    const int epochs = options.epochs > 0 ? options.epochs : kind == TrainKind::Prm ? 2 : 1;
    const double trained = static_cast<double>(plan.tokens) * (1 - options.validation_share);
    return epochs * static_cast<std::int64_t>(std::ceil(trained / static_cast<double>(options.batch_tokens)));
}

/// A training that is over, and with what it was done.
struct Run {
    TrainOptions options;
    TrainReport report;
    std::string fingerprint; ///< of the labels
    LossCurve curve;
};

/// What it is trained on, its choices decided.
TrainingData dataFor(Work& work, const TrainRequest& request) {
    TrainingData data{.spec = request.spec};
    TrainOptions& options = data.spec.options;
    if (options.kind == TrainKind::Prm) {
        data.rated = prmTrees(work, request);
        options = withDefaults(work, options, data.rated);
    } else {
        data.outcomes = outcomes(work, request);
        options = withDefaults(work, options, data.outcomes);
    }
    return data;
}

Run trained(Work& work, const TrainRequest& request) {
    Run run;
    const ProgressSink watched = [&](const Progress& progress) {
        run.curve.add(progress);
        if (work.progress)
            work.progress(progress);
    };
    const TrainingData data = dataFor(work, request);
    run.options = data.spec.options;
    run.report = trainOn(data, work.stop, watched);
    run.fingerprint = run.options.kind == TrainKind::Prm ? ratingsFingerprint(data.rated) : run.report.data_fingerprint;
    return run;
}

/// Within a Transaction. What it was trained on is kept with it, whatever becomes of the problems' splits.
ModelId registered(Work& work, const TrainRequest& request, const Run& run, const Json& metrics) {
    TrainSpec spec = request.spec;
    spec.options = run.options;
    storage::ModelStore models(work.project);
    const auto base = models.findByPath(spec.options.base);
    const ModelId model = models.add({.kind = std::string(toText(request.spec.options.kind)),
                                      .path = absolutePath(run.report.checkpoint),
                                      .base = absolutePath(spec.options.base),
                                      .round = request.aside   ? 0
                                               : request.round ? request.round
                                                               : roundByHand(work),
                                      .config = Json{{"spec", stepmark::toJson(spec)}}.dump(),
                                      .metrics = metrics.dump(),
                                      .data_fingerprint = run.fingerprint,
                                      .aside = request.aside});
    storage::TrainedOnStore(work.project).add(model, run.report.trained_on, base ? base->id : 0);
    return model;
}

/// What is trained on: ratings, or solutions for an outcome model and a generator. The other is null.
void putExamples(Json& result, TrainKind kind, std::int64_t count) {
    result["ratings"] = kind == TrainKind::Prm ? Json(count) : Json(nullptr);
    result["solutions"] = kind == TrainKind::Prm ? Json(nullptr) : Json(count);
}

void putRate(Json& result, TrainKind kind, double a_second) {
    result[kind == TrainKind::Prm ? "ratings_per_s" : "solutions_per_s"] =
        a_second > 0 ? Json(a_second) : Json(nullptr);
}

Json reportJson(const TrainReport& report, TrainKind kind) {
    Json epochs = Json::array();
    for (const EpochReport& epoch : report.epochs)
        epochs.push_back(
            {{"epoch", epoch.epoch},
             {"train_loss", orNull(epoch.train_loss)},
             {"validation_loss", orNull(epoch.validation_loss)},
             {"validation_auc", orNull(epoch.validation_auc)},
             {"validation_auc_within", orNull(epoch.validation_auc_within)},
             {"validation_note", epoch.validation_note.empty() ? Json(nullptr) : Json(epoch.validation_note)},
             {"seconds", epoch.seconds}});
    Json result = {{"out", report.checkpoint.string()}};
    putExamples(result, kind, report.ratings);
    result.update({{"tokens", report.tokens},
                   {"optimizer_steps", report.optimizer_steps},
                   {"skipped_steps", report.skipped_steps},
                   {"best_epoch", report.best_epoch > 0 ? Json(report.best_epoch) : Json(nullptr)},
                   {"stopped_early", report.stopped_early},
                   {"epochs", epochs},
                   {"seconds", report.seconds},
                   {"tokens_per_s", report.tokens_per_s > 0 ? Json(report.tokens_per_s) : Json(nullptr)},
                   {"cache_note", report.cache_note}});
    putRate(result, kind, report.ratings_per_s);
    addFit(result, report.fit);
    addFits(result, report.fits);
    addLayers(result, report.layers);
    result.update(work::toJson(report.computed));
    result.update(work::toJson(report.trained_on));
    addReading(result, report.layout, report.notes);
    return result;
}

void requireFolder(Work& work, const TrainRequest& request) {
    if (request.in_own_folder || request.spec.options.resume) // what a killed run left there is this one's
        requireNoModel(work, request.spec.options.out);
    else
        requireFree(work, request.spec.options.out);
}

/// Why train() would do nothing; null: it would begin.
Json refusal(Work& work, const TrainRequest& request, const Fit& fit, const std::filesystem::path& base) {
    try {
        if (!request.spec.options.out.empty())
            requireFolder(work, request);
        requireFit(fit, request.spec.options.too_long, base);
        return nullptr;
    } catch (const Error& error) {
        return error.what();
    }
}

} // namespace

Json train(Work& work, const TrainRequest& request) {
    holdFolder(work, request.spec.options.out);
    requireFolder(work, request);
    const Run run = trained(work, request);
    Json result = reportJson(run.report, request.spec.options.kind);
    result["seed"] = run.options.seed;
    result["after_error"] = run.options.after_error;
    tellFit(work, run.report.fit, run.options.base);
    tellProducts(work, run.report.computed);
    addThreads(result, run.options.threads);
    Json kept = result;
    kept["loss_curve"] = toJson(run.curve);
    storage::Transaction transaction(work.project);
    result["model"] = kept["model"] = registered(work, request, run, kept);
    if (request.stored)
        request.stored(kept);
    transaction.commit();
    return result;
}

Json trainPlan(Work& work, const TrainRequest& request) {
    const TrainingData data = dataFor(work, request);
    const TrainOptions& options = data.spec.options;
    const TrainPlan plan = planOn(data, work.stop);
    Json result = Json::object();
    putExamples(result, request.spec.options.kind, plan.ratings);
    result.update({{"tokens", plan.tokens},
                   {"tokens_row_per_rating", plan.tokens_row_per_rating},
                   {"after_error", options.after_error},
                   {"optimizer_steps", optimizerSteps(plan, request.spec.options.kind, options)},
                   {"peak_bytes", plan.peak_bytes},
                   {"forward_seconds_per_token", plan.forward_seconds_per_token},
                   {"seconds", plan.seconds}});
    addFit(result, plan.fit);
    result["fit_notes"] = fitNotes(plan.fit, options.base);
    result["validation_note"] = plan.validation_note.empty() ? Json(nullptr) : Json(plan.validation_note);
    addReading(result, plan.layout, plan.notes);
    result.update(toJson(plan.trained_on));
    result["refused"] = refusal(work, request, plan.fit, options.base);
    return result;
}

Json writeTraining(Work& work, const TrainRequest& request, const std::filesystem::path& file) {
    TrainingData data = dataFor(work, request);
    data.spec.options.out.clear(); // whoever trains says where
    writeTrainingFile(file, data, work.stop);
    return {{"out", file.string()}, {"problems", data.rated.size() + data.outcomes.size()}};
}

} // namespace stepmark::work
