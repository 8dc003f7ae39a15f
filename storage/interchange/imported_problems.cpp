// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/interchange/imported_problems.h"

#include "storage/problem_store.h"
#include "storage/split_column.h"

namespace stepmark::interchange {

namespace {

bool sameFields(const Problem& a, const Problem& b) {
    return a.text == b.text && a.key == b.key && a.answer == b.answer && a.reference_solution == b.reference_solution &&
           a.split == b.split && a.subject == b.subject;
}

} // namespace

ImportedProblems::ImportedProblems(storage::Project& project, storage::ImportRun& run)
    : m_connection(project.connection())
    , m_run(run)
    , m_select(m_connection,
               "SELECT problem.id, COALESCE(fill.key, problem.key), COALESCE(fill.answer, problem.answer), "
               "COALESCE(fill.reference_solution, problem.reference_solution), problem.split, "
               "COALESCE(fill.subject, problem.subject) FROM problem_row AS problem LEFT JOIN import_fill AS fill "
               "ON fill.problem_id = problem.id WHERE problem.text_hash = ? AND problem.text = ?")
    , m_insert(m_connection, "INSERT INTO problem_row (id, key, text, text_hash, answer, reference_solution, split, "
                             "subject, created_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)")
    , m_update(m_connection,
               "UPDATE problem_row SET key = ?, answer = ?, reference_solution = ?, subject = ? WHERE id = ?")
    , m_fill(m_connection, "INSERT INTO import_fill (problem_id, key, answer, reference_solution, subject) "
                           "VALUES (?, ?, ?, ?, ?) ON CONFLICT (problem_id) DO UPDATE SET key = excluded.key, "
                           "answer = excluded.answer, reference_solution = excluded.reference_solution, "
                           "subject = excluded.subject") {}

std::optional<Problem> ImportedProblems::known(const PreparedRow& row) {
    const std::string& text = row.row.problem.text;
    if (!m_select.run(row.text_hash, text).next())
        return std::nullopt;
    Problem problem{m_select.integer(0),           m_select.text(1), text, m_select.maybeText(2), m_select.maybeText(3),
                    storage::splitAt(m_select, 4), m_select.text(5)};
    m_select.finish();
    return problem;
}

std::optional<std::string> ImportedProblems::answerOf(const PreparedRow& row) {
    if (m_found.problem.id != 0 && sameFields(row.row.problem, m_given))
        return m_found.problem.answer;
    const auto before = known(row);
    return before && before->answer ? before->answer : row.row.problem.answer;
}

const ImportedProblems::Found& ImportedProblems::store(const PreparedRow& row) {
    const Problem& given = row.row.problem;
    if (m_found.problem.id != 0 && sameFields(given, m_given)) {
        m_found.is_new = false;
        return m_found;
    }
    m_given = given;
    if (auto before = known(row)) {
        m_found = {std::move(*before), false};
        if (storage::fillIn(m_found.problem, given))
            fill(m_found.problem);
        return m_found;
    }
    m_found = {given, true};
    Problem& problem = m_found.problem;
    problem.id = m_run.take(storage::Kind::Problem);
    m_insert.run(problem.id, problem.key, problem.text, row.text_hash, problem.answer, problem.reference_solution,
                 problem.split, problem.subject, storage::nowUtc());
    return m_found;
}

void ImportedProblems::fill(const Problem& problem) {
    if (storage::isHidden(m_connection, storage::Kind::Problem, problem.id))
        m_update.run(problem.key, problem.answer, problem.reference_solution, problem.subject, problem.id);
    else
        m_fill.run(problem.id, problem.key, problem.answer, problem.reference_solution, problem.subject);
}

} // namespace stepmark::interchange
