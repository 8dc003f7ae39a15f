// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/work/round_begin.h"

#include "app/work/judges.h"
#include "app/work/model_folder.h"
#include "app/work/pool.h"
#include "app/work/queueing.h"
#include "model/domain/error.h"
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
    const RoundRequest& request = record.request;
    const auto newest = storage::ModelStore(work.project).latest("prm");
    const bool people = !request.labeler, will_train = !people || hasNewRatings(work, newest);
    const auto add = [&](std::initializer_list<Part> parts) {
        record.plan.insert(record.plan.end(), parts.begin(), parts.end());
    };
    const auto train = [&] {
        add({Part::Train, Part::Score});
        if (request.orm)
            add({Part::TrainOrm, Part::ScoreByOrm});
    };
    if (request.samples > 0)
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
    if (record.request.orm)
        tails.emplace_back(kOutcomeTail);
    record.out = record.request.train.out;
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
    if (record.request.orm)
        holdFolder(work, outcomeFolder(record.out));
}

storage::Round addRound(Work& work, const RoundRequest& request) {
    Json config = toJson(request);
    config["mode"] = toText(request.train.mode);
    config["epochs"] = request.train.epochs;
    config["labeler"] = request.labeler ? (request.labeler->oracle ? "oracle" : "scores") : "people";
    return storage::RoundStore(work.project)
        .add({.strategy = std::string(toText(request.selection.strategy)),
              .count = request.selection.count,
              .wrong_share = request.selection.wrong_share,
              .per_problem = request.selection.per_problem,
              .seed = request.selection.seed,
              .config = config.dump(),
              .overlap_share = request.control.overlap_share,
              .overlap_labelers = request.control.overlap_labelers,
              .gold_items = request.control.gold_items,
              .stage = storage::RoundStage::Begun});
}

void holdRounds(Work& work) { hold(work, storage::kRoundHold, "A round of this project is under way in another job"); }

} // namespace

RoundRecord beginRound(Work& work, const RoundRequest& request) {
    RoundRecord record;
    record.request = checked(request);
    if (request.labeler && !request.labeler->oracle)
        storedScores(work, record.request.labeler->scores); // an Error now, not after an hour of scoring
    holdRounds(work);
    planStages(work, record);
    storage::Transaction transaction(work.project);
    storage::giveUpUnfinishedRound(work.project);
    const storage::Round round = addRound(work, record.request);
    record.round = round.id;
    record.number = round.number;
    if (trains(record))
        chooseFolder(work, record);
    holdFolders(work, record);
    record.save(work.project);
    transaction.commit();
    return record;
}

RoundRecord takeUpRound(Work& work) {
    holdRounds(work);
    auto record = RoundRecord::load(work.project);
    if (!record)
        throw Error("There is no unfinished round to go on with: start one without --resume.");
    holdFolders(work, *record);
    return std::move(*record);
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
