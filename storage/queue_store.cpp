// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/queue_store.h"

#include "model/domain/error.h"
#include "storage/statement.h"
#include "storage/transaction.h"

namespace stepmark::storage {

namespace {

constexpr const char* kSelect =
    "SELECT id, round_id, solution_id, position, reason, purpose, state, labeler_id, served_at FROM queue_item ";
constexpr const char* kOrder = "ORDER BY round_id DESC, position LIMIT ?";

QueueState stateFromText(const std::string& text) {
    return text == "served"    ? QueueState::Served
           : text == "done"    ? QueueState::Done
           : text == "skipped" ? QueueState::Skipped
                               : QueueState::Queued;
}

QueueItem read(const Statement& row) {
    return {row.integer(0),
            row.integer(1),
            row.integer(2),
            row.integer(3),
            row.text(4),
            purposeFromText(row.text(5)),
            stateFromText(row.text(6)),
            row.integer(7),
            row.text(8)};
}

std::vector<QueueItem> all(Statement& statement) {
    std::vector<QueueItem> items;
    while (statement.next())
        items.push_back(read(statement));
    return items;
}

// What the labeler left unfinished: a handful of rows, found by state.
std::vector<QueueItem> servedTo(Connection& connection, LabelerId labeler, std::int64_t limit) {
    Statement statement(connection, std::string(kSelect) + "WHERE state = 'served' AND labeler_id = ? " + kOrder);
    return all(statement.run(labeler, limit));
}

std::vector<QueueItem> waiting(Connection& connection, std::int64_t limit) {
    Statement statement(connection, std::string(kSelect) + "WHERE state = 'queued' " + kOrder);
    return all(statement.run(limit));
}

} // namespace

const char* toText(QueueState state) {
    switch (state) {
    case QueueState::Served:
        return "served";
    case QueueState::Done:
        return "done";
    case QueueState::Skipped:
        return "skipped";
    case QueueState::Queued:
        break;
    }
    return "queued";
}

QueueStore::QueueStore(Project& project)
    : m_connection(project.connection()) {}

void QueueStore::add(RoundId round, std::span<const Selected> selected, Purpose purpose) {
    Transaction transaction(m_connection);
    Statement last(m_connection, "SELECT COALESCE(MAX(position), -1) FROM queue_item WHERE round_id = ?");
    last.run(round).next();
    std::int64_t position = last.integer(0);
    last.finish();
    Statement insert(
        m_connection,
        "INSERT INTO queue_item (round_id, solution_id, position, reason, purpose) VALUES (?, ?, ?, ?, ?)");
    for (const Selected& item : selected)
        insert.run(round, item.solution, ++position, item.reason, toText(purpose));
    transaction.commit();
}

std::optional<QueueItem> QueueStore::next(LabelerId labeler) {
    if (const auto mine = servedTo(m_connection, labeler, 1); !mine.empty())
        return mine.front();
    if (waiting(m_connection, 1).empty())
        return std::nullopt; // no write lock for an empty queue
    Transaction transaction(m_connection);
    auto items = waiting(m_connection, 1);
    if (items.empty()) {
        transaction.commit();
        return std::nullopt;
    }
    QueueItem& item = items.front();
    item.state = QueueState::Served;
    item.labeler = labeler;
    item.served_at = nowUtc();
    Statement(m_connection, "UPDATE queue_item SET state = 'served', labeler_id = ?, served_at = ? WHERE id = ?")
        .run(labeler, item.served_at, item.id);
    transaction.commit();
    return item;
}

std::vector<QueueItem> QueueStore::upcoming(LabelerId labeler, std::int64_t limit) const {
    auto items = servedTo(m_connection, labeler, limit + 1);
    if (!items.empty())
        items.erase(items.begin()); // that one is on screen
    for (QueueItem& item : waiting(m_connection, limit - static_cast<std::int64_t>(items.size())))
        items.push_back(std::move(item));
    return items;
}

void QueueStore::setState(QueueItemId id, QueueState state) {
    // Back in the queue it belongs to nobody.
    Statement update(m_connection,
                     state == QueueState::Queued
                         ? "UPDATE queue_item SET state = ?, labeler_id = NULL, served_at = NULL WHERE id = ?"
                         : "UPDATE queue_item SET state = ? WHERE id = ?");
    update.run(toText(state), id);
    if (update.changed() == 0)
        throw Error("The queue has no item " + std::to_string(id) + ".");
}

std::int64_t QueueStore::releaseServed(const std::string& before) {
    Statement update(m_connection, "UPDATE queue_item SET state = 'queued', labeler_id = NULL, served_at = NULL WHERE "
                                   "state = 'served' AND served_at < ?");
    return update.run(before).changed();
}

std::optional<QueueItem> QueueStore::find(QueueItemId id) const {
    Statement statement(m_connection, std::string(kSelect) + "WHERE id = ?");
    if (!statement.run(id).next())
        return std::nullopt;
    return read(statement);
}

std::vector<QueueItem> QueueStore::list(RoundId round) const {
    Statement statement(m_connection, std::string(kSelect) + "WHERE round_id = ? ORDER BY position");
    return all(statement.run(round));
}

std::int64_t QueueStore::open() const {
    Statement statement(m_connection, "SELECT COUNT(*) FROM queue_item WHERE state IN ('queued', 'served')");
    statement.run().next();
    return statement.integer(0);
}

} // namespace stepmark::storage
