// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/split_moves.h"

#include "storage/statement.h"

namespace stepmark::storage {

namespace {

std::set<ProblemId> ids(Statement& statement) {
    std::set<ProblemId> problems;
    while (statement.next())
        problems.insert(statement.integer(0));
    return problems;
}

} // namespace

std::set<ProblemId> movedOutOf(Project& project, Split split) {
    Statement statement(project.connection(), "SELECT id FROM problem_row WHERE moved_from = ?");
    return ids(statement.run(split));
}

std::set<ProblemId> ratedProblems(Project& project) {
    Statement statement(project.connection(),
                        "SELECT DISTINCT problem_id FROM step WHERE EXISTS (SELECT 1 FROM rating_event "
                        "WHERE rating_event.step_id = step.id AND rating_event.rating IS NOT NULL)");
    return ids(statement.run());
}

} // namespace stepmark::storage
