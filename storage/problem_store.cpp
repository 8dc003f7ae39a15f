// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/problem_store.h"

#include "storage/hidden.h"
#include "storage/split_column.h"
#include "storage/statement.h"
#include "storage/transaction.h"

namespace stepmark::storage {

namespace {

constexpr const char* kColumns = "SELECT id, key, text, answer, reference_solution, split, subject FROM ";
const std::string kSelect = std::string(kColumns) + "problem ";

Problem read(const Statement& row) {
    return {row.integer(0), row.text(1), row.text(2), row.maybeText(3), row.maybeText(4), splitAt(row, 5), row.text(6)};
}

std::optional<Problem> one(Statement& statement) {
    if (!statement.next())
        return std::nullopt;
    Problem problem = read(statement);
    statement.finish();
    return problem;
}

} // namespace

bool fillIn(Problem& known, const Problem& given) {
    bool changed = false;
    const auto fill = [&changed](auto& field, const auto& value, bool empty, bool offered) {
        if (empty && offered) {
            field = value;
            changed = true;
        }
    };
    fill(known.key, given.key, known.key.empty(), !given.key.empty());
    fill(known.answer, given.answer, !known.answer, given.answer.has_value());
    fill(known.reference_solution, given.reference_solution, !known.reference_solution,
         given.reference_solution.has_value());
    fill(known.subject, given.subject, known.subject.empty(), !given.subject.empty());
    return changed;
}

ProblemStore::ProblemStore(Project& project)
    : m_connection(project.connection()) {}

ProblemStore::Added ProblemStore::add(const Problem& problem) {
    Transaction transaction(m_connection);
    Added added{problem, false};
    Statement select(m_connection, std::string(kColumns) + "problem_row WHERE text_hash = ? AND text = ?");
    if (auto known = one(select.run(textHash(problem.text), problem.text))) {
        added.problem = std::move(*known);
        unhide(m_connection, Kind::Problem, added.problem.id);
        if (fillIn(added.problem, problem)) {
            const Problem& now = added.problem;
            Statement(m_connection,
                      "UPDATE problem_row SET key = ?, answer = ?, reference_solution = ?, subject = ? WHERE id = ?")
                .run(now.key, now.answer, now.reference_solution, now.subject, now.id);
        }
    } else {
        Statement insert(
            m_connection,
            "INSERT INTO problem_row (key, text, text_hash, answer, reference_solution, split, subject, created_at) "
            "VALUES (?, ?, ?, ?, ?, ?, ?, ?)");
        insert.run(problem.key, problem.text, textHash(problem.text), problem.answer, problem.reference_solution,
                   problem.split, problem.subject, nowUtc());
        added.problem.id = insert.insertedId();
        added.is_new = true;
    }
    transaction.commit();
    return added;
}

std::optional<Problem> ProblemStore::find(ProblemId id) const {
    Statement statement(m_connection, kSelect + "WHERE id = ?");
    return one(statement.run(id));
}

std::optional<Problem> ProblemStore::findByText(std::string_view text) const {
    Statement statement(m_connection, kSelect + "WHERE text_hash = ? AND text = ?");
    return one(statement.run(textHash(text), text));
}

std::optional<Problem> ProblemStore::findByKey(std::string_view key) const {
    Statement statement(m_connection, kSelect + "WHERE key = ? AND key <> '' ORDER BY id LIMIT 1");
    return one(statement.run(key));
}

std::vector<Problem> ProblemStore::list(std::optional<Split> split, std::int64_t limit, std::int64_t offset) const {
    Statement statement(m_connection, kSelect + "WHERE split = COALESCE(?, split) ORDER BY id LIMIT ? OFFSET ?");
    statement.run(split, limit == 0 ? INT64_MAX : limit, offset);
    std::vector<Problem> problems;
    while (statement.next())
        problems.push_back(read(statement));
    return problems;
}

void ProblemStore::setSplit(ProblemId id, Split split) {
    // Where it came from is kept until it is back there.
    Statement(m_connection, "UPDATE problem_row SET split = ?, moved_from = CASE WHEN COALESCE(moved_from, split) = ? "
                            "THEN NULL ELSE COALESCE(moved_from, split) END WHERE id = ?")
        .run(split, split, id);
}

} // namespace stepmark::storage
