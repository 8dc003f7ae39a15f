// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/work/evaluation.h"

#include "app/work/pool.h"
#include "app/work/queueing.h"
#include "model/domain/auc_interval.h"
#include "model/domain/best_of_n.h"
#include "model/domain/draw.h"
#include "model/domain/error.h"
#include "model/domain/metrics.h"
#include "model/grading/answer_classes.h"
#include "storage/evaluation_store.h"
#include "storage/model_store.h"
#include "storage/problem_store.h"
#include "storage/score_store.h"
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
std::vector<SampledProblem> sampledProblems(Work& work, const EvaluateRequest& request, ModelId model, ModelId orm) {
    storage::ScoreStore scores(work.project);
    const storage::CandidateFilter filter{
        .split = request.split, .rule = request.rule, .neutral = request.neutral, .unlabelled_only = false};
    const Scores prm_scores = model ? scores.solutionScores(model, filter) : Scores{};
    const Scores orm_scores = orm ? scores.solutions(orm) : Scores{};
    std::vector<SampledProblem> problems;
    const auto by_problem = solutionsByProblem(work, request.split);
    for (const Problem& problem : storage::ProblemStore(work.project).list(request.split)) {
        throwIfStopped(work.stop);
        const auto solutions = by_problem.find(problem.id);
        if (solutions == by_problem.end())
            continue;
        auto samples = samplesOf(work, solutions->second, prm_scores, orm_scores);
        if (!samples.empty())
            problems.push_back({drawKey(problem.text), std::move(samples)});
    }
    return problems;
}

std::vector<int> sizes(const EvaluateRequest& request, const std::vector<SampledProblem>& problems) {
    if (!request.ns.empty())
        return request.ns;
    std::size_t most = 0;
    for (const auto& of_problem : problems)
        most = std::max(most, of_problem.samples.size());
    std::vector<int> ns;
    for (int n = 1; n <= static_cast<int>(most); n *= 2)
        ns.push_back(n);
    return ns;
}

Json bestOfNJson(const std::vector<BestOfN>& curve) {
    Json list = Json::array();
    for (const BestOfN& point : curve) {
        Json row = {{"n", point.n}};
        Json intervals;
        const auto put = [&](const char* name, const std::optional<Figure>& figure) {
            row[name] = figure ? Json(figure->value) : Json(nullptr);
            if (figure && figure->interval)
                intervals[name] = {figure->interval->low, figure->interval->high};
        };
        put("prm", point.prm);
        put("orm", point.orm);
        put("majority", point.majority);
        put("any", point.any);
        row["interval_95"] = intervals;
        list.push_back(row);
    }
    return list;
}

Json intervalJson(const std::optional<Interval>& interval) {
    return interval ? Json({interval->low, interval->high}) : Json(nullptr);
}

/// Null where no model has scored.
Json stepsJson(Work& work, const EvaluateRequest& request, ModelId model) {
    if (model == 0)
        return nullptr;
    const auto scores = storage::ScoreStore(work.project).steps(model);
    std::vector<ScoredLabel> not_negative, positive;
    for (const LabelledTree& tree : allTrees(work, request.split)) {
        const auto group = static_cast<ProblemId>(drawKey(tree.problem_text)); // the same in every project
        const auto flags = supervised(tree.tree, tree.labels);
        for (int node = 0; node < tree.tree.size(); ++node) {
            const auto place = scores.find(tree.tree[node].id);
            if (!flags[static_cast<std::size_t>(node)] || place == scores.end())
                continue;
            const Rating rating = *tree.labels[static_cast<std::size_t>(node)];
            const double score = stepScore(place->second, request.neutral);
            not_negative.push_back({group, score,
                                    request.neutral == NeutralPolicy::AsPositive ? rating != Rating::Negative
                                                                                 : rating == Rating::Positive});
            positive.push_back({group, place->second.positive, rating == Rating::Positive});
        }
    }
    const Calibration bins = calibration(not_negative);
    Json reliability = Json::array();
    for (const CalibrationBin& bin : bins.bins)
        reliability.push_back({{"low", bin.low},
                               {"count", bin.count},
                               {"mean_score", bin.mean_score},
                               {"share_positive", bin.share_positive}});
    return {
        {"count", not_negative.size()},
        {"accuracy", orNull(accuracy(not_negative))},
        {"auc", orNull(auc(not_negative))},
        {"auc_interval_95", intervalJson(aucInterval(not_negative, request.seed, 400, work.stop))},
        {"auc_within", orNull(aucWithinGroups(not_negative))},
        {"auc_within_interval_95", intervalJson(aucWithinGroupsInterval(not_negative, request.seed, 400, work.stop))},
        {"auc_positive", orNull(auc(positive))},
        {"auc_positive_within", orNull(aucWithinGroups(positive))},
        {"calibration_error", not_negative.empty() ? Json(nullptr) : Json(bins.expected_error)},
        {"brier", not_negative.empty() ? Json(nullptr) : Json(bins.brier)},
        {"reliability", reliability}};
}

EvaluateRequest resolved(Work& work, EvaluateRequest request) {
    if (storage::ProblemStore(work.project).list(request.split, 1).empty() && request.split == "test")
        request.split = "validation";
    if (storage::ProblemStore(work.project).list(request.split, 1).empty())
        throw Error("There is no problem in split '" + request.split +
                    "' to evaluate on: import held-out problems with --split test.");
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

/// Why the figures of a PRM are null.
constexpr const char* kNoModel = "No model has scored the pool: run 'stepmarkctl score' first.";

} // namespace

Json evaluate(Work& work, const EvaluateRequest& asked) {
    const EvaluateRequest request = resolved(work, asked);
    work.report("evaluating");
    const ModelId orm = outcomeModelOf(work, request.round);
    const auto problems = sampledProblems(work, request, request.model, orm);
    if (request.model == 0 && problems.empty())
        throw Error("There is nothing to evaluate in split '" + request.split +
                    "': no model has scored it, and no solution's answer is known to be right or wrong. Run "
                    "'stepmarkctl score', or import solutions and reference answers.");
    const auto curve = bestOfN(problems, sizes(request, problems), request.seed, 200, work.stop);
    throwIfStopped(work.stop);
    const Json steps = stepsJson(work, request, request.model);
    const auto ofSteps = [&](const char* figure) { return steps.is_object() ? steps[figure] : Json(nullptr); };
    Json result = {{"model", request.model ? Json(request.model) : Json(nullptr)},
                   {"no_model", request.model ? Json(nullptr) : Json(kNoModel)},
                   {"orm_model", orm ? Json(orm) : Json(nullptr)},
                   {"split", request.split},
                   {"by", toText(request.rule)},
                   {"seed", request.seed},
                   {"problems", problems.size()},
                   {"labels", supervisedRatings(trainingTrees(work))},
                   {"mean_accuracy", problems.empty() ? Json(nullptr) : Json(meanAccuracy(problems))},
                   {"best_of_n", bestOfNJson(curve)},
                   {"steps", steps},
                   {"step_auc", ofSteps("auc")},
                   {"step_auc_interval_95", ofSteps("auc_interval_95")},
                   {"step_auc_within", ofSteps("auc_within")},
                   {"step_auc_within_interval_95", ofSteps("auc_within_interval_95")}};
    storage::Transaction transaction(work.project);
    storage::EvaluationStore(work.project)
        .add({.round = request.round, .model = request.model, .kind = "evaluate", .metrics = result.dump()});
    if (request.stored)
        request.stored(result);
    transaction.commit();
    return result;
}

} // namespace stepmark::work
