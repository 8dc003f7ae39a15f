// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/work/round_begin.h"

#include "app/work/judges.h"
#include "app/work/model_folder.h"
#include "app/work/pool.h"
#include "app/work/queueing.h"
#include "model/domain/error.h"
#include "model/run/spec_json.h"
#include "storage/model_store.h"
#include "storage/problem_store.h"
#include "storage/round_history.h"
#include "storage/round_store.h"
#include "storage/transaction.h"

#include <algorithm>

namespace stepmark::work {

namespace fs = std::filesystem;

namespace {

constexpr const char* kOutcomeTail = "-orm";

bool trains(const RoundRecord& record) {
    return std::find(record.plan.begin(), record.plan.end(), Part::Train) != record.plan.end();
}

/// A round for people trains only where there are ratings that the newest model has not seen.
bool hasNewRatings(Work& work, const std::optional<storage::ModelRecord>& newest) {
    const auto trees = trainingTrees(work);
    return supervisedRatings(trees) > 0 && (!newest || newest->data_fingerprint != ratingsFingerprint(trees));
}

/// Settles what the round will do.
void planStages(Work& work, RoundRecord& record) {
    const RoundSpec& spec = record.spec;
    const auto newest = storage::ModelStore(work.project).latest("prm");
    const bool people = !spec.labeler, will_train = !people || hasNewRatings(work, newest);
    const auto add = [&](std::initializer_list<Part> parts) {
        record.plan.insert(record.plan.end(), parts.begin(), parts.end());
    };
    const auto train = [&] {
        add({Part::Train, Part::Score});
        if (spec.orm)
            add({Part::TrainOrm, Part::ScoreByOrm});
    };
    if (spec.samples > 0)
        add({Part::Generate});
    if (newest && !(people && will_train)) {
        record.chooser = newest->path;
        add({Part::Score});
    }
    if (people && will_train)
        train();
    add({Part::Queue});
    if (!people) {
        add({Part::Label});
        train();
    }
    if (!heldOutSplit(work).empty() && (will_train || newest || newestScoringModel(work)))
        add({Part::Evaluate});
}

void chooseFolder(Work& work, RoundRecord& record) {
    std::vector<std::string> tails{""};
    if (record.spec.orm)
        tails.emplace_back(kOutcomeTail);
    record.out = record.spec.train.out;
    if (record.out.empty())
        record.out = freeFolder(work, modelsFolder(work.project) / ("round-" + std::to_string(record.number)), tails);
    else
        for (const std::string& tail : tails)
            requireFree(work, record.out.string() + tail);
}

void holdFolders(Work& work, const RoundRecord& record) {
    if (!trains(record))
        return;
    holdFolder(work, record.out);
    if (record.spec.orm)
        holdFolder(work, outcomeFolder(record.out));
}

storage::Round addRound(Work& work, const RoundSpec& spec) {
    return storage::RoundStore(work.project)
        .add({.strategy = std::string(toText(spec.selection.strategy)),
              .count = spec.selection.count,
              .wrong_share = spec.selection.wrong_share,
              .per_problem = spec.selection.per_problem,
              .seed = spec.selection.seed,
              .config = toJson(spec).dump(),
              .overlap_share = spec.control.overlap_share,
              .overlap_labelers = spec.control.overlap_labelers,
              .gold_items = spec.control.gold_items,
              .stage = storage::RoundStage::Begun});
}

std::string becameOf(const std::optional<storage::Round>& last) {
    if (!last)
        return "this project has had none";
    const std::string name = "the last one, round " + std::to_string(last->number);
    switch (last->stage) {
    case storage::RoundStage::Done:
        return name + ", is done";
    case storage::RoundStage::GivenUp:
        return name + ", was given up";
    default:
        return name + ", is a queue by itself";
    }
}

void holdRounds(Work& work) { hold(work, storage::kRoundHold, "A round of this project is under way in another job"); }

} // namespace

RoundRecord beginRound(Work& work, const RoundSpec& spec) {
    RoundRecord record;
    record.spec = checked(spec);
    if (spec.labeler && !spec.labeler->oracle)
        storedScores(work, record.spec.labeler->scores); // an Error now, not after an hour of scoring
    holdRounds(work);
    planStages(work, record);
    storage::Transaction transaction(work.project);
    storage::giveUpUnfinishedRound(work.project);
    const storage::Round round = addRound(work, record.spec);
    record.round = round.id;
    record.number = round.number;
    if (trains(record))
        chooseFolder(work, record);
    holdFolders(work, record);
    record.save(work.project);
    transaction.commit();
    return record;
}

RoundRecord unfinishedRound(Work& work) {
    if (auto record = RoundRecord::load(work.project))
        return std::move(*record);
    throw Error("There is no unfinished round to go on with: " +
                becameOf(storage::RoundStore(work.project).latest()) + ". Start one without --resume.");
}

RoundRecord takeUpRound(Work& work) {
    holdRounds(work);
    RoundRecord record = unfinishedRound(work);
    holdFolders(work, record);
    return record;
}

std::vector<Part> plannedParts(Work& work, const RoundSpec& spec) {
    RoundRecord record;
    record.spec = spec;
    planStages(work, record);
    return record.plan;
}

fs::path outcomeFolder(const fs::path& out) { return out.string() + kOutcomeTail; }

std::string heldOutSplit(Work& work) {
    storage::ProblemStore problems(work.project);
    for (const char* split : {"test", "validation"})
        if (!problems.list(split, 1).empty())
            return split;
    return {};
}

} // namespace stepmark::work
