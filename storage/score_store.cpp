// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/score_store.h"

#include "storage/path_scores.h"
#include "storage/split_column.h"
#include "storage/transaction.h"
#include "storage/write_batch.h"

namespace stepmark::storage {

ScoreStore::ScoreStore(Project& project)
    : m_project(project)
    , m_connection(project.connection()) {}

void ScoreStore::writeSteps(ModelId model, std::span<const StepScoreRow> rows, const std::stop_token& stop) {
    WriteBatch batch(m_project, stop);
    Statement insert(
        m_connection,
        "INSERT INTO step_score (model_id, step_id, negative, neutral, positive) VALUES (?, ?, ?, ?, ?) "
        "ON CONFLICT (model_id, step_id) DO UPDATE SET negative = excluded.negative, neutral = excluded.neutral, "
        "positive = excluded.positive");
    for (const StepScoreRow& row : rows)
        batch.write([&] {
            insert.run(model, row.step, static_cast<double>(row.probabilities.negative),
                       static_cast<double>(row.probabilities.neutral), static_cast<double>(row.probabilities.positive));
        });
    batch.commit();
}

void ScoreStore::writeSolutions(ModelId model, std::span<const SolutionScoreRow> rows, const std::stop_token& stop) {
    WriteBatch batch(m_project, stop);
    batch.write([&] {
        Statement(m_connection, "INSERT INTO unfinished_scoring (model_id, split) VALUES (?, '') "
                                "ON CONFLICT (model_id) DO NOTHING")
            .run(model);
    });
    Statement insert(m_connection, "INSERT INTO solution_score (model_id, solution_id, score) VALUES (?, ?, ?) "
                                   "ON CONFLICT (model_id, solution_id) DO UPDATE SET score = excluded.score");
    for (const SolutionScoreRow& row : rows)
        batch.write([&] { insert.run(model, row.solution, row.score); });
    batch.write([&] { finish(model); });
    batch.commit();
}

std::unordered_map<StepId, StepProbabilities> ScoreStore::steps(ModelId model) const {
    Statement statement(m_connection, "SELECT step_id, negative, neutral, positive FROM step_score WHERE model_id = ?");
    statement.run(model);
    std::unordered_map<StepId, StepProbabilities> scores;
    while (statement.next())
        scores[statement.integer(0)] = {static_cast<float>(statement.real(1)), static_cast<float>(statement.real(2)),
                                        static_cast<float>(statement.real(3))};
    return scores;
}

void ScoreStore::begin(ModelId model, std::optional<Split> split) {
    Statement(m_connection,
              "INSERT INTO unfinished_scoring (model_id, split) SELECT ?, ? "
              "WHERE NOT EXISTS (SELECT 1 FROM step_score WHERE model_id = ?) ON CONFLICT (model_id) DO NOTHING")
        .run(model, splitOrEmpty(split), model);
}

void ScoreStore::finish(ModelId model, std::optional<Split> split) {
    Statement(m_connection, "DELETE FROM unfinished_scoring WHERE model_id = ? AND split = COALESCE(?, split)")
        .run(model, split);
}

bool ScoreStore::hasFinished(ModelId model) const {
    Statement statement(m_connection, "SELECT 1 WHERE EXISTS (SELECT 1 FROM step_score WHERE model_id = ?) "
                                      "AND NOT EXISTS (SELECT 1 FROM unfinished_scoring WHERE model_id = ?)");
    return statement.run(model, model).next();
}

std::unordered_map<SolutionId, double> ScoreStore::solutions(ModelId model) const {
    Statement statement(m_connection, "SELECT solution_id, score FROM solution_score WHERE model_id = ? "
                                      "AND NOT EXISTS (SELECT 1 FROM unfinished_scoring WHERE model_id = ?)");
    statement.run(model, model);
    std::unordered_map<SolutionId, double> scores;
    while (statement.next())
        scores[statement.integer(0)] = statement.real(1);
    return scores;
}

std::vector<std::optional<StepProbabilities>> ScoreStore::path(ModelId model, StepId leaf) const {
    Statement statement(
        m_connection, "WITH RECURSIVE up (id, parent_id, depth) AS (SELECT id, parent_id, depth FROM step WHERE id = ? "
                      "UNION SELECT step.id, step.parent_id, step.depth FROM step JOIN up ON step.id = up.parent_id) "
                      "SELECT negative, neutral, positive FROM up LEFT JOIN step_score ON step_score.step_id = up.id "
                      "AND step_score.model_id = ? ORDER BY depth");
    statement.run(leaf, model);
    std::vector<std::optional<StepProbabilities>> path;
    while (statement.next()) {
        path.emplace_back();
        if (!statement.isNull(0))
            path.back() =
                StepProbabilities{static_cast<float>(statement.real(0)), static_cast<float>(statement.real(1)),
                                  static_cast<float>(statement.real(2))};
    }
    return path;
}

std::unordered_map<StepId, StepProbabilities> ScoreStore::ofProblem(ModelId model, ProblemId problem) const {
    Statement statement(m_connection, "SELECT step.id, negative, neutral, positive FROM step JOIN step_score ON "
                                      "step_score.step_id = step.id AND step_score.model_id = ? WHERE problem_id = ?");
    statement.run(model, problem);
    std::unordered_map<StepId, StepProbabilities> scores;
    while (statement.next())
        scores[statement.integer(0)] = {static_cast<float>(statement.real(1)), static_cast<float>(statement.real(2)),
                                        static_cast<float>(statement.real(3))};
    return scores;
}

std::unordered_map<SolutionId, double> ScoreStore::solutionScores(ModelId model, const CandidateFilter& filter) const {
    const Snapshot snapshot(m_connection);
    return storage::solutionScores(m_project, StepPaths(m_project, filter.split), model, filter);
}

std::vector<Candidate> ScoreStore::candidates(ModelId model, const CandidateFilter& filter) const {
    const Snapshot snapshot(m_connection);
    return storage::candidates(m_project, StepPaths(m_project, filter.split), model, filter);
}

void ScoreStore::showInLists(ModelId model) { storage::showInLists(m_project, StepPaths(m_project, {}), model); }

ModelId ScoreStore::shownInLists() const {
    Statement statement(m_connection, "SELECT id FROM model WHERE listed = 1");
    return statement.run().next() ? statement.integer(0) : 0;
}

} // namespace stepmark::storage
