// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/interchange/score_file.h"

#include "model/domain/error.h"
#include "storage/formats/fields.h"
#include "storage/interchange/json_lines.h"
#include "storage/problem_store.h"
#include "storage/score_store.h"
#include "storage/solution_store.h"
#include "storage/statement.h"
#include "storage/step_store.h"

#include <algorithm>
#include <unordered_map>

namespace stepmark::interchange {

using nlohmann::json;
using namespace formats;

namespace {

class ScoreFileReader {
public:
    explicit ScoreFileReader(storage::Project& project)
        : m_problems(project)
        , m_steps(project)
        , m_solution(project.connection(),
                     "SELECT leaf_id FROM solution JOIN problem ON problem.id = problem_id WHERE problem.key = ? AND "
                     "candidate = ? AND leaf_id IS NOT NULL ORDER BY solution.id LIMIT 1")
        , m_parent(project.connection(), "SELECT parent_id FROM step WHERE id = ?") {}

    // False: the solution is not in the project.
    bool add(const json& row) {
        std::vector<double> scores;
        for (const json& value : list(row, "step_scores")) {
            if (!value.is_number() || value.get<double>() < 0 || value.get<double>() > 1)
                wrongType("step_scores[" + std::to_string(scores.size()) + "]", "a number from 0 to 1", value);
            scores.push_back(value.get<double>());
        }
        const auto path = pathOf(row);
        if (path.empty())
            return false;
        if (path.size() != scores.size())
            throw Error("field \"step_scores\" has " + std::to_string(scores.size()) + " entries, the solution has " +
                        std::to_string(path.size()) + " steps.");
        for (std::size_t i = 0; i < path.size(); ++i) {
            Sum& sum = m_sums[path[i]];
            sum.scores += scores[i];
            ++sum.count;
        }
        return true;
    }

    // A step that several solutions share may have been scored several times: to rounding the same, so that the mean is
    // taken.
    std::vector<storage::StepScoreRow> rows() const {
        std::vector<storage::StepScoreRow> rows;
        rows.reserve(m_sums.size());
        for (const auto& [step, sum] : m_sums) {
            const auto positive = static_cast<float>(sum.scores / sum.count);
            rows.push_back({step, {1 - positive, 0, positive}});
        }
        std::sort(rows.begin(), rows.end(), [](const auto& a, const auto& b) { return a.step < b.step; });
        return rows;
    }

private:
    std::vector<StepId> pathOf(const json& row) {
        StepId leaf = 0;
        if (const auto candidate = maybeInteger(row, "candidate")) {
            if (m_solution.run(textOrNumber(row, "problem_id").value_or(""), *candidate).next())
                leaf = m_solution.integer(0);
            m_solution.finish();
        } else {
            leaf = leafByText(row);
        }
        std::vector<StepId> path;
        while (leaf != 0) {
            path.push_back(leaf);
            m_parent.run(leaf).next();
            leaf = m_parent.integer(0);
            m_parent.finish();
        }
        std::reverse(path.begin(), path.end());
        return path;
    }

    StepId leafByText(const json& row) {
        const auto key = textOrNumber(row, "problem_id");
        const auto problem =
            key && !field(row, "problem") ? m_problems.findByKey(*key) : m_problems.findByText(text(row, "problem"));
        const auto steps = maybeTexts(row, "steps");
        if (!steps)
            throw Error("a row needs \"candidate\" or \"steps\" to say which solution it scores.");
        if (!problem)
            return 0;
        if (problem->id != m_tree_of) {
            m_tree = m_steps.tree(problem->id);
            m_tree_of = problem->id;
        }
        int node = StepTree::kNoParent;
        for (const std::string& step : *steps) {
            const auto next = m_tree.find(node, step);
            if (!next)
                return 0;
            node = *next;
        }
        return node == StepTree::kNoParent ? 0 : m_tree[node].id;
    }

    struct Sum {
        double scores = 0;
        int count = 0;
    };
    storage::ProblemStore m_problems;
    storage::StepStore m_steps;
    storage::Statement m_solution;
    storage::Statement m_parent;
    StepTree m_tree;
    ProblemId m_tree_of = 0;
    std::unordered_map<StepId, Sum> m_sums;
};

} // namespace

StepScores readStepScores(storage::Project& project, const std::filesystem::path& path, const ProgressSink& progress,
                          std::stop_token stop) {
    throwIfStopped(stop);
    ScoreFileReport report;
    ProgressThrottle throttle(progress ? progress : [](const Progress&) {});
    JsonLines lines(path, stop);
    ScoreFileReader reader(project);
    while (const auto row = lines.next()) {
        throwIfStopped(stop);
        try {
            ++report.lines;
            report.unmatched += reader.add(*row) ? 0 : 1;
        } catch (const Error& error) {
            throw Error(lines.at(error.what()));
        }
        throttle.report({.stage = Stage::ReadingScores,
                         .done = lines.bytesRead(),
                         .total = lines.bytesTotal(),
                         .unit = Unit::Bytes});
    }
    if (report.lines == report.unmatched)
        throw Error(files::inputName(path) + " scores no solution of this project: import its candidates first.");
    auto rows = reader.rows();
    report.steps = static_cast<std::int64_t>(rows.size());
    return {std::move(rows), report};
}

ScoreFileReport importStepScores(storage::Project& project, const std::filesystem::path& path, ModelId model,
                                 const ProgressSink& progress, std::stop_token stop) {
    const StepScores scores = readStepScores(project, path, progress, stop);
    storage::ScoreStore store(project);
    store.begin(model);
    store.writeSteps(model, scores.rows, stop);
    store.finish(model);
    return scores.report;
}

} // namespace stepmark::interchange
