// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/work/round.h"

#include "app/work/evaluation.h"
#include "app/work/generation.h"
#include "app/work/labelling.h"
#include "app/work/plan_run.h"
#include "app/work/pool.h"
#include "app/work/queueing.h"
#include "app/work/round_begin.h"
#include "app/work/scoring.h"
#include "app/work/training.h"
#include "model/domain/error.h"
#include "model/run/metrics_json.h"
#include "model/run/spec_json.h"
#include "storage/evaluation_store.h"
#include "storage/round_store.h"
#include "storage/transaction.h"

#include <utility>

namespace stepmark::work {

namespace {

/// Goes through the plan of a round that has begun. Each part is a function that returns what it found.
class RoundRun {
public:
    RoundRun(const Work& work, RoundRecord record)
        : m_work(work)
        , m_record(std::move(record))
        , m_spec(m_record.spec)
        , m_run(work, m_record.course.plan) {}
    RoundRun(const RoundRun&) = delete;
    RoundRun& operator=(const RoundRun&) = delete;

    Json run() {
        m_run.run([this](Work& work, const PlanNode& node, const PlanRun::Keep& keep) {
            return perform(work, node.part, keep);
        });
        return finish();
    }

private:
    Json perform(Work& work, Part part, const PlanRun::Keep& keep) {
        switch (part) {
        case Part::Generate:
            return generateCandidates(work, keep);
        case Part::Queue:
            return queueNext(work, keep);
        case Part::Label:
            return label(work, {.by = *m_spec.labeler,
                                .may_be_empty = true, // of a labeler who was killed between two batches
                                .stored = keep});
        case Part::Train:
            return train(work, trainRequest(prmOptions(m_spec), m_record.course.out, keep));
        case Part::Score:
            return score(work, {.checkpoint = isTrained() ? m_record.course.out : m_record.course.chooser,
                                .too_long = m_spec.train.too_long,
                                .compute = compute()});
        case Part::TrainOrm:
            return train(work, trainRequest(ormOptions(m_spec), outcomeFolder(m_record.course.out), keep));
        case Part::ScoreByOrm:
            return score(
                work,
                {.checkpoint = outcomeFolder(m_record.course.out), .split = heldOutSplit(work), .compute = compute()});
        case Part::Evaluate:
            return evaluate(
                work, {.spec = evaluateSpec(m_spec), .model = trained(), .round = m_record.round, .stored = keep});
        default:
            throw Error("A round has no part \"" + std::string(toText(part)) + "\": start a new round.");
        }
    }

    bool isTrained() const { return !m_run.resultOf(Part::Train).is_null(); }
    /// 0: none.
    ModelId trained() const { return isTrained() ? m_run.resultOf(Part::Train).value("model", ModelId{0}) : 0; }

    ComputeChoice compute() const { return computeOf(m_spec.train); }

    Json generateCandidates(Work& work, const PlanRun::Keep& keep) {
        return generate(work, {.base = m_spec.generator,
                               .samples = m_spec.samples,
                               .split = Split::Train,
                               .seed = m_spec.selection.seed + static_cast<std::uint64_t>(m_record.number),
                               .compute = compute(),
                               .stored = keep});
    }

    Json queueNext(Work& work, const PlanRun::Keep& keep) {
        return queue(work, {.selection = m_spec.selection,
                            .control = m_spec.control,
                            .model = trained(),
                            .round = m_record.round,
                            .rule = m_spec.rule,
                            .neutral = m_spec.neutral,
                            .stored = keep});
    }

    /// Goes on with the run that was interrupted as long as ratings and choices are the same; others make another run.
    TrainRequest trainRequest(TrainOptions options, const std::filesystem::path& out, const PlanRun::Keep& keep) {
        if (options.base.empty())
            options.base = shippedModel("stepmark-base");
        options.out = out;
        options.resume_same = true;
        return {.spec = {.options = options}, .round = m_record.round, .in_own_folder = true, .stored = keep};
    }

    /// What was done, in order.
    std::vector<StageReport> stages() const {
        std::vector<StageReport> stages;
        for (std::size_t i = 0; i < m_run.results().size(); ++i)
            if (const auto& found = m_run.results()[i])
                stages.push_back({m_record.course.plan.nodes()[i].part, found->seconds, found->result});
        return stages;
    }

    /// The round's own result, out of what its stages found.
    Json collect() const {
        Json result;
        const auto take = [&](Part part, const std::vector<const char*>& keys) {
            const Json found = m_run.resultOf(part);
            for (const char* key : keys)
                if (found.is_object() && found.contains(key))
                    result[key] = found[key];
        };
        take(Part::Train, {"loss_curve", "layout", "notes"});
        take(Part::Queue,
             {"round", "queued", "candidates", "wrong_share", "strategy", "asked", "wrong_asked", "wrong", "unscored"});
        if (const Json queued = m_run.resultOf(Part::Queue); queued.is_object() && queued.contains("notes"))
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
        result["stages"] = toJson(stages());
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
            result["labels"] = isTrained() ? m_run.resultOf(Part::Train)["labels"] : Json(nullptr);
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

    Work m_work;
    const RoundRecord m_record;
    const RoundSpec& m_spec;
    PlanRun m_run;
};

} // namespace

Json round(Work& work, const RoundSpec& spec) {
    keepPool(work);
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

Json resumeRound(Work& work) {
    keepPool(work);
    return RoundRun(work, takeUpRound(work)).run();
}

} // namespace stepmark::work
