// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/text_search.h"

#include "storage/case_folding.h"
#include "storage/id_list.h"
#include "storage/statement.h"

#include <algorithm>
#include <set>

namespace stepmark::storage {

namespace {

constexpr std::size_t kMostWords = 8;

/// "%word%" for LIKE with '!' as its escape.
std::string pattern(const std::string& word) {
    std::string escaped = "%";
    for (const char c : word) {
        if (c == '%' || c == '_' || c == '!')
            escaped += '!';
        escaped += c;
    }
    return escaped + "%";
}

struct Range {
    ProblemId after = 0; ///< excluded
    ProblemId last = 0;  ///< included
};

class Piecewise {
public:
    Piecewise(Connection& connection, const std::vector<std::string>& words, Range range)
        : m_connection(connection)
        , m_range(range) {
        for (const std::string& word : words)
            m_patterns.append(Statement::variant(pattern(word)));
    }

    /// Ids in the first column of the query, which ends with "... > ? AND ... <= ?"; all words must be in `text`.
    std::set<std::int64_t> matches(const std::string& select, const std::string& text) {
        QVariantList values{Statement::variant(m_range.after), Statement::variant(m_range.last)};
        std::string sql = select;
        for (qsizetype i = 0; i < m_patterns.size(); ++i)
            sql += " AND LOWER(" + text + ") LIKE LOWER(?) ESCAPE '!'";
        Statement statement(m_connection, sql);
        statement.runWith(values + m_patterns);
        std::set<std::int64_t> ids;
        while (statement.next())
            ids.insert(statement.integer(0));
        return ids;
    }

private:
    Connection& m_connection;
    Range m_range;
    QVariantList m_patterns;
};

/// Solutions that go through any of the steps.
std::set<SolutionId> through(Connection& connection, const std::set<StepId>& steps) {
    if (steps.empty())
        return {};
    const std::vector<StepId> list(steps.begin(), steps.end());
    Statement statement(connection,
                        "WITH RECURSIVE down (id, problem_id) AS (SELECT id, problem_id FROM step WHERE id IN (" +
                            idList(list) +
                            ") UNION SELECT step.id, step.problem_id FROM down JOIN step ON step.problem_id = "
                            "down.problem_id AND COALESCE(step.parent_id, 0) = down.id) "
                            "SELECT solution.id FROM down JOIN solution ON solution.leaf_id = down.id");
    statement.run();
    std::set<SolutionId> solutions;
    while (statement.next())
        solutions.insert(statement.integer(0));
    return solutions;
}

std::set<SolutionId> solutionsOf(Connection& connection, const std::set<ProblemId>& problems) {
    if (problems.empty())
        return {};
    const std::vector<ProblemId> list(problems.begin(), problems.end());
    Statement statement(connection, "SELECT id FROM solution WHERE problem_id IN (" + idList(list) + ")");
    statement.run();
    std::set<SolutionId> solutions;
    while (statement.next())
        solutions.insert(statement.integer(0));
    return solutions;
}

void remember(Connection& connection, const char* table, const std::set<std::int64_t>& ids) {
    constexpr std::size_t kAtOnce = 400; // SQLite takes 500 rows of VALUES
    for (auto id = ids.begin(); id != ids.end();) {
        std::string values;
        for (std::size_t i = 0; i < kAtOnce && id != ids.end(); ++i, ++id)
            values += (values.empty() ? "(" : ", (") + std::to_string(*id) + ")";
        connection.execute(std::string("INSERT INTO ") + table + " VALUES " + values);
    }
}

} // namespace

std::vector<std::string> searchWords(std::string_view text) {
    std::vector<std::string> words;
    std::string word;
    bool quoted = false;
    const auto close = [&] {
        if (!word.empty() && words.size() < kMostWords)
            words.push_back(std::move(word));
        word.clear();
    };
    for (const char c : text) {
        if (c == '"') {
            quoted = !quoted;
            close();
        } else if (!quoted && (c == ' ' || c == '\t' || c == '\n')) {
            close();
        } else {
            word += c;
        }
    }
    close();
    return words;
}

TextSearch::TextSearch(Project& project)
    : m_connection(project.connection()) {}

void TextSearch::prepare(Connection& connection) {
    connection.execute("CREATE TEMPORARY TABLE IF NOT EXISTS found_solution (solution_id INTEGER PRIMARY KEY)");
    connection.execute("CREATE TEMPORARY TABLE IF NOT EXISTS found_problem (problem_id INTEGER PRIMARY KEY)");
}

void TextSearch::begin() {
    prepare(m_connection);
    foldCaseOfEveryScript(m_connection);
    m_connection.execute("DELETE FROM found_solution");
    m_connection.execute("DELETE FROM found_problem");
}

ProblemId TextSearch::lastProblem() const {
    Statement last(m_connection, "SELECT MAX(id) FROM problem");
    return last.run().next() ? last.integer(0) : 0;
}

TextSearch::Piece TextSearch::search(const std::vector<std::string>& words, ProblemId after, int problems) {
    Statement bounds(m_connection, "SELECT MAX(id), COUNT(*) FROM (SELECT id FROM problem WHERE id > ? ORDER BY id "
                                   "LIMIT ?) AS piece");
    bounds.run(after, problems).next();
    const ProblemId last = bounds.integer(0);
    const std::int64_t looked_at = bounds.integer(1);
    bounds.finish();
    Piece piece;
    if (looked_at == 0)
        return piece;
    Piecewise piecewise(m_connection, words, {after, last});
    auto found = piecewise.matches("SELECT id FROM problem WHERE id > ? AND id <= ?",
                                   "(text || ' ' || COALESCE(answer, '') || ' ' || subject || ' ' || key)");
    auto solutions = solutionsOf(m_connection, found);
    solutions.merge(through(m_connection,
                            piecewise.matches("SELECT id FROM step WHERE problem_id > ? AND problem_id <= ?", "text")));
    solutions.merge(piecewise.matches("SELECT id FROM solution WHERE problem_id > ? AND problem_id <= ?",
                                      "COALESCE(final_answer, '')"));
    if (!solutions.empty()) {
        const std::vector<SolutionId> list(solutions.begin(), solutions.end());
        Statement owners(m_connection, "SELECT DISTINCT problem_id FROM solution WHERE id IN (" + idList(list) + ")");
        owners.run();
        while (owners.next())
            found.insert(owners.integer(0));
    }
    remember(m_connection, "found_problem", found);
    remember(m_connection, "found_solution", solutions);
    piece.problems = std::ssize(found);
    piece.solutions = std::ssize(solutions);
    if (looked_at == problems)
        piece.end = last;
    return piece;
}

} // namespace stepmark::storage
