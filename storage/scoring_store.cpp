// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/scoring_store.h"

#include "storage/split_column.h"

namespace stepmark::storage {

ScoringStore::ScoringStore(Project& project)
    : m_connection(project.connection()) {}

std::int64_t ScoringStore::add(ModelId model, const Scoring& scoring) {
    Statement insert(m_connection,
                     "INSERT INTO scoring (model_id, split, steps, computed, created_at) VALUES (?, ?, ?, ?, ?)");
    insert.run(model, splitOrEmpty(scoring.split), scoring.steps, scoring.computed, nowUtc());
    return insert.insertedId();
}

void ScoringStore::forgetOlder(ModelId model, std::optional<Split> split, std::int64_t since) {
    Statement(m_connection, "DELETE FROM scoring WHERE model_id = ? AND id < ? AND split = COALESCE(?, split)")
        .run(model, since, split);
}

std::vector<Scoring> ScoringStore::list(ModelId model) const {
    Statement statement(m_connection, "SELECT split, steps, computed FROM scoring WHERE model_id = ? ORDER BY id");
    statement.run(model);
    std::vector<Scoring> scorings;
    while (statement.next())
        scorings.push_back({splitFromText(statement.text(0)), statement.integer(1), statement.text(2)});
    return scorings;
}

} // namespace stepmark::storage
