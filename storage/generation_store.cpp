// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/generation_store.h"

#include "storage/statement.h"

namespace stepmark::storage {

GenerationStore::GenerationStore(Project& project)
    : m_connection(project.connection()) {}

GenerationId GenerationStore::begin(const std::string& options) {
    Statement(m_connection, "INSERT INTO generation (options, created_at) VALUES (?, ?) ON CONFLICT DO NOTHING")
        .run(options, nowUtc());
    return find(options);
}

GenerationId GenerationStore::find(const std::string& options) const {
    Statement select(m_connection, "SELECT id FROM generation WHERE options = ?");
    const GenerationId id = select.run(options).next() ? select.integer(0) : 0;
    select.finish();
    return id;
}

std::unordered_map<ProblemId, int> GenerationStore::drawn(GenerationId generation) const {
    Statement statement(m_connection, "SELECT problem_id, drawn FROM generated_problem WHERE generation_id = ?");
    statement.run(generation);
    std::unordered_map<ProblemId, int> problems;
    while (statement.next())
        problems[statement.integer(0)] = static_cast<int>(statement.integer(1));
    return problems;
}

int GenerationStore::drawn(GenerationId generation, ProblemId problem) const {
    Statement statement(m_connection, "SELECT drawn FROM generated_problem WHERE generation_id = ? AND problem_id = ?");
    if (!statement.run(generation, problem).next())
        return 0;
    const auto samples = static_cast<int>(statement.integer(0));
    statement.finish();
    return samples;
}

void GenerationStore::setDrawn(GenerationId generation, ProblemId problem, int samples) {
    Statement(m_connection, "INSERT INTO generated_problem (generation_id, problem_id, drawn) VALUES (?, ?, ?) "
                            "ON CONFLICT (generation_id, problem_id) DO UPDATE SET drawn = excluded.drawn")
        .run(generation, problem, samples);
}

} // namespace stepmark::storage
