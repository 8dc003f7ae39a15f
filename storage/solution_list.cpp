// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/solution_list.h"

#include "storage/id_list.h"
#include "storage/split_column.h"
#include "storage/text_search.h"

#include <algorithm>
#include <unordered_map>

namespace stepmark::storage {

namespace {

// Each has an index with the id behind it.
const char* keyOf(SolutionSort sort) {
    switch (sort) {
    case SolutionSort::Score:
        return "score";
    case SolutionSort::Answer:
        return "COALESCE(final_answer, '')";
    case SolutionSort::Marks:
        return "marks";
    case SolutionSort::MarkedAt:
        return "marked_at";
    case SolutionSort::Problem:
        break;
    }
    return "problem_id";
}

SolutionList::Place placeOf(SolutionSort sort, const Statement& row) {
    switch (sort) {
    case SolutionSort::Score:
        return {row.real(1), row.integer(0)};
    case SolutionSort::Answer:
    case SolutionSort::MarkedAt:
        return {row.text(1), row.integer(0)};
    case SolutionSort::Problem:
    case SolutionSort::Marks:
        break;
    }
    return {row.integer(1), row.integer(0)};
}

QVariant toVariant(const std::variant<std::int64_t, double, std::string>& key) {
    return std::visit([](const auto& value) { return Statement::variant(value); }, key);
}

/// SQL that is built of fixed parts only; every value is a parameter.
struct Condition {
    std::string sql = "1 = 1";
    QVariantList values;

    template <typename... Values>
    void add(const char* part, const Values&... more) {
        sql += std::string(" AND ") + part;
        (values.append(Statement::variant(more)), ...);
    }
};

void addScores(const SolutionQuery& query, Condition& condition) {
    if (query.least_score || query.most_score)
        condition.add("score >= ?", std::max(0.0, query.least_score.value_or(0)));
    if (query.most_score)
        condition.add("score <= ?", *query.most_score);
}

Condition conditionOf(const SolutionQuery& query) {
    Condition condition;
    if (query.split)
        condition.add("EXISTS (SELECT 1 FROM problem WHERE problem.id = problem_id AND split = ?)", *query.split);
    if (query.round != 0)
        condition.add("solution.id IN (SELECT solution_id FROM queue_item WHERE queue_item.round_id = ?)", query.round);
    if (query.answer == AnswerFilter::Unknown)
        condition.add("correct IS NULL");
    else if (query.answer != AnswerFilter::Any)
        condition.add("correct = ?", query.answer == AnswerFilter::Right);
    if (query.marks != MarkFilter::Any)
        condition.add(query.marks == MarkFilter::Marked ? "marks > 0" : "marks = 0");
    if (query.flagged_only)
        condition.add("flagged = 1");
    if (query.found_only)
        condition.add("solution.id IN (SELECT solution_id FROM found_solution)");
    if (query.source)
        condition.add("source = ?", *query.source);
    addScores(query, condition);
    return condition;
}

} // namespace

SolutionList::SolutionList(Project& project)
    : m_connection(project.connection()) {}

SolutionList::Slice SolutionList::slice(const SolutionQuery& query, const std::optional<Place>& after,
                                        int examine) const {
    if (query.found_only)
        TextSearch::prepare(m_connection);
    const std::string key = keyOf(query.sort);
    const std::string direction = query.descending ? " DESC" : "";
    Condition condition = conditionOf(query);
    // The filter is told of each row and leaves none out: what is examined is bounded, not what matches.
    std::string sql = "SELECT id, " + key + ", CASE WHEN " + condition.sql + " THEN 1 ELSE 0 END FROM solution ";
    QVariantList& values = condition.values;
    std::string where = "WHERE ";
    if (query.problem != 0) {
        sql += "WHERE problem_id = ? ";
        values.append(Statement::variant(query.problem));
        where = "AND ";
    }
    if (after) {
        const std::string than = query.descending ? "<" : ">";
        // The first comparison says nothing new, but lets SQLite seek in an index over an expression.
        sql += where + key + " " + than + "= ? AND (" + key + ", id) " + than + " (?, ?) ";
        values << toVariant(after->key) << toVariant(after->key) << Statement::variant(after->id);
    }
    Statement statement(m_connection, sql + "ORDER BY " + key + direction + ", id" + direction + " LIMIT ?");
    values.append(examine);
    statement.runWith(values);
    Slice slice;
    int examined = 0;
    while (statement.next()) {
        if (statement.flag(2))
            slice.ids.push_back(statement.integer(0));
        if (++examined == examine)
            slice.end = placeOf(query.sort, statement);
    }
    return slice;
}

std::vector<SolutionRow> SolutionList::rows(std::span<const SolutionId> ids) const {
    if (ids.empty())
        return {};
    Statement statement(m_connection,
                        "SELECT solution.id, solution.problem_id, SUBSTR(problem.text, 1, " +
                            std::to_string(kListedText) +
                            "), split, final_answer, correct, score, COALESCE(step.depth + 1, 0), marks, flagged, "
                            "source, marked_at FROM solution JOIN problem ON problem.id = solution.problem_id "
                            "LEFT JOIN step ON step.id = leaf_id WHERE solution.id IN (" +
                            idList(ids) + ")");
    statement.run();
    std::unordered_map<SolutionId, SolutionRow> found;
    while (statement.next()) {
        SolutionRow row;
        row.id = statement.integer(0);
        row.problem = statement.integer(1);
        row.problem_text = statement.text(2);
        row.split = splitAt(statement, 3);
        row.final_answer = statement.maybeText(4);
        if (!statement.isNull(5))
            row.correct = statement.flag(5);
        if (statement.real(6) >= 0)
            row.score = statement.real(6);
        row.steps = statement.integer(7);
        row.marks = statement.integer(8);
        row.flagged = statement.flag(9);
        row.source = statement.text(10);
        row.marked_at = statement.text(11);
        found.emplace(row.id, std::move(row));
    }
    std::vector<SolutionRow> rows;
    for (const SolutionId id : ids)
        if (const auto place = found.find(id); place != found.end())
            rows.push_back(place->second);
    return rows;
}

SolutionFacets SolutionList::facets() const {
    SolutionFacets facets;
    // From one source to the next by the index, whatever the number of solutions.
    Statement next(m_connection, "SELECT MIN(source) FROM solution WHERE source > ?");
    Statement first(m_connection, "SELECT MIN(source) FROM solution");
    Statement* statement = &first.run();
    while (statement->next() && !statement->isNull(0) && std::ssize(facets.sources) < SolutionFacets::kMostSources) {
        facets.sources.push_back(statement->text(0));
        statement->finish();
        statement = &next.run(facets.sources.back());
    }
    statement->finish();
    Statement rounds(m_connection, "SELECT id, number FROM round ORDER BY number DESC");
    rounds.run();
    while (rounds.next())
        facets.rounds.emplace_back(rounds.integer(0), rounds.integer(1));
    Statement scored(m_connection, "SELECT 1 FROM solution WHERE score >= 0 LIMIT 1");
    facets.has_scores = scored.run().next();
    return facets;
}

} // namespace stepmark::storage
