// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/solution_store.h"

#include "storage/statement.h"

namespace stepmark::storage {

namespace {

constexpr const char* kSelect =
    "SELECT solution.id, problem_id, leaf_id, final_answer, correct, source, round_id, candidate, extra FROM solution ";

StoredSolution read(const Statement& row) {
    StoredSolution solution;
    solution.id = row.integer(0);
    solution.problem = row.integer(1);
    solution.leaf = row.integer(2);
    solution.final_answer = row.maybeText(3);
    if (!row.isNull(4))
        solution.correct = row.flag(4);
    solution.source = row.text(5);
    solution.round = row.integer(6);
    solution.candidate = row.maybeInteger(7);
    solution.extra = row.text(8);
    return solution;
}

} // namespace

struct SolutionStore::Statements {
    explicit Statements(Connection& connection)
        : insert(connection, "INSERT INTO solution_row (problem_id, leaf_id, final_answer, correct, source, round_id, "
                             "candidate, extra, created_at) "
                             "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)") {}
    Statement insert;
};

SolutionStore::SolutionStore(Project& project)
    : m_connection(project.connection())
    , m_statements(std::make_unique<Statements>(m_connection)) {}
SolutionStore::~SolutionStore() = default;

SolutionId SolutionStore::add(const StoredSolution& solution) {
    Statement& insert = m_statements->insert;
    insert.run(solution.problem, idOrNull(solution.leaf), solution.final_answer, solution.correct, solution.source,
               idOrNull(solution.round), solution.candidate, solution.extra, nowUtc());
    return insert.insertedId();
}

std::optional<StoredSolution> SolutionStore::find(SolutionId id) const {
    Statement statement(m_connection, std::string(kSelect) + "WHERE solution.id = ?");
    if (!statement.run(id).next())
        return std::nullopt;
    return read(statement);
}

std::vector<StoredSolution> SolutionStore::list(const SolutionFilter& filter) const {
    std::string sql = kSelect;
    sql +=
        filter.split ? "JOIN problem ON problem.id = solution.problem_id WHERE problem.split = ? " : "WHERE ? IS NULL ";
    sql += filter.problem ? "AND problem_id = ? " : "AND ? = 0 ";
    sql += filter.round ? "AND round_id = ? " : "AND ? = 0 ";
    if (filter.with_steps_only)
        sql += "AND leaf_id IS NOT NULL ";
    Statement statement(m_connection, sql + "ORDER BY problem_id, solution.id");
    statement.run(filter.split, filter.problem.value_or(0), filter.round.value_or(0));
    std::vector<StoredSolution> solutions;
    while (statement.next())
        solutions.push_back(read(statement));
    return solutions;
}

std::optional<SolutionId> SolutionStore::findCandidate(std::string_view problem_key, std::int64_t candidate) const {
    Statement statement(m_connection,
                        "SELECT solution.id FROM solution JOIN problem ON problem.id = solution.problem_id "
                        "WHERE problem.key = ? AND problem.key <> '' AND candidate = ? ORDER BY solution.id LIMIT 1");
    if (!statement.run(problem_key, candidate).next())
        return std::nullopt;
    return statement.integer(0);
}

bool SolutionStore::any() const {
    Statement statement(m_connection, "SELECT id FROM solution LIMIT 1");
    if (!statement.run().next())
        return false;
    statement.finish();
    return true;
}

void SolutionStore::setCorrect(SolutionId id, std::optional<bool> correct) {
    Statement(m_connection, "UPDATE solution_row SET correct = ? WHERE id = ?").run(correct, id);
}

} // namespace stepmark::storage
