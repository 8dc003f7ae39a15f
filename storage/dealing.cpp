// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/dealing.h"

#include "model/domain/assignment.h"
#include "model/domain/draw.h"
#include "storage/gold_store.h"
#include "storage/labeler_store.h"
#include "storage/queue_store.h"
#include "storage/statement.h"
#include "storage/step_store.h"
#include "storage/transaction.h"

#include <algorithm>
#include <map>

namespace stepmark::storage {

namespace {

/// A gold item that this labeler may be asked.
struct Askable {
    SolutionId solution = 0;
    std::optional<bool> correct;
    std::uint64_t key = 0; ///< for draws
};

// Not their own judgement, and nothing whose steps they have had before: equal samples count as one.
std::vector<Askable> askable(Project& project, LabelerId labeler, Purpose purpose) {
    Statement statement(
        project.connection(),
        "SELECT solution.id, solution.correct, solution.leaf_id FROM gold_item JOIN solution ON solution.id = "
        "gold_item.solution_id "
        "WHERE gold_item.purpose = ? AND (gold_item.labeler_id IS NULL OR gold_item.labeler_id <> ?) "
        "AND (SELECT in_service FROM gold_event WHERE gold_item_id = gold_item.id ORDER BY gold_event.id DESC LIMIT 1) "
        "= 1 AND NOT EXISTS (SELECT 1 FROM solution AS same JOIN annotation ON annotation.solution_id = same.id "
        "WHERE same.leaf_id = solution.leaf_id AND annotation.labeler_id = ?) "
        "AND NOT EXISTS (SELECT 1 FROM solution AS same JOIN queue_item ON queue_item.solution_id = same.id "
        "WHERE same.leaf_id = solution.leaf_id AND (queue_item.labeler_id = ? OR queue_item.reserved_for = ?)) "
        "ORDER BY gold_item.id");
    statement.run(toText(purpose), labeler, labeler, labeler, labeler);
    const StepStore steps(project);
    std::vector<Askable> items;
    while (statement.next())
        items.push_back({statement.integer(0), statement.isNull(1) ? std::nullopt : std::optional(statement.flag(1)),
                         steps.drawKey(statement.integer(2))});
    return items;
}

/// The draws of one labeler: each meets other items, at other places.
Draw drawFor(Project& project, LabelerId labeler, std::uint64_t seed, std::string_view purpose) {
    const auto known = LabelerStore(project).find(labeler);
    return Draw(seed, purpose).of(drawKey(known ? known->name : ""));
}

std::vector<Askable> drawn(std::vector<Askable> items, std::size_t count, const Draw& draw) {
    draw.sort(items, [](const Askable& item) { return item.key; });
    items.resize(std::min(items.size(), count));
    return items;
}

struct OpenRound {
    RoundId id = 0;
    std::uint64_t seed = 0;
    std::optional<SelectionStrategy> strategy;
    int gold_items = 0;
};

std::vector<OpenRound> undealtRounds(Connection& connection, LabelerId labeler) {
    Statement statement(
        connection,
        "SELECT id, seed, strategy, gold_items FROM round WHERE gold_items > 0 AND NOT EXISTS "
        "(SELECT 1 FROM gold_deal WHERE round_id = round.id AND labeler_id = ?) AND EXISTS (SELECT 1 FROM queue_item "
        "WHERE round_id = round.id AND state = 'queued' AND purpose = 'label')");
    statement.run(labeler);
    std::vector<OpenRound> rounds;
    while (statement.next())
        rounds.push_back({statement.integer(0), static_cast<std::uint64_t>(statement.integer(1)),
                          selectionStrategyFromText(statement.text(2)), static_cast<int>(statement.integer(3))});
    return rounds;
}

void dealScreening(Project& project, LabelerId labeler) {
    const auto wanted = static_cast<std::size_t>(std::max(0, qualityRules(project).screening_items));
    const auto items = askable(project, labeler, Purpose::Screening);
    QueueStore queue(project);
    std::int64_t position = 0;
    for (const Askable& one : drawn(items, wanted, drawFor(project, labeler, 0, "screening"))) {
        QueueItem item;
        item.solution = one.solution;
        item.position = position++;
        item.purpose = Purpose::Screening;
        item.reserved_for = labeler;
        queue.addReserved(item);
    }
}

/// Places of the round's queue that still lie before the labeler.
std::vector<std::int64_t> placesAhead(Connection& connection, RoundId round) {
    Statement statement(connection, "SELECT DISTINCT position FROM queue_item WHERE round_id = ? AND state = 'queued' "
                                    "AND purpose = 'label' ORDER BY position");
    statement.run(round);
    std::vector<std::int64_t> places;
    while (statement.next())
        places.push_back(statement.integer(0));
    return places;
}

void dealGold(Project& project, LabelerId labeler, const OpenRound& round) {
    auto places = placesAhead(project.connection(), round.id);
    const auto items = drawn(askable(project, labeler, Purpose::QualityControl),
                             std::min(places.size(), static_cast<std::size_t>(round.gold_items)),
                             drawFor(project, labeler, round.seed, "gold items"));
    if (items.empty())
        return; // gold may come later
    drawFor(project, labeler, round.seed, "places of gold items").sort(places, [](std::int64_t place) {
        return static_cast<std::uint64_t>(place);
    });
    QueueStore queue(project);
    for (std::size_t i = 0; i < items.size(); ++i) {
        QueueItem item;
        item.round = round.id;
        item.solution = items[i].solution;
        item.position = places[i];
        if (round.strategy)
            item.reason = usualReason(*round.strategy, items[i].correct);
        item.purpose = Purpose::QualityControl;
        item.reserved_for = labeler;
        queue.addReserved(item);
    }
    Statement(project.connection(), "INSERT INTO gold_deal (round_id, labeler_id, items) VALUES (?, ?, ?)")
        .run(round.id, labeler, std::ssize(items));
}

std::map<std::string, int> screeningItems(Connection& connection, LabelerId labeler) {
    Statement statement(connection, "SELECT state, COUNT(*) FROM queue_item WHERE reserved_for = ? AND "
                                    "purpose = 'screening' GROUP BY state");
    statement.run(labeler);
    std::map<std::string, int> items;
    while (statement.next())
        items[statement.text(0)] = static_cast<int>(statement.integer(1));
    return items;
}

} // namespace

void deal(Project& project, LabelerId labeler) {
    Connection& connection = project.connection();
    if (const auto known = LabelerStore(project).find(labeler); known && known->machine)
        return;
    const LabelerState state = labelerState(connection, labeler);
    if (state == LabelerState::Screening && screeningItems(connection, labeler).empty()) {
        Transaction transaction(project);
        if (screeningItems(connection, labeler).empty()) // still, now that nobody else can write
            dealScreening(project, labeler);
        transaction.commit();
    }
    if (state != LabelerState::Admitted || undealtRounds(connection, labeler).empty())
        return;
    Transaction transaction(project);
    for (const OpenRound& round : undealtRounds(connection, labeler))
        dealGold(project, labeler, round);
    transaction.commit();
}

Screening screeningOf(Project& project, LabelerId labeler) {
    Screening screening;
    screening.state = labelerState(project.connection(), labeler);
    auto items = screeningItems(project.connection(), labeler);
    for (const auto& [state, count] : items)
        screening.served += count;
    if (screening.served == 0)
        return screening;
    screening.tally = tally(GoldStore(project).results(labeler), Purpose::Screening);
    for (int skipped = 0; skipped < items["skipped"]; ++skipped)
        screening.tally.add({.steps = 1, .agreed = 0});
    screening.answered = items["done"] + items["skipped"];
    return screening;
}

Screening decideScreening(Project& project, LabelerId labeler) {
    Transaction transaction(project);
    deal(project, labeler); // else nothing would be open
    Screening screening = screeningOf(project, labeler);
    const int open = screening.served - screening.answered;
    if (screening.state == LabelerState::Screening && open == 0) {
        const bool judged = screening.tally.items > 0; // else all of its gold has gone out of service
        screening.state =
            judged ? screeningVerdict(screening.tally, open, qualityRules(project)) : LabelerState::Admitted;
        LabelerStore(project).setState(labeler, screening.state,
                                       judged ? std::to_string(screening.tally.right) + " of " +
                                                    std::to_string(screening.tally.items) + " right"
                                              : "no screening item was left in service");
    }
    transaction.commit();
    return screening;
}

} // namespace stepmark::storage
