// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/score_store.h"

#include "model/domain/draw.h"
#include "storage/statement.h"
#include "storage/transaction.h"
#include "storage/write_batch.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <unordered_set>

namespace stepmark::storage {

namespace {

double entropy(const StepProbabilities& p) {
    double nats = 0;
    for (const double value : {p.negative, p.neutral, p.positive})
        if (value > 0)
            nats -= value * std::log(value);
    return nats;
}

// Every step's parent, and what the model says of it: enough to score all paths without asking the database again.
class PathScores {
public:
    PathScores(Connection& connection, ModelId model, const CandidateFilter& filter)
        : m_filter(filter) {
        Statement statement(
            connection, "SELECT step.id, step.parent_id, step_score.negative, step_score.neutral, step_score.positive, "
                        "step.text_hash, problem.text_hash FROM step "
                        "JOIN problem ON problem.id = step.problem_id "
                        "LEFT JOIN step_score ON step_score.step_id = step.id AND step_score.model_id = ? "
                        "WHERE (? = '' OR problem.split = ?)");
        statement.run(model, filter.split, filter.split);
        while (statement.next()) {
            Node& node = m_nodes[statement.integer(0)];
            node.parent = statement.integer(1);
            node.text = static_cast<std::uint64_t>(statement.integer(5));
            node.problem = static_cast<std::uint64_t>(statement.integer(6));
            node.scored = !statement.isNull(2);
            node.probabilities = {static_cast<float>(statement.real(2)), static_cast<float>(statement.real(3)),
                                  static_cast<float>(statement.real(4))};
        }
    }

    struct Result {
        double score = 0;
        double mean_entropy = 0;
    };
    // nullopt where a step of the path has no score.
    std::optional<Result> of(StepId leaf) {
        m_scores.clear();
        double nats = 0;
        for (StepId step = leaf; step != 0;) {
            const auto place = m_nodes.find(step);
            if (place == m_nodes.end() || !place->second.scored)
                return std::nullopt;
            m_scores.push_back(stepScore(place->second.probabilities, m_filter.neutral));
            nats += entropy(place->second.probabilities);
            step = place->second.parent;
        }
        std::reverse(m_scores.begin(), m_scores.end());
        return Result{solutionScore(m_scores, m_filter.rule),
                      nats / static_cast<double>(std::max<std::size_t>(1, m_scores.size()))};
    }

    // As StepStore::drawKey().
    std::uint64_t drawKey(StepId leaf) const {
        std::uint64_t key = 0, problem = 0;
        for (auto place = m_nodes.find(leaf); place != m_nodes.end(); place = m_nodes.find(place->second.parent)) {
            key = stepmark::drawKey(key, place->second.text);
            problem = place->second.problem;
        }
        return stepmark::drawKey(key, problem);
    }

private:
    struct Node {
        StepId parent = 0;
        std::uint64_t text = 0, problem = 0; ///< hashes of the texts
        StepProbabilities probabilities;
        bool scored = false;
    };
    const CandidateFilter& m_filter;
    std::unordered_map<StepId, Node> m_nodes;
    std::vector<double> m_scores; // of the path at hand
};

// Leaves that somebody has labelled, that were queued once or whose ratings are known: equal samples need no second
// look.
std::unordered_set<StepId> usedLeaves(Connection& connection) {
    Statement statement(connection,
                        "SELECT leaf_id FROM solution JOIN annotation ON annotation.solution_id = solution.id "
                        "UNION SELECT leaf_id FROM solution JOIN queue_item ON queue_item.solution_id = solution.id "
                        "UNION SELECT leaf_id FROM solution JOIN gold_item ON gold_item.solution_id = solution.id");
    statement.run();
    std::unordered_set<StepId> leaves;
    while (statement.next())
        leaves.insert(statement.integer(0));
    return leaves;
}

constexpr const char* kSolutions =
    "SELECT solution.id, problem_id, leaf_id, correct FROM solution JOIN problem ON problem.id = problem_id "
    "WHERE leaf_id IS NOT NULL AND (? = '' OR problem.split = ?) ORDER BY solution.id";

} // namespace

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

void ScoreStore::begin(ModelId model, const std::string& split) {
    Statement(m_connection,
              "INSERT INTO unfinished_scoring (model_id, split) SELECT ?, ? "
              "WHERE NOT EXISTS (SELECT 1 FROM step_score WHERE model_id = ?) ON CONFLICT (model_id) DO NOTHING")
        .run(model, split, model);
}

void ScoreStore::finish(ModelId model, const std::string& split) {
    Statement(m_connection, "DELETE FROM unfinished_scoring WHERE model_id = ? AND (? = '' OR split = ?)")
        .run(model, split, split);
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
    PathScores scores(m_connection, model, filter);
    Statement statement(m_connection, kSolutions);
    statement.run(filter.split, filter.split);
    std::unordered_map<SolutionId, double> result;
    while (statement.next())
        if (const auto score = scores.of(statement.integer(2)))
            result[statement.integer(0)] = score->score;
    return result;
}

std::vector<Candidate> ScoreStore::candidates(ModelId model, const CandidateFilter& filter) const {
    const Snapshot snapshot(m_connection);
    PathScores scores(m_connection, model, filter); // without a model: the keys
    std::unordered_set<StepId> used;
    if (filter.unlabelled_only)
        used = usedLeaves(m_connection);
    Statement statement(m_connection, kSolutions);
    statement.run(filter.split, filter.split);
    std::vector<Candidate> candidates;
    while (statement.next()) {
        const StepId leaf = statement.integer(2);
        if (filter.unlabelled_only && !used.insert(leaf).second)
            continue;
        const auto score = model ? scores.of(leaf) : std::optional<PathScores::Result>(PathScores::Result{});
        if (!score)
            continue;
        const auto correct = statement.isNull(3) ? std::nullopt : std::optional(statement.flag(3));
        candidates.push_back({statement.integer(0), statement.integer(1), score->score, correct, score->mean_entropy,
                              scores.drawKey(leaf)});
    }
    return candidates;
}

void ScoreStore::showInLists(ModelId model) {
    const auto scores = solutionScores(model, {.split = "", .rule = ScoreRule::Product});
    std::vector<SolutionScoreRow> changed;
    Statement all(m_connection, "SELECT id, score FROM solution");
    all.run();
    while (all.next()) {
        const auto place = scores.find(all.integer(0));
        const double score = place == scores.end() ? -1 : std::exp(place->second);
        if (score != all.real(1))
            changed.push_back({all.integer(0), score});
    }
    Statement update(m_connection, "UPDATE solution_row SET score = ? WHERE id = ?");
    WriteBatch batch(m_project);
    for (const SolutionScoreRow& row : changed)
        batch.write([&] { update.run(row.score, row.solution); });
    batch.commit();
    Statement(m_connection, "UPDATE model SET listed = (id = ?)").run(model);
}

ModelId ScoreStore::shownInLists() const {
    Statement statement(m_connection, "SELECT id FROM model WHERE listed = 1");
    return statement.run().next() ? statement.integer(0) : 0;
}

} // namespace stepmark::storage
