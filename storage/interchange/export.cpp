// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/interchange/export.h"

#include "model/domain/error.h"
#include "model/files/output_file.h"
#include "storage/interchange/prm800k_reader.h"
#include "storage/interchange/trl_rows.h"
#include "storage/problem_store.h"
#include "storage/solution_store.h"
#include "storage/statement.h"
#include "storage/step_store.h"
#include "storage/thinking_field.h"
#include "storage/transaction.h"

namespace stepmark::interchange {

using nlohmann::json;
using storage::Statement;

namespace {

class Exporter {
public:
    Exporter(storage::Project& project, const ExportOptions& options, files::OutputFile& out,
             const ProgressSink& progress, std::stop_token stop)
        : m_project(project)
        , m_options(options)
        , m_out(out)
        , m_progress(progress ? progress : [](const Progress&) {})
        , m_stop(std::move(stop)) {}

    ExportReport run() {
        if (m_options.format == &formats::kPrm800k)
            prm800k();
        else if (m_options.format == &formats::kTrl)
            trl();
        else if (m_options.format == &formats::kJsonl)
            jsonl();
        else
            throw Error("Nothing can be exported as " + std::string(m_options.format->word) +
                        ": choose prm800k, trl or jsonl.");
        return m_report;
    }

private:
    /// Answers to quality control and screening are rows of PRM800K, but not examples to train on.
    std::vector<AnnotationId> annotations(bool with_control) {
        Statement statement(
            m_project.connection(),
            "SELECT annotation.id FROM annotation JOIN solution ON solution.id = annotation.solution_id "
            "JOIN problem ON problem.id = solution.problem_id WHERE (? = '' OR problem.split = ?) "
            "AND (? = 1 OR annotation.purpose = 'label') ORDER BY annotation.id");
        statement.run(m_options.split, m_options.split, with_control);
        std::vector<AnnotationId> ids;
        while (statement.next())
            ids.push_back(statement.integer(0));
        return ids;
    }

    void prm800k() {
        Prm800kReader reader(m_project);
        const auto ids = annotations(true);
        for (const AnnotationId id : ids) {
            const json row = reader.row(id);
            for (const json& step : row["label"]["steps"])
                if (step["completions"].is_array())
                    for (const json& completion : step["completions"])
                        m_report.ratings += completion["rating"].is_null() ? 0 : 1;
            write(row, ids.size());
        }
    }

    void trl() {
        TrlRows reader(m_project, m_options.neutral);
        const auto ids = annotations(false);
        std::size_t done = 0;
        for (const AnnotationId id : ids) {
            for (const json& row : reader.rows(id)) {
                m_report.ratings += static_cast<std::int64_t>(row["labels"].size());
                put(row);
                ++m_report.rows;
            }
            tick(++done, ids.size());
        }
    }

    void jsonl() {
        storage::SolutionStore solutions(m_project);
        storage::StepStore steps(m_project);
        storage::SolutionFilter filter;
        filter.with_steps_only = true;
        const auto problems = storage::ProblemStore(m_project).list(m_options.split);
        std::size_t done = 0;
        for (const Problem& problem : problems) {
            const LabelledTree tree = steps.labelledTree(problem.id);
            std::map<StepId, int> nodes;
            for (int node = 0; node < tree.tree.size(); ++node)
                nodes[tree.tree[node].id] = node;
            filter.problem = problem.id;
            for (const auto& solution : solutions.list(filter)) {
                put(jsonlRow(problem, solution, tree, nodes.at(solution.leaf)));
                ++m_report.rows;
            }
            tick(++done, problems.size());
        }
    }

    json jsonlRow(const Problem& problem, const storage::StoredSolution& solution, const LabelledTree& tree, int leaf) {
        json row{{"problem", problem.text}, {"split", problem.split}, {"steps", json::array()}};
        const auto set = [&row](const char* name, const auto& value, bool known) {
            if (known)
                row[name] = value;
        };
        set("problem_id", problem.key, !problem.key.empty());
        set("answer", problem.answer.value_or(""), problem.answer.has_value());
        set("subject", problem.subject, !problem.subject.empty());
        set("final_answer", solution.final_answer.value_or(""), solution.final_answer.has_value());
        set("correct", solution.correct.value_or(false), solution.correct.has_value());
        set("candidate", solution.candidate.value_or(0), solution.candidate.has_value());
        set("source", solution.source, !solution.source.empty());
        const std::string thinking = storage::thinkingIn(solution.extra);
        set(storage::kThinkingField, thinking, !thinking.empty());
        json labels = json::array();
        bool rated = false;
        for (const int node : tree.tree.path(leaf)) {
            row["steps"].push_back(tree.tree[node].text);
            const auto& label = tree.labels[static_cast<std::size_t>(node)];
            labels.push_back(label ? json(static_cast<int>(*label)) : json());
            rated = rated || label.has_value();
            m_report.ratings += label ? 1 : 0;
        }
        set("labels", labels, rated);
        return row;
    }

    void put(const json& row) { m_out.write(row.dump(-1, ' ', false, json::error_handler_t::replace) + '\n'); }

    void write(const json& row, std::size_t total) {
        put(row);
        tick(static_cast<std::size_t>(++m_report.rows), total);
    }

    void tick(std::size_t done, std::size_t total) {
        throwIfStopped(m_stop);
        m_progress.report(
            {"exporting", static_cast<std::int64_t>(done), static_cast<std::int64_t>(total), "", -1, 0, "rows"});
    }

    storage::Project& m_project;
    const ExportOptions& m_options;
    files::OutputFile& m_out;
    ProgressThrottle m_progress;
    std::stop_token m_stop;
    ExportReport m_report;
};

} // namespace

std::optional<NeutralExport> neutralExportFromText(std::string_view text) {
    if (text == "positive")
        return NeutralExport::Positive;
    if (text == "negative")
        return NeutralExport::Negative;
    if (text == "drop")
        return NeutralExport::Drop;
    return std::nullopt;
}

ExportCounts exportCounts(storage::Project& project, const ExportOptions& options) {
    const std::string of_split = "JOIN problem ON problem.id = solution.problem_id WHERE (? = '' OR split = ?)";
    ExportCounts counts;
    Statement rows(project.connection(),
                   options.format == &formats::kJsonl
                       ? "SELECT COUNT(*) FROM solution " + of_split + " AND leaf_id IS NOT NULL"
                       : "SELECT COUNT(*) FROM annotation JOIN solution ON solution.id = solution_id " + of_split);
    rows.run(options.split, options.split).next();
    counts.rows = rows.integer(0);
    rows.finish();
    Statement ratings(project.connection(),
                      "SELECT event.rating, COUNT(*) FROM rating_event AS event "
                      "JOIN annotation ON annotation.id = event.annotation_id "
                      "JOIN solution ON solution.id = annotation.solution_id " +
                          of_split +
                          " AND event.rating IS NOT NULL AND NOT EXISTS (SELECT 1 FROM rating_event AS later "
                          "WHERE later.step_id = event.step_id AND later.labeler_id = event.labeler_id "
                          "AND +later.annotation_id = event.annotation_id AND later.id > event.id) "
                          "GROUP BY event.rating");
    ratings.run(options.split, options.split);
    while (ratings.next())
        (ratings.integer(0) < 0   ? counts.negative
         : ratings.integer(0) > 0 ? counts.positive
                                  : counts.neutral) = ratings.integer(1);
    return counts;
}

ExportReport exportFile(storage::Project& project, const std::filesystem::path& path, const ExportOptions& options,
                        const ProgressSink& progress, std::stop_token stop) {
    throwIfStopped(stop);
    if (!options.split.empty())
        storage::requireSplit(options.split);
    files::OutputFile file(path, {.replace = options.overwrite, .stop = stop});
    const storage::Snapshot snapshot(project.connection());
    const ExportReport report = Exporter(project, options, file, progress, std::move(stop)).run();
    project.requireUnchanged();
    file.commit();
    return report;
}

} // namespace stepmark::interchange
