// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/work/hold_out.h"

#include "model/domain/coded_error.h"
#include "model/domain/draw.h"
#include "storage/model_store.h"
#include "storage/problem_list.h"
#include "storage/problem_store.h"
#include "storage/split_moves.h"
#include "storage/trained_on_store.h"
#include "storage/write_batch.h"

#include <algorithm>
#include <set>

namespace stepmark::work {

namespace {

constexpr double kUsualShare = 0.1;

/// What would move, and what that leaves.
struct Move {
    std::vector<Problem> problems;
    std::size_t in_train = 0; ///< problems, before
    std::size_t in_target = 0;
    std::int64_t rated_moved = 0, rated_left = 0; ///< with ratings: of the moved ones, and left in Train
    std::optional<std::int64_t> trained_on;       ///< of the moved ones, by the newest PRM
};

std::int64_t countIn(const std::vector<Problem>& problems, const std::set<ProblemId>& ids) {
    return std::count_if(problems.begin(), problems.end(), [&](auto& problem) { return ids.contains(problem.id); });
}

std::vector<Problem> chosen(Work& work, const HoldOutRequest& request) {
    auto problems = storage::ProblemStore(work.project).list(request.from);
    std::erase_if(problems, [&](const Problem& problem) { return problem.split == request.to; });
    if (request.to == Split::Train && !request.share) {
        const auto moved = storage::movedOutOf(work.project, Split::Train);
        std::erase_if(problems, [&](const Problem& problem) { return !moved.contains(problem.id); });
        return problems;
    }
    const Draw draw(request.seed,
                    "held out for " + std::string(toText(request.to))); // another draw for validation than for test
    std::erase_if(problems, [&, share = request.share.value_or(kUsualShare)](const Problem& problem) {
        return draw.share(drawKey(problem.text)) >= share;
    });
    return problems;
}

std::optional<std::int64_t> trainedOn(Work& work, const std::vector<Problem>& problems) {
    const auto newest = storage::ModelStore(work.project).latest("prm");
    const auto seen = newest ? storage::TrainedOnStore(work.project).find(newest->id) : std::nullopt;
    if (!newest)
        return 0;
    if (!seen)
        return std::nullopt;
    return countIn(problems, {seen->training.begin(), seen->training.end()});
}

Move planned(Work& work, const HoldOutRequest& request) {
    storage::ProblemStore store(work.project);
    Move move{chosen(work, request)};
    const auto train = store.list(Split::Train);
    const auto rated = storage::ratedProblems(work.project);
    move.in_train = train.size();
    move.in_target = store.list(request.to).size();
    move.rated_moved = countIn(move.problems, rated);
    move.rated_left = countIn(train, rated);
    if (request.to == Split::Train)
        move.rated_left += move.rated_moved;
    else if (request.from == Split::Train)
        move.rated_left -= move.rated_moved;
    move.trained_on = request.to == Split::Train ? 0 : trainedOn(work, move.problems);
    return move;
}

/// What there is to train on now, and would not be any more; empty: enough stays.
std::string whatItEmpties(const Move& move, const HoldOutRequest& request) {
    if (request.from != Split::Train || move.problems.empty())
        return {};
    if (move.problems.size() == move.in_train)
        return "This leaves none of the " + std::to_string(move.in_train) + " problems in split 'train'";
    if (move.rated_moved > 0 && move.rated_left == 0)
        return "All " + std::to_string(move.rated_moved) +
               " problems with ratings would move: this leaves nothing to train on";
    return {};
}

Json warnings(const Move& move, const HoldOutRequest& request) {
    Json lines = Json::array();
    if (const std::string empties = whatItEmpties(move, request); !empties.empty())
        lines.push_back(empties + ".");
    if (!move.trained_on)
        lines.push_back("Which problems the newest model was trained on is not known: whether these are held out for "
                        "it is not known either.");
    else if (*move.trained_on > 0)
        lines.push_back("The newest model was trained on " + std::to_string(*move.trained_on) + " of these " +
                        std::to_string(move.problems.size()) +
                        " problems: they are held out for models that are trained from now on, and left out of its "
                        "figures.");
    return lines;
}

Json listed(Work& work, const Move& move) {
    std::vector<ProblemId> ids;
    for (const Problem& problem : move.problems)
        if (ids.size() < HoldOutRequest::kListed)
            ids.push_back(problem.id);
    Json rows = Json::array();
    for (const auto& row : storage::ProblemList(work.project).rows(ids))
        rows.push_back(
            {{"id", row.id}, {"split", toText(row.split)}, {"solutions", row.solutions}, {"problem", row.text}});
    return rows;
}

Json resultOf(Work& work, const Move& move, const HoldOutRequest& request) {
    const auto moved = move.problems.size();
    const bool back = request.to == Split::Train, out = request.from == Split::Train;
    return {{"moved", moved},
            {"from", request.from ? Json(toText(*request.from)) : Json(nullptr)},
            {"split", toText(request.to)},
            {"left_in_train", move.in_train + (back ? moved : 0) - (out ? moved : 0)},
            {"held_out", back ? Json(nullptr) : Json(move.in_target + moved)},
            {"rated_moved", move.rated_moved},
            {"rated_left", move.rated_left},
            {"trained_on", orNull(move.trained_on)},
            {"leaves_nothing", !whatItEmpties(move, request).empty()},
            {"plan", request.preview},
            {"warnings", warnings(move, request)},
            {"problems", listed(work, move)}};
}

void refuse(const Move& move, const HoldOutRequest& request) {
    if (request.to == Split::Train && move.problems.empty())
        throw CodedError(Fault::NoneToBringBack, {},
                         "No problem was moved out of 'train' that could go back: with --share a share of all held-out "
                         "problems is moved, those among them that came so.");
    if (request.to != Split::Train && move.problems.empty() && move.in_target == 0)
        throw CodedError(
            Fault::NoneDrawn, {std::to_string(move.in_train), Json(request.share.value_or(kUsualShare)).dump()},
            "Each problem is drawn by itself, and of these " + std::to_string(move.in_train) + " a share of " +
                Json(request.share.value_or(kUsualShare)).dump() + " holds none out: use another --seed or --share.");
    if (const std::string empties = whatItEmpties(move, request); !empties.empty() && !request.may_empty)
        throw Error(empties + ". Nothing was moved. Use another --seed or --share; --yes moves them all the same, and "
                              "'stepmarkctl split PROJECT --to train' back.");
}

HoldOutRequest complete(HoldOutRequest request) {
    if (!request.from && request.to != Split::Train)
        request.from = Split::Train;
    const std::string to(toText(request.to));
    if (request.from == request.to)
        throw Error("The problems of '" + to + "' are in '" + to + "' already: name another split.");
    return request;
}

} // namespace

Json holdOut(Work& work, const HoldOutRequest& asked) {
    const HoldOutRequest request = complete(asked);
    const Move move = planned(work, request);
    if (request.preview)
        return resultOf(work, move, request);
    refuse(move, request);
    const Json result = resultOf(work, move, request);
    storage::ProblemStore store(work.project);
    storage::WriteBatch batch(work.project, work.stop); // a killed call is gone on with by the same one
    for (const Problem& problem : move.problems)
        batch.write([&] { store.setSplit(problem.id, request.to); });
    batch.commit();
    return result;
}

} // namespace stepmark::work
