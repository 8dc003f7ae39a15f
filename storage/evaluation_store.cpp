// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/evaluation_store.h"

#include "storage/statement.h"

namespace stepmark::storage {

namespace {

constexpr const char* kSelectEvaluations = "SELECT id, round_id, model_id, kind, metrics, created_at FROM evaluation ";

std::vector<EvaluationRecord> all(Statement& statement) {
    std::vector<EvaluationRecord> records;
    while (statement.next())
        records.push_back({statement.integer(0), statement.integer(1), statement.integer(2), statement.text(3),
                           statement.text(4), statement.text(5)});
    return records;
}

} // namespace

EvaluationStore::EvaluationStore(Project& project)
    : m_connection(project.connection()) {}

std::int64_t EvaluationStore::add(const EvaluationRecord& record) {
    Statement insert(m_connection,
                     "INSERT INTO evaluation (round_id, model_id, kind, metrics, created_at) VALUES (?, ?, ?, ?, ?)");
    insert.run(idOrNull(record.round), idOrNull(record.model), record.kind, record.metrics,
               record.created_at.empty() ? nowUtc() : record.created_at);
    return insert.insertedId();
}

std::vector<EvaluationRecord> EvaluationStore::list(std::string_view kind) const {
    Statement statement(m_connection, std::string(kSelectEvaluations) + "WHERE (? = '' OR kind = ?) ORDER BY id");
    return all(statement.run(kind, kind));
}

std::vector<EvaluationRecord> EvaluationStore::ofRound(RoundId round) const {
    Statement statement(m_connection, std::string(kSelectEvaluations) + "WHERE round_id = ? ORDER BY id");
    return all(statement.run(round));
}

} // namespace stepmark::storage
