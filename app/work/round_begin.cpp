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

/// A round for people trains only where there are ratings that the newest model has not seen.
bool hasNewRatings(Work& work, const std::optional<storage::ModelRecord>& newest) {
    const auto trees = trainingTrees(work);
    return supervisedRatings(trees) > 0 && (!newest || newest->data_fingerprint != ratingsFingerprint(trees));
}

/// What the round is made of, and by which checkpoint it chooses.
struct PlannedParts {
    std::vector<Part> all;
    fs::path chooser; ///< empty: none

    bool train() const { return std::find(all.begin(), all.end(), Part::Train) != all.end(); }
};

PlannedParts partsOf(Work& work, const RoundSpec& spec) {
    PlannedParts parts;
    const auto newest = storage::ModelStore(work.project).latest("prm");
    const bool people = !spec.labeler, will_train = !people || hasNewRatings(work, newest);
    const auto add = [&](std::initializer_list<Part> more) {
        parts.all.insert(parts.all.end(), more.begin(), more.end());
    };
    const auto train = [&] {
        add({Part::Train, Part::Score});
        if (spec.orm)
            add({Part::TrainOrm, Part::ScoreByOrm});
    };
    if (spec.samples > 0)
        add({Part::Generate});
    if (newest && !(people && will_train)) {
        parts.chooser = newest->path;
        add({Part::Score});
    }
    if (people && will_train)
        train();
    add({Part::Queue});
    if (!people) {
        add({Part::Label});
        train();
    }
    if (heldOutSplit(work) && (will_train || newest || newestScoringModel(work)))
        add({Part::Evaluate});
    return parts;
}

fs::path chosenFolder(Work& work, const RoundRecord& record) {
    std::vector<std::string> tails{""};
    if (record.spec.orm)
        tails.push_back(outcomeFolder({}).string());
    fs::path out = record.spec.train.out;
    if (out.empty())
        return freeFolder(work, modelsFolder(work.project) / ("round-" + std::to_string(record.number)), tails);
    for (const std::string& tail : tails)
        requireFree(work, out.string() + tail);
    return out;
}

void holdFolders(Work& work, const Plan& plan) {
    for (const PlanNode& node : plan.nodes())
        if (!node.folder.empty())
            holdFolder(work, node.folder);
}

storage::Round addRound(Work& work, const RoundSpec& spec) {
    return storage::RoundStore(work.project)
        .add({.strategy = spec.selection.strategy,
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

/// Taken first and looked around then, as a grid does: of two that begin at once at most one goes on.
void holdRounds(Work& work) {
    hold(work, storage::kRoundHold, "A round of this project is under way in another job");
    requireNobody(work, storage::kGridHold, "Trainings of this project are being compared by another job, a grid");
}

} // namespace

RoundRecord beginRound(Work& work, const RoundSpec& spec) {
    RoundRecord record;
    record.spec = checked(spec);
    if (spec.labeler && !spec.labeler->oracle)
        storedScores(work, record.spec.labeler->scores); // an Error now, not after an hour of scoring
    holdRounds(work);
    const PlannedParts parts = partsOf(work, record.spec);
    storage::Transaction transaction(work.project);
    storage::giveUpUnfinishedRound(work.project);
    const storage::Round round = addRound(work, record.spec);
    record.round = round.id;
    record.number = round.number;
    record.course = {.chooser = parts.chooser, .saved_at = round.created_at};
    if (parts.train())
        record.course.out = chosenFolder(work, record);
    record.course.plan = planOf(record, parts.all);
    holdFolders(work, record.course.plan);
    record.save(work.project);
    transaction.commit();
    return record;
}

RoundRecord unfinishedRound(Work& work) {
    if (auto record = RoundRecord::load(work.project))
        return std::move(*record);
    throw Error("There is no unfinished round to go on with: " + becameOf(storage::RoundStore(work.project).latest()) +
                ". Start one without --resume.");
}

RoundRecord takeUpRound(Work& work) {
    holdRounds(work);
    RoundRecord record = unfinishedRound(work);
    holdFolders(work, record.course.plan);
    return record;
}

std::vector<Part> plannedParts(Work& work, const RoundSpec& spec) { return partsOf(work, spec).all; }

std::optional<Split> heldOutSplit(Work& work) {
    storage::ProblemStore problems(work.project);
    for (const Split split : {Split::Test, Split::Validation})
        if (!problems.list(split, 1).empty())
            return split;
    return std::nullopt;
}

} // namespace stepmark::work
