// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/path_scores.h"

#include "storage/statement.h"
#include "storage/transaction.h"
#include "storage/write_batch.h"

#include <algorithm>
#include <cmath>
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

class PathScores {
public:
    PathScores(Project& project, const StepPaths& paths, ModelId model, const CandidateFilter& filter)
        : m_paths(paths)
        , m_filter(filter) {
        if (model != 0)
            m_steps = ScoreStore(project).steps(model);
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
            const StepPaths::Node* node = m_paths.find(step);
            const auto scored = m_steps.find(step);
            if (!node || scored == m_steps.end())
                return std::nullopt;
            m_scores.push_back(stepScore(scored->second, m_filter.neutral));
            nats += entropy(scored->second);
            step = node->parent;
        }
        std::reverse(m_scores.begin(), m_scores.end());
        return Result{solutionScore(m_scores, m_filter.rule),
                      nats / static_cast<double>(std::max<std::size_t>(1, m_scores.size()))};
    }

private:
    const StepPaths& m_paths;
    const CandidateFilter& m_filter;
    std::unordered_map<StepId, StepProbabilities> m_steps;
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
    "WHERE leaf_id IS NOT NULL AND problem.split = COALESCE(?, problem.split) ORDER BY solution.id";

} // namespace

std::unordered_map<SolutionId, double> solutionScores(Project& project, const StepPaths& paths, ModelId model,
                                                      const CandidateFilter& filter) {
    const Snapshot snapshot(project.connection());
    PathScores scores(project, paths, model, filter);
    Statement statement(project.connection(), kSolutions);
    statement.run(filter.split);
    std::unordered_map<SolutionId, double> result;
    while (statement.next())
        if (const auto score = scores.of(statement.integer(2)))
            result[statement.integer(0)] = score->score;
    return result;
}

std::vector<Candidate> candidates(Project& project, const StepPaths& paths, ModelId model,
                                  const CandidateFilter& filter) {
    const Snapshot snapshot(project.connection());
    PathScores scores(project, paths, model, filter);
    std::unordered_set<StepId> used;
    if (filter.unlabelled_only)
        used = usedLeaves(project.connection());
    Statement statement(project.connection(), kSolutions);
    statement.run(filter.split);
    std::vector<Candidate> candidates;
    while (statement.next()) {
        const StepId leaf = statement.integer(2);
        if (!paths.find(leaf) || (filter.unlabelled_only && !used.insert(leaf).second))
            continue; // the first: stored since the paths were read
        const auto score = model ? scores.of(leaf) : std::optional<PathScores::Result>(PathScores::Result{});
        if (!score)
            continue;
        const auto correct = statement.isNull(3) ? std::nullopt : std::optional(statement.flag(3));
        candidates.push_back({statement.integer(0), statement.integer(1), score->score, correct, score->mean_entropy,
                              paths.drawKey(leaf)});
    }
    return candidates;
}

void showInLists(Project& project, const StepPaths& paths, ModelId model) {
    const auto scores = solutionScores(project, paths, model, {.split = {}, .rule = ScoreRule::Product});
    std::vector<SolutionScoreRow> changed;
    Statement all(project.connection(), "SELECT id, score FROM solution");
    all.run();
    while (all.next()) {
        const auto place = scores.find(all.integer(0));
        const double score = place == scores.end() ? -1 : std::exp(place->second);
        if (score != all.real(1))
            changed.push_back({all.integer(0), score});
    }
    Statement update(project.connection(), "UPDATE solution_row SET score = ? WHERE id = ?");
    WriteBatch batch(project);
    for (const SolutionScoreRow& row : changed)
        batch.write([&] { update.run(row.score, row.solution); });
    batch.commit();
    Statement(project.connection(), "UPDATE model SET listed = (id = ?)").run(model);
}

} // namespace stepmark::storage
