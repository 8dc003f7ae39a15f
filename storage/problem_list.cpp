// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/problem_list.h"

#include "storage/id_list.h"
#include "storage/solution_list.h"
#include "storage/split_column.h"
#include "storage/text_search.h"

#include <unordered_map>

namespace stepmark::storage {

ProblemList::ProblemList(Project& project)
    : m_connection(project.connection()) {}

ProblemList::Slice ProblemList::slice(const ProblemQuery& query, std::optional<ProblemId> after, int examine) const {
    std::string matches = "split = COALESCE(?, split)";
    if (query.found_only) {
        TextSearch::prepare(m_connection);
        matches += " AND id IN (SELECT problem_id FROM found_problem)";
    }
    std::string sql = "SELECT id, CASE WHEN " + matches + " THEN 1 ELSE 0 END FROM problem ";
    QVariantList values{Statement::variant(query.split)};
    if (after) {
        sql += query.descending ? "WHERE id < ? " : "WHERE id > ? ";
        values.append(Statement::variant(*after));
    }
    values.append(examine);
    Statement statement(m_connection, sql + (query.descending ? "ORDER BY id DESC LIMIT ?" : "ORDER BY id LIMIT ?"));
    statement.runWith(values);
    Slice slice;
    int examined = 0;
    while (statement.next()) {
        if (statement.flag(1))
            slice.ids.push_back(statement.integer(0));
        if (++examined == examine)
            slice.end = statement.integer(0);
    }
    return slice;
}

std::vector<ProblemRow> ProblemList::rows(std::span<const ProblemId> ids) const {
    if (ids.empty())
        return {};
    const std::string list = idList(ids);
    Statement statement(m_connection, "SELECT id, SUBSTR(text, 1, " + std::to_string(kListedText) +
                                          "), answer, split, subject FROM problem WHERE id IN (" + list + ")");
    statement.run();
    std::unordered_map<ProblemId, ProblemRow> found;
    while (statement.next())
        found[statement.integer(0)] = {statement.integer(0),
                                       statement.text(1),
                                       statement.maybeText(2),
                                       splitAt(statement, 3),
                                       statement.text(4),
                                       0,
                                       0,
                                       0};
    Statement counts(m_connection, "SELECT problem_id, correct, COUNT(*) FROM solution WHERE problem_id IN (" + list +
                                       ") GROUP BY problem_id, correct");
    counts.run();
    while (counts.next()) {
        ProblemRow& row = found[counts.integer(0)];
        row.solutions += counts.integer(2);
        if (!counts.isNull(1))
            (counts.flag(1) ? row.right : row.wrong) += counts.integer(2);
    }
    std::vector<ProblemRow> rows;
    for (const ProblemId id : ids)
        if (const auto place = found.find(id); place != found.end() && place->second.id != 0)
            rows.push_back(place->second);
    return rows;
}

} // namespace stepmark::storage
