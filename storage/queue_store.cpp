// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/queue_store.h"

#include "storage/labeler_store.h"
#include "storage/refused_error.h"
#include "storage/statement.h"
#include "storage/transaction.h"

#include <algorithm>

namespace stepmark::storage {

namespace {

constexpr const char* kSelectItems = "SELECT id, round_id, solution_id, position, reason, purpose, state, labeler_id, "
                                     "served_at, reserved_for, opinion_withheld FROM queue_item ";
constexpr const char* kOrder = " ORDER BY round_id DESC, position, id LIMIT ?";
// Parameter, three times: the labeler. Nobody gets a solution twice: neither one they have had, nor two copies at once.
constexpr const char* kWaiting =
    "WHERE state = 'queued' AND purpose <> 'screening' AND (reserved_for IS NULL OR reserved_for = ?) "
    "AND NOT EXISTS (SELECT 1 FROM queue_item AS other WHERE other.solution_id = queue_item.solution_id "
    "AND (other.labeler_id = ? OR (other.state = 'queued' AND other.id < queue_item.id "
    "AND (other.reserved_for IS NULL OR other.reserved_for = ?))))";
QueueState stateFromText(const std::string& text) {
    return text == "served"    ? QueueState::Served
           : text == "done"    ? QueueState::Done
           : text == "skipped" ? QueueState::Skipped
                               : QueueState::Queued;
}

QueueItem queueItemOf(const Statement& row) {
    return {row.integer(0),
            row.integer(1),
            row.integer(2),
            row.integer(3),
            queueReasonFromText(row.text(4)),
            purposeFromText(row.text(5)),
            stateFromText(row.text(6)),
            row.integer(7),
            row.text(8),
            row.integer(9),
            row.flag(10)};
}

std::vector<QueueItem> all(Statement& statement) {
    std::vector<QueueItem> items;
    while (statement.next())
        items.push_back(queueItemOf(statement));
    return items;
}

// What the labeler left unfinished: a handful of rows, found by state.
std::vector<QueueItem> servedTo(Connection& connection, LabelerId labeler, bool screening, std::int64_t limit) {
    Statement statement(connection, std::string(kSelectItems) +
                                        "WHERE state = 'served' AND labeler_id = ? AND purpose " +
                                        (screening ? "= 'screening'" : "<> 'screening'") + kOrder);
    return all(statement.run(labeler, limit));
}

std::vector<QueueItem> waiting(Connection& connection, LabelerId labeler, bool screening, std::int64_t limit) {
    if (screening) {
        Statement statement(connection, std::string(kSelectItems) +
                                            "WHERE state = 'queued' AND reserved_for = ? AND purpose = 'screening'" +
                                            kOrder);
        return all(statement.run(labeler, limit));
    }
    Statement statement(connection, std::string(kSelectItems) + kWaiting + kOrder);
    return all(statement.run(labeler, labeler, labeler, limit));
}

/// Whether they get screening items or others; nullopt: none at all.
std::optional<bool> screens(Connection& connection, LabelerId labeler) {
    switch (labelerState(connection, labeler)) {
    case LabelerState::Screening:
        return true;
    case LabelerState::Admitted:
        return false;
    case LabelerState::Rejected:
    case LabelerState::Paused:
        break;
    }
    return std::nullopt;
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

void QueueStore::add(RoundId round, std::span<const PlannedItem> planned) {
    Transaction transaction(m_connection);
    Statement last(m_connection, "SELECT COALESCE(MAX(position), -1) FROM queue_item WHERE round_id = ?");
    last.run(round).next();
    std::int64_t position = last.integer(0);
    last.finish();
    Statement insert(m_connection, "INSERT INTO queue_item (round_id, solution_id, position, reason, opinion_withheld) "
                                   "VALUES (?, ?, ?, ?, ?)");
    for (const PlannedItem& item : planned) {
        ++position;
        for (int copy = 0; copy < std::max(1, item.labelers); ++copy)
            insert.run(round, item.selected.solution, position, toText(item.selected.reason), item.opinion_withheld);
    }
    transaction.commit();
}

void QueueStore::add(RoundId round, std::span<const Selected> selected) {
    std::vector<PlannedItem> planned;
    for (const Selected& one : selected)
        planned.push_back({one});
    add(round, planned);
}

QueueItemId QueueStore::addReserved(const QueueItem& item) {
    Statement insert(m_connection, "INSERT INTO queue_item (round_id, solution_id, position, reason, purpose, "
                                   "reserved_for, opinion_withheld) VALUES (?, ?, ?, ?, ?, ?, 1)");
    const auto reason = item.reason ? std::optional(toText(*item.reason)) : std::nullopt;
    insert.run(idOrNull(item.round), item.solution, item.position, reason, toText(item.purpose), item.reserved_for);
    return insert.insertedId();
}

std::optional<QueueItem> QueueStore::next(LabelerId labeler) {
    const auto screening = screens(m_connection, labeler);
    if (!screening)
        return std::nullopt;
    if (const auto mine = servedTo(m_connection, labeler, *screening, 1); !mine.empty())
        return mine.front();
    // Not in one transaction: no write lock for an empty queue. Whom another labeler forestalls takes the one after.
    for (auto items = waiting(m_connection, labeler, *screening, 1); !items.empty();
         items = waiting(m_connection, labeler, *screening, 1))
        if (serve(items.front().id, labeler))
            return find(items.front().id);
    return std::nullopt;
}

std::vector<QueueItem> QueueStore::available(LabelerId labeler, std::int64_t limit) const {
    const auto screening = screens(m_connection, labeler);
    if (!screening)
        return {};
    auto items = servedTo(m_connection, labeler, *screening, limit);
    for (QueueItem& item : waiting(m_connection, labeler, *screening, limit - std::ssize(items)))
        items.push_back(std::move(item));
    return items;
}

std::vector<QueueItem> QueueStore::upcoming(LabelerId labeler, std::int64_t limit) const {
    auto items = available(labeler, limit + 1);
    if (!items.empty() && items.front().state == QueueState::Served)
        items.erase(items.begin()); // that one is on screen
    if (std::ssize(items) > limit)
        items.pop_back();
    return items;
}

bool QueueStore::serve(QueueItemId id, LabelerId labeler) {
    Statement update(m_connection, "UPDATE queue_item SET state = 'served', labeler_id = ?, served_at = ? "
                                   "WHERE id = ? AND state = 'queued' AND (reserved_for IS NULL OR reserved_for = ?)");
    return update.run(labeler, nowUtc(), id, labeler).changed() > 0;
}

QueueProgress QueueStore::progress(RoundId round, LabelerId labeler) const {
    const std::string of = round == 0 ? " AND purpose = 'screening' AND reserved_for = ?" : " AND round_id = ?";
    const std::int64_t key = round == 0 ? labeler : round;
    const auto count = [&](const std::string& where, const auto&... values) {
        Statement statement(m_connection, "SELECT COUNT(*) FROM queue_item " + where + of);
        statement.run(values..., key).next();
        return statement.integer(0);
    };
    QueueProgress progress;
    progress.done = count("WHERE state IN ('done', 'skipped') AND labeler_id = ?", labeler);
    progress.open = count("WHERE state = 'served' AND labeler_id = ?", labeler) +
                    (round == 0 ? count("WHERE state = 'queued'") : count(kWaiting, labeler, labeler, labeler));
    return progress;
}

void QueueStore::setState(QueueItemId id, QueueState state) {
    // Back in the queue it belongs to nobody.
    Statement update(m_connection,
                     state == QueueState::Queued
                         ? "UPDATE queue_item SET state = ?, labeler_id = NULL, served_at = NULL WHERE id = ?"
                         : "UPDATE queue_item SET state = ? WHERE id = ?");
    update.run(toText(state), id);
    if (update.changed() == 0)
        throw RefusedError("The queue has no item " + std::to_string(id) + ".");
}

std::int64_t QueueStore::releaseServed(const std::string& before) {
    Statement update(m_connection, "UPDATE queue_item SET state = 'queued', labeler_id = NULL, served_at = NULL WHERE "
                                   "state = 'served' AND served_at < ?");
    return update.run(before).changed();
}

std::optional<QueueItem> QueueStore::find(QueueItemId id) const {
    Statement statement(m_connection, std::string(kSelectItems) + "WHERE id = ?");
    if (!statement.run(id).next())
        return std::nullopt;
    return queueItemOf(statement);
}

std::optional<QueueItem> QueueStore::openItem(SolutionId solution) const {
    Statement statement(m_connection,
                        std::string(kSelectItems) +
                            "WHERE solution_id = ? AND purpose = 'label' AND state IN ('queued', 'served') " + kOrder);
    if (!statement.run(solution, 1).next())
        return std::nullopt;
    return queueItemOf(statement);
}

std::int64_t QueueStore::lastPosition(RoundId round) const {
    Statement statement(m_connection, "SELECT COALESCE(MAX(position), -1) FROM queue_item WHERE round_id = ?");
    return statement.run(round).next() ? statement.integer(0) : -1;
}

std::vector<QueueItem> QueueStore::list(RoundId round) const {
    Statement statement(m_connection,
                        std::string(kSelectItems) + "WHERE round_id = ? AND purpose = 'label' ORDER BY position, id");
    return all(statement.run(round));
}

std::optional<QueueItem> QueueStore::lastLeft(LabelerId labeler, const std::set<QueueItemId>& exclude) const {
    const auto screening = screens(m_connection, labeler);
    if (!screening)
        return std::nullopt;
    Statement statement(m_connection, std::string(kSelectItems) +
                                          "WHERE labeler_id = ? AND state IN ('done', 'skipped') "
                                          "ORDER BY served_at DESC, id DESC");
    statement.run(labeler);
    while (statement.next()) {
        const QueueItem item = queueItemOf(statement);
        if (exclude.contains(item.id) || (item.purpose == Purpose::Screening) != *screening)
            continue;
        statement.finish();
        return item;
    }
    return std::nullopt;
}

std::int64_t QueueStore::labelled() const {
    Statement statement(m_connection, "SELECT COUNT(*) FROM queue_item WHERE state = 'done'");
    statement.run().next();
    return statement.integer(0);
}

std::int64_t QueueStore::open() const {
    Statement statement(m_connection, "SELECT COUNT(*) FROM queue_item WHERE state IN ('queued', 'served')");
    statement.run().next();
    return statement.integer(0);
}

} // namespace stepmark::storage
