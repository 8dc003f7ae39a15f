// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/work/evaluation.h"

#include "app/work/by_hand.h"
#include "app/work/evaluation_input.h"
#include "app/work/pool.h"
#include "app/work/queueing.h"
#include "app/work/record_json.h"
#include "app/work/seen_problems.h"
#include "app/work/step_figures.h"
#include "model/domain/best_of_n.h"
#include "model/domain/draw.h"
#include "model/domain/error.h"
#include "model/grading/answer_classes.h"
#include "model/run/metrics_json.h"
#include "storage/counts.h"
#include "storage/evaluation_store.h"
#include "storage/model_store.h"
#include "storage/problem_store.h"
#include "storage/round_store.h"
#include "storage/score_store.h"
#include "storage/scoring_store.h"
#include "storage/trained_on_store.h"
#include "storage/transaction.h"

#include <algorithm>

namespace stepmark::work {

namespace {

using Scores = std::unordered_map<SolutionId, double>;

std::optional<double> scoreOf(const Scores& scores, SolutionId id) {
    const auto place = scores.find(id);
    return place == scores.end() ? std::nullopt : std::optional(place->second);
}

/// A problem's samples of known verdict. What is the same answer is found out once, for every N.
std::vector<Sample> samplesOf(Work& work, const std::vector<storage::StoredSolution>& solutions, const Scores& prm,
                              const Scores& orm) {
    std::vector<Sample> samples;
    std::vector<std::string> answers;
    for (const auto& solution : solutions) {
        if (!solution.correct)
            continue;
        samples.push_back({kNoAnswer, *solution.correct, scoreOf(prm, solution.id), scoreOf(orm, solution.id)});
        answers.push_back(solution.final_answer.value_or(""));
    }
    const std::vector<int> classes = answerClasses(answers, work.stop);
    for (std::size_t i = 0; i < samples.size(); ++i)
        samples[i].answer = classes[i];
    return samples;
}

/// With model 0 no sample has a PRM's score.
std::vector<SampledProblem> sampledProblems(Work& work, const EvaluateRequest& request, ModelId orm,
                                            const std::set<ProblemId>& left_out) {
    const ModelId model = request.model;
    const storage::CandidateFilter filter{.split = request.spec.split,
                                          .rule = request.spec.rule,
                                          .neutral = request.spec.neutral,
                                          .unlabelled_only = false};
    const Scores prm_scores = model ? solutionScores(work, model, filter) : Scores{};
    const Scores orm_scores = orm ? storage::ScoreStore(work.project).solutions(orm) : Scores{};
    std::vector<SampledProblem> problems;
    const auto by_problem = solutionsByProblem(work, request.spec.split);
    for (const Problem& problem : storage::ProblemStore(work.project).list(request.spec.split)) {
        throwIfStopped(work.stop);
        const auto solutions = by_problem.find(problem.id);
        if (solutions == by_problem.end() || left_out.contains(problem.id))
            continue;
        auto samples = samplesOf(work, solutions->second, prm_scores, orm_scores);
        if (!samples.empty())
            problems.push_back({drawKey(problem.text), std::move(samples)});
    }
    return problems;
}

std::size_t mostSamples(const std::vector<SampledProblem>& problems) {
    std::size_t most = 0;
    for (const auto& of_problem : problems)
        most = std::max(most, of_problem.samples.size());
    return most;
}

/// Error for an N that no problem has: its figure would be that of fewer.
std::vector<int> sizes(const EvaluateRequest& request, const std::vector<SampledProblem>& problems) {
    const auto most = static_cast<int>(mostSamples(problems));
    for (const int n : request.spec.ns)
        if (n > most && most > 0)
            throw Error("No problem in split '" + std::string(toText(request.spec.split)) + "' has " +
                        std::to_string(n) +
                        " candidates whose answer is known to be right or wrong: the most that one has is " +
                        std::to_string(most) + ". Ask for --n up to that, or generate more.");
    if (!request.spec.ns.empty())
        return request.spec.ns;
    std::vector<int> ns;
    for (int n = 1; n <= most; n *= 2)
        ns.push_back(n);
    return ns;
}

/// A candidate without a score ranks last: where there are many, the PRM's figures are of something else.
Json unscoredJson(const std::vector<SampledProblem>& problems, ModelId model, Json warnings) {
    std::int64_t all = 0, unscored = 0;
    for (const SampledProblem& of_problem : problems)
        for (const Sample& sample : of_problem.samples) {
            ++all;
            unscored += !sample.prm;
        }
    if (model != 0 && unscored > 0)
        warnings.push_back(std::to_string(unscored) + " of " + std::to_string(all) +
                           " candidates are not scored to their end by model " + std::to_string(model) +
                           " and rank last: its best-of-N tells less than it seems to. Score them all ('stepmarkctl "
                           "score'); those that are too long for the model need one that reads more.");
    return {{"unscored", model ? Json(unscored) : Json(nullptr)}, {"warnings", warnings}};
}

Error nothingIn(Work& work, Split split) {
    const auto all = storage::counts(work.project).problems;
    const auto train = storage::poolSize(work.project, Split::Train).problems;
    if (all == 0)
        return Error("There is no problem to evaluate on: import some first.");
    if (all == train)
        return Error("Nothing is held out: all " + std::to_string(all) +
                     " problems are in split 'train'. Hold some out with 'stepmarkctl split', or import held-out ones "
                     "with --split test; --split train gives figures of what models are trained on.");
    return Error("There is no problem in split '" + std::string(toText(split)) +
                 "' to evaluate on: name another, or hold some out with 'stepmarkctl split'.");
}

EvaluateRequest resolved(Work& work, EvaluateRequest request) {
    request.spec.split = evaluatedSplit(work, request.spec.split);
    if (storage::ProblemStore(work.project).list(request.spec.split, 1).empty())
        throw nothingIn(work, request.spec.split);
    if (request.model == 0)
        request.model = newestScoringModel(work);
    if (const auto model = request.model ? storage::ModelStore(work.project).find(request.model) : std::nullopt;
        request.round == 0 && model)
        request.round = model->round;
    return request;
}

/// Another round's would say nothing of this one.
ModelId outcomeModelOf(Work& work, RoundId round) {
    ModelId of_none = 0;
    const auto models = storage::ModelStore(work.project).list("orm");
    for (auto model = models.rbegin(); model != models.rend(); ++model) {
        if (round != 0 && model->round == round)
            return model->id;
        if (model->round == 0 && of_none == 0)
            of_none = model->id;
    }
    return of_none;
}

/// What the scores were computed with: null what differs from one part to another, or is not known.
Json computedJson(Work& work, const EvaluateRequest& request) {
    Json common;
    for (const auto& scoring : storage::ScoringStore(work.project).list(request.model)) {
        const Json computed = Json::parse(scoring.computed, nullptr, false);
        if (!computed.is_object() || scoring.split.value_or(request.spec.split) != request.spec.split)
            continue;
        if (common.is_null())
            common = computed;
        for (auto& [name, value] : common.items())
            if (!computed.contains(name) || computed[name] != value)
                value = nullptr;
    }
    Json all = nothingComputed();
    if (!common.is_null())
        all.update(common);
    return all;
}

Json reasons(const std::vector<SampledProblem>& problems, ModelId model, const std::string& no_orm,
             bool precision_known) {
    Json reasons = Json::object();
    if (problems.empty())
        reasons["mean_accuracy"] = reasons["best_of_n"] =
            "No solution of the evaluated problems is known to be right or wrong.";
    if (model == 0)
        reasons["prm"] = reasons["step_metrics"] = "No model has scored the pool: run 'stepmarkctl score' first.";
    if (model == 0)
        reasons["precision"] = "No model's scores are in these figures: nothing was computed by a network.";
    else if (!precision_known)
        reasons["precision"] =
            "The scores are from a file, older than the record of it, or some with this and some with "
            "that.";
    if (!no_orm.empty())
        reasons["orm"] = no_orm;
    return reasons;
}

/// In a transaction; the loss curve is the model's, for the history of rounds by hand.
void store(Work& work, const EvaluateRequest& request, Json metrics) {
    const bool ends_round = request.spec.split != Split::Train && endsRound(work, request.round, request.model);
    if (const auto model = storage::ModelStore(work.project).find(request.model); ends_round && model) {
        const Json trained = Json::parse(model->metrics, nullptr, false);
        if (trained.is_object() && trained.contains("loss_curve"))
            metrics["loss_curve"] = trained["loss_curve"];
        metrics["round"] = storage::RoundStore(work.project).find(request.round).value().number;
        metrics["stages"] = toJson(stagesByHand(work, request.round));
    }
    storage::EvaluationStore(work.project)
        .add({.round = request.round,
              .model = request.model,
              .kind = ends_round ? "round" : "evaluate",
              .metrics = metrics.dump()});
    if (ends_round)
        storage::RoundStore(work.project).setStage(request.round, storage::RoundStage::Done);
}

/// What the model cost; nullopt: it is not known, or none was needed.
std::optional<RatingCounts> labelsOf(Work& work, ModelId model) {
    return model ? storage::TrainedOnStore(work.project).ratings(model) : std::nullopt;
}

/// nullopt: not all of it is known, or the same everywhere.
std::optional<RunMetrics::Computed> common(const Json& computed) {
    if (!computed["precision"].is_string() || !computed["processor"].is_string())
        return std::nullopt;
    return RunMetrics::Computed{computed["precision"], computed["processor"],
                                computed["threads"].is_number() ? computed["threads"].get<std::int64_t>() : 0};
}

RunMetrics metricsOf(Work& work, const EvaluateRequest& request, const std::vector<SampledProblem>& problems,
                     const SeenProblems& seen) {
    RunMetrics metrics;
    metrics.split = request.spec.split;
    metrics.problems = std::ssize(problems);
    takeSeen(metrics, seen);
    if (!problems.empty())
        metrics.mean_accuracy = meanAccuracy(problems);
    metrics.best_of_n = bestOfN(problems, sizes(request, problems), request.spec.seed, 200, work.stop);
    return metrics;
}

Json resultOf(Work& work, const EvaluateRequest& request) {
    const SeenProblems seen = seenProblems(work, request.model, request.spec.split);
    ModelId orm = outcomeModelOf(work, request.round);
    const std::string no_orm = orm ? whyNotBeside(work, orm, seen, request.spec.split) : "There is no outcome model.";
    if (!no_orm.empty())
        orm = 0;
    const auto problems = sampledProblems(work, request, orm, seen.left_out);
    if (request.model == 0 && problems.empty())
        throw Error("There is nothing to evaluate in split '" + std::string(toText(request.spec.split)) +
                    "': no model has scored it, and no solution's answer is known to be right or wrong. Run "
                    "'stepmarkctl score', or import solutions and reference answers.");
    RunMetrics metrics = metricsOf(work, request, problems, seen);
    throwIfStopped(work.stop);
    const Json computed = computedJson(work, request);
    metrics.computed = common(computed);
    const auto labels = labelsOf(work, request.model);
    if (labels)
        metrics.labels = labels->total();
    const Json steps =
        request.model
            ? stepFigures(work,
                          {request.model, request.spec.split, seen.left_out, request.spec.neutral, request.spec.seed},
                          metrics)
            : Json(nullptr);
    Json result = {{"model", request.model ? Json(request.model) : Json(nullptr)},
                   {"orm_model", orm ? Json(orm) : Json(nullptr)},
                   {"by", toText(request.spec.rule)},
                   {"seed", request.spec.seed}};
    result.update(toJson(metrics));
    result.update(computed);
    result["labels_by_sign"] = toJson(labels);
    result.update(unscoredJson(problems, request.model, seen.warnings));
    if (steps.is_null())
        result["step_metrics"] = nullptr;
    else
        result["step_metrics"].update(steps);
    result["reasons"] = reasons(problems, request.model, no_orm, result["precision"].is_string());
    return result;
}

} // namespace

Json evaluate(Work& work, const EvaluateRequest& asked) {
    const EvaluateRequest request = resolved(work, asked);
    work.report(Stage::Evaluating);
    const Json result = resultOf(work, request);
    storage::Transaction transaction(work.project);
    store(work, request, result);
    if (request.stored)
        request.stored(result);
    transaction.commit();
    return result;
}

} // namespace stepmark::work
