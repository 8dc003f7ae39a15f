// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/work/round.h"

#include "app/work/evaluation.h"
#include "app/work/generation.h"
#include "app/work/pool.h"
#include "app/work/queueing.h"
#include "app/work/scoring.h"
#include "storage/evaluation_store.h"
#include "storage/model_store.h"
#include "storage/problem_store.h"
#include "storage/queue_store.h"
#include "storage/round_store.h"

#include <chrono>

namespace stepmark::work {

namespace {

/// The stages of one round, each a function that adds what it found to the result.
class RoundRun {
public:
    RoundRun(Work& work, const RoundRequest& request)
        : m_work(work)
        , m_request(request) {
        const auto latest = storage::RoundStore(work.project).latest();
        m_number = latest ? latest->number + 1 : 1;
    }

    Json run() {
        if (m_request.samples > 0)
            stage("generate", [&] { return generateCandidates(); });
        const bool people = !m_request.labeler;
        if (people && hasNewRatings())
            trainAndScore();
        else if (const auto model = storage::ModelStore(m_work.project).latest("prm"))
            stage("score", [&] { return score(m_work, {.checkpoint = model->path}); });
        stage("queue", [&] { return queueNext(); });
        if (!people) {
            stage("label", [&] { return label(m_work, *m_request.labeler); });
            trainAndScore();
        }
        if (newestScoringModel(m_work) && hasHeldOutProblems())
            stage("evaluate", [&] { return evaluateRound(); });
        m_result["stages"] = m_stages;
        store();
        return m_result;
    }

private:
    template <typename Function>
    void stage(const std::string& name, Function&& function) {
        throwIfStopped(m_work.stop);
        const auto start = std::chrono::steady_clock::now();
        Json detail = function();
        const double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
        m_stages.push_back({{"name", name}, {"seconds", seconds}, {"result", std::move(detail)}});
    }

    Json generateCandidates() {
        return generate(m_work, {.base = m_request.generator,
                                 .samples = m_request.samples,
                                 .split = "train",
                                 .seed = m_request.selection.seed + static_cast<std::uint64_t>(m_number)});
    }

    bool hasNewRatings() {
        const auto trees = trainingTrees(m_work);
        if (supervisedRatings(trees) == 0)
            return false;
        const auto latest = storage::ModelStore(m_work.project).latest("prm");
        return !latest || latest->data_fingerprint != ratingsFingerprint(trees);
    }

    void trainAndScore() {
        TrainRequest request{.options = m_request.train};
        if (request.options.base.empty())
            request.options.base = shippedModel("stepmark-base");
        if (request.options.out.empty())
            request.options.out = modelsFolder(m_work.project) / ("round-" + std::to_string(m_number));
        request.options.seed = m_request.selection.seed;
        request.round = m_round;
        stage("train", [&] { return train(m_work, request); });
        stage("score", [&] { return score(m_work, {.checkpoint = request.options.out}); });
    }

    Json queueNext() {
        const Json config = {
            {"samples", m_request.samples},
            {"mode", toText(m_request.train.mode)},
            {"epochs", m_request.train.epochs},
            {"by", toText(m_request.rule)},
            {"labeler", m_request.labeler ? (m_request.labeler->oracle ? "oracle" : "scores") : "people"}};
        const Json queued = queue(m_work, {.selection = m_request.selection, .rule = m_request.rule, .config = config});
        m_round = queued["round_id"];
        for (const char* key : {"round", "queued", "candidates", "wrong_share", "strategy"})
            m_result[key] = queued[key];
        return queued;
    }

    bool hasHeldOutProblems() {
        storage::ProblemStore problems(m_work.project);
        return !problems.list("test", 1).empty() || !problems.list("validation", 1).empty();
    }

    Json evaluateRound() {
        const Json evaluation =
            evaluate(m_work, {.rule = m_request.rule, .seed = m_request.selection.seed, .round = m_round});
        for (const char* key :
             {"model", "split", "by", "step_auc", "step_auc_within", "mean_accuracy", "best_of_n", "steps"})
            m_result[key] = evaluation[key];
        return {{"problems", evaluation["problems"]}};
    }

    void store() {
        m_result["labels"] = supervisedRatings(trainingTrees(m_work));
        m_result["state"] = "done";
        storage::EvaluationStore(m_work.project)
            .add({.round = m_round,
                  .model = m_result.value("model", ModelId{0}),
                  .kind = "round",
                  .metrics = m_result.dump()});
    }

    Work& m_work;
    const RoundRequest& m_request;
    std::int64_t m_number = 1;
    RoundId m_round = 0;
    Json m_result = Json::object();
    Json m_stages = Json::array();
};

} // namespace

Json round(Work& work, const RoundRequest& request) { return RoundRun(work, request).run(); }

} // namespace stepmark::work
