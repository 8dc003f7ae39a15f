// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/work/round.h"

#include "app/work/evaluation.h"
#include "app/work/generation.h"
#include "app/work/labelling.h"
#include "app/work/model_folder.h"
#include "app/work/queueing.h"
#include "app/work/round_begin.h"
#include "app/work/scoring.h"
#include "app/work/training.h"
#include "model/domain/error.h"
#include "model/run/spec_json.h"
#include "storage/evaluation_store.h"
#include "storage/round_store.h"
#include "storage/transaction.h"

#include <algorithm>
#include <chrono>
#include <utility>

namespace stepmark::work {

namespace {

using Clock = std::chrono::steady_clock;

/// Goes through the plan of a round that has begun, from the first stage that is not finished. Each stage is a function
/// that returns what it found; one whose results must not be stored twice keeps the record in the same transaction.
class RoundRun {
public:
    RoundRun(const Work& work, RoundRecord record)
        : m_work(work)
        , m_record(std::move(record))
        , m_spec(m_record.spec) {
        m_work.progress = [this, sink = work.progress](Progress progress) {
            progress.part = m_part;
            if (sink)
                sink(progress);
        };
    }
    RoundRun(const RoundRun&) = delete;
    RoundRun& operator=(const RoundRun&) = delete;

    Json run() {
        while (m_record.stages.size() < m_record.plan.size())
            runStage(m_record.plan[m_record.stages.size()]);
        return finish();
    }

private:
    void runStage(Part part) {
        throwIfStopped(m_work.stop);
        m_begin = Clock::now();
        m_part = part;
        m_work.report(Stage::Starting);
        const std::size_t place = m_record.stages.size();
        const Json result = perform(part);
        if (m_record.stages.size() == place)
            keep(result);
    }

    /// The running stage is done.
    void keep(const Json& result) {
        const double seconds = std::chrono::duration<double>(Clock::now() - m_begin).count();
        m_record.stages.push_back(
            {{"name", toText(m_record.plan[m_record.stages.size()])}, {"seconds", seconds}, {"result", result}});
        m_record.save(m_work.project);
    }
    std::function<void(const Json&)> keeper() {
        return [this](const Json& result) { keep(result); };
    }

    Json perform(Part part) {
        switch (part) {
        case Part::Generate:
            return generateCandidates();
        case Part::Queue:
            return queueNext();
        case Part::Label:
            return labelQueue();
        case Part::Train:
            return train(m_work, trainRequest(prmOptions(m_spec), m_record.out));
        case Part::Score:
            return score(m_work, {.checkpoint = isTrained() ? m_record.out : m_record.chooser,
                                  .too_long = m_spec.train.too_long,
                                  .compute = compute()});
        case Part::TrainOrm:
            return train(m_work, trainRequest(ormOptions(m_spec), outcomeFolder(m_record.out)));
        case Part::ScoreByOrm:
            return score(
                m_work,
                {.checkpoint = outcomeFolder(m_record.out), .split = heldOutSplit(m_work), .compute = compute()});
        case Part::Evaluate:
            return evaluateRound();
        default:
            throw Error("A round has no part \"" + std::string(toText(part)) + "\": start a new round.");
        }
    }

    bool isTrained() const { return !m_record.resultOf(Part::Train).is_null(); }
    /// 0: none.
    ModelId trained() const { return isTrained() ? m_record.resultOf(Part::Train).value("model", ModelId{0}) : 0; }

    ComputeChoice compute() const { return computeOf(m_spec.train); }

    Json generateCandidates() {
        return generate(m_work, {.base = m_spec.generator,
                                 .samples = m_spec.samples,
                                 .split = "train",
                                 .seed = m_spec.selection.seed + static_cast<std::uint64_t>(m_record.number),
                                 .compute = compute(),
                                 .stored = keeper()});
    }

    Json queueNext() {
        return queue(m_work, {.selection = m_spec.selection,
                              .control = m_spec.control,
                              .model = trained(),
                              .round = m_record.round,
                              .rule = m_spec.rule,
                              .neutral = m_spec.neutral,
                              .stored = keeper()});
    }

    Json labelQueue() {
        return label(m_work, {.by = *m_spec.labeler,
                              .may_be_empty = true, // of a labeler who was killed between two batches
                              .stored = keeper()});
    }

    /// Goes on with the run that was interrupted as long as ratings and choices are the same; others make another run.
    TrainRequest trainRequest(TrainOptions options, const std::filesystem::path& out) {
        if (options.base.empty())
            options.base = shippedModel("stepmark-base");
        options.out = out;
        options.resume_same = true;
        return {.spec = {.options = options}, .round = m_record.round, .in_own_folder = true, .stored = keeper()};
    }

    Json evaluateRound() {
        return evaluate(m_work, {.spec = {.rule = m_spec.rule,
                                          .neutral = m_spec.neutral,
                                          .seed = m_spec.selection.seed},
                                 .model = trained(),
                                 .round = m_record.round,
                                 .stored = keeper()});
    }

    /// The round's own result, out of what its stages found.
    Json collect() const {
        Json result;
        const auto take = [&](Part part, const std::vector<const char*>& keys) {
            const Json found = m_record.resultOf(part);
            for (const char* key : keys)
                if (found.is_object() && found.contains(key))
                    result[key] = found[key];
        };
        take(Part::Train, {"loss_curve", "layout", "notes"});
        take(Part::Queue,
             {"round", "queued", "candidates", "wrong_share", "strategy", "asked", "wrong_asked", "wrong", "unscored"});
        if (const Json queued = m_record.resultOf(Part::Queue); queued.is_object() && queued.contains("notes"))
            result["queue_notes"] = queued["notes"];
        take(Part::Evaluate, {"model",
                          "split",
                          "problems",
                          "labels",
                          "labels_by_sign",
                          "held_out",
                          "problems_seen",
                          "problems_in_split",
                          "warnings",
                          "by",
                          "precision",
                          "device",
                          "threads",
                          "processor",
                          "seed",
                          "step_auc",
                          "mean_accuracy",
                          "step_auc_interval_95",
                          "step_auc_within",
                          "step_auc_within_interval_95",
                          "best_of_n",
                          "step_metrics",
                          "reasons"});
        result["stages"] = m_record.stages;
        for (Json& stage : result["stages"]) {
            if (stage["name"] == toText(Part::Evaluate))
                stage["result"] = {{"problems", result["problems"]}}; // the rest of it is the result itself
            stage["result"].erase("loss_curve");
        }
        return result;
    }

    Json finish() {
        Json result = collect();
        const RoundSpec spec = resolved(m_spec);
        result["base"] = spec.train.base.string();
        result["mode"] = toText(spec.train.mode);
        result["spec"] = toJson(spec);
        if (!result.contains("labels")) // nothing was evaluated
            result["labels"] = isTrained() ? m_record.resultOf(Part::Train)["labels"] : Json(nullptr);
        result["state"] = "done";
        storage::Transaction transaction(m_work.project);
        storage::EvaluationStore(m_work.project)
            .add({.round = m_record.round,
                  .model = result.value("model", ModelId{0}),
                  .kind = "round",
                  .metrics = result.dump()});
        storage::RoundStore(m_work.project).setStage(m_record.round, storage::RoundStage::Done);
        transaction.commit();
        return result;
    }

    Work m_work; ///< whose reports name the part
    Part m_part = Part::None;
    RoundRecord m_record;
    const RoundSpec m_spec;
    Clock::time_point m_begin; ///< of the running stage
};

} // namespace

Json round(Work& work, const RoundSpec& spec) {
    const auto before = storage::RoundStore(work.project).unfinished();
    RoundRecord record = beginRound(work, spec);
    if (!before)
        return RoundRun(work, std::move(record)).run();
    const std::string given_up = "Round " + std::to_string(before->number) +
                                 " was not finished and is given up: nothing goes on with it any more. What it has "
                                 "queued, trained and scored stays.";
    work.report({.stage = Stage::Starting, .note = given_up});
    Json result = RoundRun(work, std::move(record)).run();
    result["warnings"].push_back(given_up);
    return result;
}

Json resumeRound(Work& work) { return RoundRun(work, takeUpRound(work)).run(); }

} // namespace stepmark::work
