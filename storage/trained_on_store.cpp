// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/trained_on_store.h"

#include "storage/statement.h"
#include "storage/transaction.h"

namespace stepmark::storage {

namespace {

void addProblems(Connection& connection, ModelId model, const std::vector<ProblemId>& problems, const char* use) {
    // A problem that is in both was trained on: training is written first.
    Statement insert(connection,
                     "INSERT INTO model_problem (model_id, problem_id, use) VALUES (?, ?, ?) ON CONFLICT DO NOTHING");
    for (const ProblemId problem : problems)
        insert.run(model, problem, use);
}

} // namespace

TrainedOnStore::TrainedOnStore(Project& project)
    : m_connection(project.connection()) {}

void TrainedOnStore::add(ModelId model, const TrainedOn& seen, ModelId base) {
    Transaction transaction(m_connection);
    const auto before = base ? find(base) : std::optional(TrainedOn{});
    const auto count = [&](std::int64_t RatingCounts::*sign) {
        return seen.ratings ? std::optional((*seen.ratings).*sign) : std::nullopt;
    };
    Statement(m_connection, "UPDATE model SET knows_problems = ?, negative = ?, neutral = ?, positive = ?, "
                            "validation_ratings = ? WHERE id = ?")
        .run(before.has_value(), count(&RatingCounts::negative), count(&RatingCounts::neutral),
             count(&RatingCounts::positive), seen.ratings ? std::optional(seen.validation_ratings) : std::nullopt,
             model);
    addProblems(m_connection, model, seen.training, "training");
    if (before) {
        addProblems(m_connection, model, before->training, "training");
        addProblems(m_connection, model, before->validation, "validation");
    }
    addProblems(m_connection, model, seen.validation, "validation");
    transaction.commit();
}

std::optional<TrainedOn> TrainedOnStore::find(ModelId model) const {
    Statement known(m_connection, "SELECT validation_ratings FROM model WHERE id = ? AND knows_problems = 1");
    if (!known.run(model).next())
        return std::nullopt;
    TrainedOn seen{{}, {}, ratings(model), known.integer(0)};
    known.finish();
    Statement problems(m_connection,
                       "SELECT problem_id, use FROM model_problem WHERE model_id = ? ORDER BY problem_id");
    problems.run(model);
    while (problems.next())
        (problems.text(1) == "training" ? seen.training : seen.validation).push_back(problems.integer(0));
    return seen;
}

std::optional<RatingCounts> TrainedOnStore::ratings(ModelId model) const {
    Statement counts(m_connection,
                     "SELECT negative, neutral, positive FROM model WHERE id = ? AND negative IS NOT NULL");
    if (!counts.run(model).next())
        return std::nullopt;
    return RatingCounts{counts.integer(0), counts.integer(1), counts.integer(2)};
}

} // namespace stepmark::storage
