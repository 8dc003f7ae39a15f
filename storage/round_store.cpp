// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/round_store.h"

#include "storage/statement.h"
#include "storage/transaction.h"

#include <algorithm>
#include <iterator>
#include <utility>

namespace stepmark::storage {

namespace {

constexpr const char* kSelect = "SELECT id, number, strategy, count, wrong_share, per_problem, seed, candidates, "
                                "model_id, config, created_at, overlap_share, overlap_labelers, gold_items, state, "
                                "COALESCE(record, '') FROM round ";

constexpr std::pair<RoundStage, const char*> kStages[] = {{RoundStage::Queued, "queued"},
                                                          {RoundStage::Begun, "begun"},
                                                          {RoundStage::Done, "done"},
                                                          {RoundStage::GivenUp, "given up"}};

const char* textOf(RoundStage stage) {
    return std::find_if(std::begin(kStages), std::end(kStages), [&](auto& one) { return one.first == stage; })->second;
}

RoundStage stageFrom(const std::string& text) {
    const auto place =
        std::find_if(std::begin(kStages), std::end(kStages), [&](auto& one) { return text == one.second; });
    return place == std::end(kStages) ? RoundStage::Queued : place->first;
}

Round read(const Statement& row) {
    return {row.integer(0),
            row.integer(1),
            selectionStrategyFromText(row.text(2)),
            row.integer(3),
            row.real(4),
            row.integer(5),
            static_cast<std::uint64_t>(row.integer(6)),
            row.integer(7),
            row.integer(8),
            row.text(9),
            row.text(10),
            row.real(11),
            static_cast<int>(row.integer(12)),
            static_cast<int>(row.integer(13)),
            stageFrom(row.text(14)),
            row.text(15)};
}

std::optional<Round> one(Statement& statement) {
    return statement.next() ? std::optional(read(statement)) : std::nullopt;
}

} // namespace

RoundStore::RoundStore(Project& project)
    : m_connection(project.connection()) {}

Round RoundStore::add(Round round) {
    Transaction transaction(m_connection);
    Statement last(m_connection, "SELECT COALESCE(MAX(number), 0) FROM round");
    last.run().next();
    round.number = last.integer(0) + 1;
    last.finish();
    if (round.created_at.empty())
        round.created_at = nowUtc();
    Statement insert(m_connection,
                     "INSERT INTO round (number, strategy, count, wrong_share, per_problem, seed, "
                     "candidates, model_id, config, created_at, overlap_share, overlap_labelers, gold_items, state) "
                     "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
    insert.run(round.number, round.strategy ? toText(*round.strategy) : "", round.count, round.wrong_share,
               round.per_problem, static_cast<std::int64_t>(round.seed), round.candidates, idOrNull(round.model),
               round.config, round.created_at, round.overlap_share, round.overlap_labelers, round.gold_items,
               textOf(round.stage));
    round.id = insert.insertedId();
    transaction.commit();
    return round;
}

std::optional<Round> RoundStore::find(RoundId id) const {
    Statement statement(m_connection, std::string(kSelect) + "WHERE id = ?");
    return one(statement.run(id));
}

std::optional<Round> RoundStore::latest() const {
    Statement statement(m_connection, std::string(kSelect) + "ORDER BY number DESC LIMIT 1");
    return one(statement.run());
}

std::optional<Round> RoundStore::latestQueued() const {
    Statement statement(m_connection, std::string(kSelect) +
                                          "WHERE EXISTS (SELECT 1 FROM queue_item WHERE round_id = round.id) "
                                          "ORDER BY number DESC LIMIT 1");
    return one(statement.run());
}

bool RoundStore::hasLabels(RoundId id) const {
    Statement statement(m_connection, "SELECT 1 FROM queue_item WHERE round_id = ? AND purpose = 'label' AND "
                                      "state = 'done' LIMIT 1");
    return statement.run(id).next();
}

std::vector<Round> RoundStore::list() const {
    Statement statement(m_connection, std::string(kSelect) + "ORDER BY number");
    statement.run();
    std::vector<Round> rounds;
    while (statement.next())
        rounds.push_back(read(statement));
    return rounds;
}

void RoundStore::setQueued(RoundId id, SelectionStrategy strategy, std::int64_t candidates, ModelId model) {
    Statement(m_connection, "UPDATE round SET strategy = ?, candidates = ?, model_id = ? WHERE id = ?")
        .run(toText(strategy), candidates, idOrNull(model), id);
}

void RoundStore::setStage(RoundId id, RoundStage stage) {
    Statement(m_connection, "UPDATE round SET state = ?, record = CASE WHEN ? = 'begun' THEN record END WHERE id = ?")
        .run(textOf(stage), textOf(stage), id);
}

void RoundStore::setRecord(RoundId id, const std::string& json) {
    Statement(m_connection, "UPDATE round SET record = ? WHERE id = ?").run(json, id);
}

std::optional<Round> RoundStore::unfinished() const {
    Statement statement(m_connection, std::string(kSelect) +
                                          "WHERE state = 'begun' AND record IS NOT NULL ORDER BY number DESC LIMIT 1");
    return one(statement.run());
}

} // namespace stepmark::storage
