// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/work/labelling.h"

#include "app/work/pool.h"
#include "model/domain/error.h"
#include "model/sample/sample_oracle.h"
#include "storage/annotation_store.h"
#include "storage/interchange/score_file.h"
#include "storage/labeler_store.h"
#include "storage/problem_store.h"
#include "storage/queue_store.h"
#include "storage/rating_store.h"
#include "storage/round_store.h"
#include "storage/step_store.h"
#include "storage/transaction.h"

#include <functional>
#include <memory>

namespace stepmark::work {

namespace {

using PathSteps = std::vector<storage::StepStore::PathStep>;
/// Ratings of a solution's steps, from the first on; fewer than steps where the judge knows no more.
using Judge = std::function<std::vector<Rating>(ProblemId problem, const PathSteps& path)>;

Judge oracleJudge(Work& work) {
    auto oracles = std::make_shared<std::map<ProblemId, SampleOracle>>();
    return [&work, oracles](ProblemId problem, const PathSteps& path) {
        auto place = oracles->find(problem);
        if (place == oracles->end()) {
            const auto stored = storage::ProblemStore(work.project).find(problem);
            place = oracles->emplace(problem, SampleOracle(stored ? stored->text : "")).first;
        }
        std::vector<std::string> texts;
        for (const auto& step : path)
            texts.push_back(step.text);
        return place->second.judge(texts);
    };
}

Judge scoresJudge(Work& work, const LabelRequest& request) {
    interchange::ScoreFileReport report;
    auto scores = std::make_shared<std::unordered_map<StepId, double>>();
    for (const auto& row :
         interchange::readStepScores(work.project, request.scores, report, work.progress, work.stop))
        scores->emplace(row.step, stepScore(row.probabilities));
    return [scores, threshold = request.threshold](ProblemId, const PathSteps& steps) {
        std::vector<Rating> ratings;
        for (const auto& step : steps) {
            const auto place = scores->find(step.id);
            if (place == scores->end())
                break;
            ratings.push_back(place->second < threshold ? Rating::Negative : Rating::Positive);
        }
        return ratings;
    };
}

/// One solution to judge, and the queue's item where it has one.
struct Item {
    storage::StoredSolution solution;
    storage::QueueItem queued;
};

std::vector<Item> itemsOfQueue(Work& work) {
    std::vector<Item> items;
    storage::QueueStore queue(work.project);
    storage::SolutionStore solutions(work.project);
    for (const storage::Round& round : storage::RoundStore(work.project).list())
        for (const storage::QueueItem& item : queue.list(round.id))
            if (item.state == storage::QueueState::Queued)
                if (auto solution = solutions.find(item.solution))
                    items.push_back({std::move(*solution), item});
    return items;
}

std::vector<Item> itemsOfSplit(Work& work, const LabelRequest& request) {
    std::vector<Item> items;
    for (auto& [problem, solutions] : solutionsByProblem(work, request.split)) {
        int taken = 0;
        for (auto& solution : solutions)
            if (request.per_problem == 0 || taken++ < request.per_problem)
                items.push_back({std::move(solution), {}});
    }
    return items;
}

struct Tally {
    std::int64_t solutions = 0, ratings = 0, first_errors = 0;
};

void labelOne(Work& work, const Item& item, LabelerId labeler, const Judge& judge, Tally& tally) {
    storage::AnnotationStore annotations(work.project);
    storage::RatingStore ratings(work.project);
    const PathSteps path = storage::StepStore(work.project).path(item.solution.leaf);
    const auto judged = judge(item.solution.problem, path);
    if (judged.empty())
        return;
    const auto annotation = annotations.begin(item.solution.id, labeler, item.queued.round);
    bool error = false;
    for (std::size_t i = 0; i < judged.size() && !error; ++i) {
        ratings.append({.annotation = annotation.id, .step = path[i].id, .rating = judged[i]});
        ++tally.ratings;
        error = judged[i] == Rating::Negative;
    }
    annotations.finish(annotation.id, error ? FinishReason::FoundError : FinishReason::Solution, 0);
    if (item.queued.id)
        storage::QueueStore(work.project).setState(item.queued.id, storage::QueueState::Done);
    ++tally.solutions;
    tally.first_errors += error;
}

} // namespace

Json label(Work& work, const LabelRequest& request) {
    const Judge judge = request.oracle ? oracleJudge(work) : scoresJudge(work, request);
    const auto items = request.split.empty() ? itemsOfQueue(work) : itemsOfSplit(work, request);
    if (items.empty())
        throw Error(request.split.empty() ? "The queue is empty: run 'stepmarkctl queue' (or a round) first."
                                          : "Split '" + request.split + "' holds no solution.");
    storage::Transaction transaction(work.project);
    const Labeler labeler = storage::LabelerStore(work.project)
                                .named(request.oracle ? "oracle" : "scores of " + request.scores.filename().string(),
                                       request.oracle ? "oracle" : "scores");
    Tally tally;
    ProgressThrottle progress(work.progress);
    for (std::size_t i = 0; i < items.size(); ++i) {
        throwIfStopped(work.stop);
        labelOne(work, items[i], labeler.id, judge, tally);
        progress.report({.stage = "labelling",
                         .done = static_cast<std::int64_t>(i + 1),
                         .total = static_cast<std::int64_t>(items.size()),
                         .unit = "solutions"});
    }
    transaction.commit();
    return {{"labeler", labeler.name},
            {"solutions", tally.solutions},
            {"ratings", tally.ratings},
            {"first_errors", tally.first_errors}};
}

} // namespace stepmark::work
