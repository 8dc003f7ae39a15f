// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/counts.h"

#include "storage/hidden.h"
#include "storage/split_column.h"

#include <algorithm>

namespace stepmark::storage {

namespace {

// All rows less the hidden ones: to count a table costs next to nothing, to look at each row of its view does.
std::string visible(Kind kind, const std::string& condition = "1 = 1") {
    const std::string table = tableOf(kind);
    return "(SELECT COUNT(*) FROM " + table + " WHERE " + condition + ") - (SELECT COUNT(*) FROM hidden JOIN " + table +
           " ON " + table + ".id BETWEEN first AND last WHERE hidden.kind = '" + viewOf(kind) + "' AND " + condition +
           "), ";
}

// Each labeler's last word on each step, where it is a rating; answers to known questions, few rows of many, are none.
constexpr const char* kControl = "WITH control AS (SELECT id FROM annotation_row WHERE purpose <> 'label') ";
constexpr const char* kStanding = "FROM rating_event AS event WHERE rating IS NOT NULL "
                                  "AND annotation_id NOT IN (SELECT id FROM control) AND NOT EXISTS ("
                                  "SELECT 1 FROM rating_event_row AS later WHERE later.step_id = event.step_id "
                                  "AND later.labeler_id = event.labeler_id AND later.id > event.id "
                                  "AND later.annotation_id NOT IN (SELECT id FROM control))";

} // namespace

Counts counts(Project& project) {
    Statement statement(
        project.connection(),
        "SELECT " + visible(Kind::Problem) + visible(Kind::Step) + visible(Kind::Solution) + "(" + kControl +
            "SELECT COUNT(*) " + kStanding + "), " +
            visible(Kind::Rating, "rating IS NOT NULL") + visible(Kind::Annotation) + visible(Kind::Labeler) +
            "(SELECT COUNT(*) FROM round), "
            "(SELECT COUNT(*) FROM queue_item WHERE state IN ('queued', 'served')), (SELECT COUNT(*) FROM job), "
            "(SELECT COUNT(*) FROM model)");
    statement.run().next();
    return {statement.integer(0), statement.integer(1), statement.integer(2), statement.integer(3),
            statement.integer(4), statement.integer(5), statement.integer(6), statement.integer(7),
            statement.integer(8), statement.integer(9), statement.integer(10)};
}

std::map<LabelerId, std::int64_t> standingRatings(Connection& connection) {
    Statement statement(connection,
                        std::string(kControl) + "SELECT labeler_id, COUNT(*) " + kStanding + " GROUP BY labeler_id");
    statement.run();
    std::map<LabelerId, std::int64_t> ratings;
    while (statement.next())
        ratings[statement.integer(0)] = statement.integer(1);
    return ratings;
}

std::vector<SplitCounts> splitCounts(Project& project) {
    Statement problems(project.connection(),
                       "SELECT split, COUNT(*), COALESCE(SUM((SELECT COUNT(*) FROM solution "
                       "WHERE solution.problem_id = problem.id)), 0) FROM problem GROUP BY split");
    problems.run();
    std::vector<SplitCounts> counts;
    while (problems.next())
        counts.push_back({splitAt(problems, 0), problems.integer(1), 0, problems.integer(2), 0});
    std::sort(counts.begin(), counts.end(), [](auto& a, auto& b) { return a.split < b.split; });
    Statement ratings(project.connection(),
                      std::string(kControl) + ", standing AS (SELECT step_id " + kStanding +
                          ") "
                          "SELECT problem.split, COUNT(*), COUNT(DISTINCT problem.id) FROM standing "
                          "JOIN step ON step.id = standing.step_id JOIN problem ON problem.id = step.problem_id "
                          "GROUP BY problem.split");
    ratings.run();
    while (ratings.next())
        for (SplitCounts& one : counts)
            if (one.split == splitAt(ratings, 0)) {
                one.ratings = ratings.integer(1);
                one.rated_problems = ratings.integer(2);
            }
    return counts;
}

PoolSize poolSize(Project& project, std::optional<Split> split) {
    PoolSize size;
    Statement problems(project.connection(),
                       "SELECT COUNT(*), COALESCE(SUM(LENGTH(text)), 0) FROM problem WHERE split = COALESCE(?, split)");
    problems.run(split).next();
    size.problems = problems.integer(0);
    size.characters = problems.integer(1);
    problems.finish();
    Statement steps(project.connection(), "SELECT COUNT(*), COALESCE(SUM(LENGTH(s.text)), 0) FROM step s "
                                          "JOIN problem p ON p.id = s.problem_id WHERE p.split = COALESCE(?, p.split)");
    steps.run(split).next();
    size.steps = steps.integer(0);
    size.characters += steps.integer(1);
    steps.finish();
    Statement solutions(project.connection(), "SELECT COUNT(*) FROM solution s JOIN problem p ON p.id = s.problem_id "
                                              "WHERE p.split = COALESCE(?, p.split)");
    solutions.run(split).next();
    size.solutions = solutions.integer(0);
    return size;
}

} // namespace stepmark::storage
