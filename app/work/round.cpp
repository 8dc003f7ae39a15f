// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/work/round.h"

#include "app/work/evaluation.h"
#include "app/work/generation.h"
#include "app/work/pool.h"
#include "app/work/queueing.h"
#include "app/work/round_record.h"
#include "app/work/scoring.h"
#include "model/domain/error.h"
#include "model/domain/loss_curve.h"
#include "storage/evaluation_store.h"
#include "storage/model_store.h"
#include "storage/problem_store.h"
#include "storage/round_store.h"
#include "storage/transaction.h"

#include <chrono>
#include <utility>

namespace stepmark::work {

namespace {

using Clock = std::chrono::steady_clock;

/// The stages of one round, each a function that returns what it found.
class RoundRun {
public:
    RoundRun(Work& work, RoundRecord record, bool resuming)
        : m_work(work)
        , m_record(std::move(record))
        , m_request(m_record.request)
        , m_resuming(resuming) {}

    Json run() {
        if (m_request.samples > 0)
            stage("generate", [&] { return generateCandidates(); });
        const bool people = !m_request.labeler;
        if (!m_record.trains)
            m_record.trains = !people || hasNewRatings();
        m_record.save(m_work.project);
        if (people && *m_record.trains)
            trainAndScore();
        else if (const auto model = storage::ModelStore(m_work.project).latest("prm"))
            stage("score", [&] { return score(m_work, {.checkpoint = model->path}); });
        queueNext();
        if (!people) {
            stage("label", [&] { return label(m_work, *m_request.labeler); });
            trainAndScore();
        }
        if (newestScoringModel(m_work) && !evaluatedSplit().empty())
            evaluateRound();
        return finish();
    }

private:
    /// Runs a stage, or takes its result from the record where it was done before.
    template <typename Function>
    Json stage(const std::string& name, Function&& function) {
        const std::size_t place = m_next++;
        Json& stages = m_record.stages;
        if (place < stages.size() && stages[place].value("name", "") == name)
            return stages[place]["result"];
        while (stages.size() > place) // the project has changed since: what came after is not this round's any more
            stages.erase(stages.size() - 1);
        throwIfStopped(m_work.stop);
        m_stage = name;
        m_begin = Clock::now();
        m_work.report("round: " + name); // the reports that follow are this stage's
        const Json result = function();
        if (stages.size() == place)
            keep(result);
        return result;
    }

    /// The running stage is done; a stage whose results must not be stored twice calls it in its own transaction.
    void keep(const Json& result) {
        const double seconds = std::chrono::duration<double>(Clock::now() - m_begin).count();
        m_record.stages.push_back({{"name", m_stage}, {"seconds", seconds}, {"result", result}});
        m_record.save(m_work.project);
    }

    Json generateCandidates() {
        return generate(m_work, {.base = m_request.generator,
                                 .samples = m_request.samples,
                                 .split = "train",
                                 .seed = m_request.selection.seed + static_cast<std::uint64_t>(m_record.number),
                                 .stored = [&](const Json& result) { keep(result); }});
    }

    bool hasNewRatings() {
        const auto trees = trainingTrees(m_work);
        if (supervisedRatings(trees) == 0)
            return false;
        const auto latest = storage::ModelStore(m_work.project).latest("prm");
        return !latest || latest->data_fingerprint != ratingsFingerprint(trees);
    }

    std::filesystem::path outFor(const char* tail) const {
        std::filesystem::path out = m_request.train.out;
        if (out.empty())
            out = modelsFolder(m_work.project) / ("round-" + std::to_string(m_record.number));
        return out += tail;
    }

    TrainRequest trainRequest(TrainKind kind) const {
        TrainRequest request{.kind = kind, .options = m_request.train, .round = m_record.round};
        if (request.options.base.empty())
            request.options.base = shippedModel("stepmark-base");
        request.options.out = outFor(kind == TrainKind::Orm ? "-orm" : "");
        request.options.seed = m_request.selection.seed;
        if (kind == TrainKind::Orm) { // one epoch, as in LVSS; a head alone is not offered for it
            request.options.mode = TrainMode::Full;
            request.options.epochs = 0;
        }
        return request;
    }

    void trainAndScore() {
        TrainRequest request = trainRequest(TrainKind::Prm);
        const Json trained = stage("train", [&] { return trainPrmOnRatings(request); });
        if (trained.contains("loss_curve"))
            m_record.result["loss_curve"] = trained["loss_curve"];
        stage("score", [&] { return score(m_work, {.checkpoint = request.options.out}); });
        if (!m_request.orm)
            return;
        TrainRequest orm = trainRequest(TrainKind::Orm);
        stage("train ORM", [&] {
            orm.options.resume = m_resuming && std::exchange(m_record.orm_begun, true);
            m_record.save(m_work.project);
            return train(m_work, orm);
        });
        stage("score by ORM",
              [&] { return score(m_work, {.checkpoint = orm.options.out, .split = evaluatedSplit()}); });
    }

    /// Goes on with the run that was interrupted as long as the ratings are the same; others make another run.
    Json trainPrmOnRatings(TrainRequest& request) {
        const std::string ratings = ratingsFingerprint(trainingTrees(m_work));
        const auto latest = storage::ModelStore(m_work.project).latest("prm");
        const std::string path = std::filesystem::absolute(request.options.out).lexically_normal().string();
        if (m_resuming && latest && latest->path == path && latest->data_fingerprint == ratings)
            return Json::parse(latest->metrics); // it was killed between the model's entry and the record's
        request.options.resume = m_resuming && ratings == m_record.ratings;
        m_record.ratings = ratings;
        m_record.save(m_work.project);
        LossCurve curve;
        Work watched{m_work.project, m_work.stop, [&](const Progress& progress) {
                         curve.add(progress);
                         if (m_work.progress)
                             m_work.progress(progress);
                     }};
        Json result = train(watched, request);
        result["loss_curve"] = Json::array();
        for (const LossCurve::Point& point : curve.points())
            result["loss_curve"].push_back({point.epoch, point.loss});
        return result;
    }

    void queueNext() {
        Json config = toJson(m_request);
        config["mode"] = toText(m_request.train.mode);
        config["epochs"] = m_request.train.epochs;
        config["labeler"] = m_request.labeler ? (m_request.labeler->oracle ? "oracle" : "scores") : "people";
        const Json queued = stage("queue", [&] {
            return queue(m_work, {.selection = m_request.selection,
                                  .control = m_request.control,
                                  .rule = m_request.rule,
                                  .neutral = m_request.neutral,
                                  .config = config,
                                  .stored = [&](const Json& result) {
                                      m_record.round = result["round_id"];
                                      keep(result);
                                  }});
        });
        for (const char* key : {"round", "queued", "candidates", "wrong_share", "strategy"})
            m_record.result[key] = queued[key];
    }

    /// "test", or "validation" where nothing is in it; empty where nothing is held out.
    std::string evaluatedSplit() {
        storage::ProblemStore problems(m_work.project);
        for (const char* split : {"test", "validation"})
            if (!problems.list(split, 1).empty())
                return split;
        return {};
    }

    void evaluateRound() {
        const Json evaluation = stage("evaluate", [&] {
            return evaluate(m_work, {.rule = m_request.rule,
                                     .neutral = m_request.neutral,
                                     .seed = m_request.selection.seed,
                                     .round = m_record.round});
        });
        for (const char* key :
             {"model", "split", "problems", "by", "step_auc", "step_auc_interval_95", "step_auc_within",
              "step_auc_within_interval_95", "mean_accuracy", "best_of_n", "steps"})
            m_record.result[key] = evaluation[key];
    }

    Json finish() {
        Json result = m_record.result;
        for (Json& stage : m_record.stages) {
            if (stage["name"] == "evaluate")
                stage["result"] = {{"problems", result["problems"]}}; // the rest of it is the result itself
            stage["result"].erase("loss_curve");
        }
        result["stages"] = m_record.stages;
        result["base"] = trainRequest(TrainKind::Prm).options.base.string();
        result["mode"] = toText(m_request.train.mode);
        result["labels"] = supervisedRatings(trainingTrees(m_work));
        result["state"] = "done";
        storage::Transaction transaction(m_work.project);
        storage::EvaluationStore(m_work.project)
            .add({.round = m_record.round,
                  .model = result.value("model", ModelId{0}),
                  .kind = "round",
                  .metrics = result.dump()});
        RoundRecord::clear(m_work.project);
        transaction.commit();
        return result;
    }

    Work& m_work;
    RoundRecord m_record;
    const RoundRequest m_request;
    const bool m_resuming;
    std::size_t m_next = 0; ///< stages that run() has come past
    std::string m_stage;    ///< the running one, with its begin
    Clock::time_point m_begin;
};

} // namespace

Json round(Work& work, const RoundRequest& request) {
    RoundRecord record;
    record.request = checked(request);
    const auto latest = storage::RoundStore(work.project).latest();
    record.number = latest ? latest->number + 1 : 1;
    return RoundRun(work, std::move(record), false).run();
}

Json resumeRound(Work& work) {
    auto record = RoundRecord::load(work.project);
    if (!record)
        throw Error("There is no unfinished round to go on with: start one without --resume.");
    return RoundRun(work, std::move(*record), true).run();
}

} // namespace stepmark::work
