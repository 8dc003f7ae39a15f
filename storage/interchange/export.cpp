// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/interchange/export.h"

#include "model/domain/csv.h"
#include "model/domain/error.h"
#include "model/files/output_file.h"
#include "storage/interchange/outgoing_solutions.h"
#include "storage/interchange/prm800k_reader.h"
#include "storage/interchange/trl_rows.h"
#include "storage/problem_store.h"
#include "storage/statement.h"
#include "storage/thinking_field.h"
#include "storage/transaction.h"

#include <algorithm>
#include <array>
#include <functional>
#include <set>

namespace stepmark::interchange {

using nlohmann::json;
using storage::Statement;

namespace {

/// Where the rows go; a preview counts them only.
using Sink = std::function<void(const json& row)>;

class Exporter {
public:
    Exporter(storage::Project& project, const ExportOptions& options, Sink sink, const ProgressSink& progress,
             std::stop_token stop)
        : m_project(project)
        , m_options(options)
        , m_sink(std::move(sink))
        , m_progress(progress ? progress : [](const Progress&) {})
        , m_stop(std::move(stop)) {}

    ExportReport run() {
        if (m_options.format == &formats::kPrm800k)
            prm800k();
        else if (m_options.format == &formats::kTrl)
            trl();
        else
            solutions();
        m_report.ratings = m_report.positive + m_report.neutral + m_report.negative;
        return m_report;
    }

private:
    /// Answers to quality control and screening are rows of PRM800K, but not examples to train on.
    std::vector<AnnotationId> annotations(bool with_control) {
        Statement statement(
            m_project.connection(),
            "SELECT annotation.id FROM annotation JOIN solution ON solution.id = annotation.solution_id "
            "JOIN problem ON problem.id = solution.problem_id WHERE problem.split = COALESCE(?, problem.split) "
            "AND (? = 1 OR annotation.purpose = 'label') ORDER BY annotation.id");
        statement.run(m_options.split, with_control);
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
                        count(completion["rating"]);
            put(row, ids.size());
        }
        m_report.lost.solutions = solutionsWithoutPass();
    }

    void trl() {
        TrlRows reader(m_project, m_options.neutral);
        const auto ids = annotations(false);
        std::size_t done = 0;
        for (const AnnotationId id : ids) {
            for (const json& row : reader.rows(id)) {
                m_sink(row);
                ++m_report.rows;
            }
            tick(++done, ids.size());
        }
        const TrlRows::Written& written = reader.written();
        m_report.positive = written.positive;
        m_report.neutral = written.neutral;
        m_report.negative = written.negative;
        m_report.lost = written.lost;
        m_report.lost.solutions = solutionsWithoutPass();
    }

    void solutions() {
        OutgoingSolutions reader(m_project, m_options.neutral);
        const bool plain = m_options.format == &formats::kJsonl || m_options.format == &formats::kCsv;
        const auto problems = storage::ProblemStore(m_project).list(m_options.split);
        std::size_t done = 0;
        for (const Problem& problem : problems) {
            writeProblem(reader.of(problem), plain);
            tick(++done, problems.size());
        }
    }

    // A form whose rows are labels has each path once.
    void writeProblem(const OutgoingProblem& problem, bool plain) {
        std::set<StepId> leaves;
        if (plain && problem.solutions.empty()) {
            std::size_t none = 0;
            m_sink(*m_options.format->write({.problem = *problem.problem}, m_report.lost, none));
            ++m_report.rows;
        }
        for (const OutgoingProblem::Solution& solution : problem.solutions) {
            const auto& labels = solution.out.labels;
            if (!plain && std::all_of(labels.begin(), labels.end(), [](const auto& one) { return !one; })) {
                ++m_report.lost.solutions;
                continue;
            }
            if (!plain && !leaves.insert(solution.steps.back()).second)
                continue;
            std::size_t labelled = 0;
            const auto row = m_options.format->write(solution.out, m_report.lost, labelled);
            if (!row)
                continue;
            m_sink(*row);
            ++m_report.rows;
            for (std::size_t i = 0; i < labelled; ++i)
                count(labels[i]);
        }
        for (const StepId step : problem.labelled)
            m_report.lost.alternatives += problem.onPaths(step) ? 0 : 1;
        m_report.lost.open += problem.open;
    }

    std::int64_t solutionsWithoutPass() {
        Statement statement(
            m_project.connection(),
            "SELECT COUNT(*) FROM solution JOIN problem ON problem.id = problem_id WHERE "
            "split = COALESCE(?, split) AND leaf_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM annotation WHERE "
            "solution_id = solution.id)");
        statement.run(m_options.split).next();
        return statement.integer(0);
    }

    void count(const std::optional<Rating>& label) {
        if (label)
            ++(*label == Rating::Positive ? m_report.positive
               : *label == Rating::Neutral ? m_report.neutral
                                           : m_report.negative);
    }
    void count(const json& rating) {
        if (rating.is_number())
            count(ratingFromInt(rating.get<int>()));
    }

    void put(const json& row, std::size_t total) {
        m_sink(row);
        tick(static_cast<std::size_t>(++m_report.rows), total);
    }

    void tick(std::size_t done, std::size_t total) {
        throwIfStopped(m_stop);
        m_progress.report({.stage = Stage::Exporting,
                           .done = static_cast<std::int64_t>(done),
                           .total = static_cast<std::int64_t>(total),
                           .unit = Unit::Rows});
    }

    storage::Project& m_project;
    const ExportOptions& m_options;
    Sink m_sink;
    ProgressThrottle m_progress;
    std::stop_token m_stop;
    ExportReport m_report;
};

void requireWritable(const ExportOptions& options) {
    if (isWritten(*options.format))
        return;
    std::string words;
    for (const formats::Format* format : formats::all())
        if (isWritten(*format))
            words += (words.empty() ? "" : ", ") + std::string(format->word);
    throw Error("Nothing can be exported as " + std::string(options.format->word) + ": choose one of " + words + ".");
}

/// A cell of CSV: a text as it is, everything else as JSON.
std::string cellOf(const json& row, std::string_view column) {
    const auto value = row.find(column);
    if (value == row.end() || value->is_null())
        return {};
    return value->is_string() ? value->get<std::string>() : value->dump(-1, ' ', false, json::error_handler_t::replace);
}

Sink csvInto(files::OutputFile& file) {
    const auto write = [&file](const std::vector<std::string>& cells) {
        CsvWriter csv;
        csv.row(cells);
        file.write(csv.text());
    };
    static constexpr std::array kColumns{"problem_id",  "problem",      "answer",  "reference_solution",
                                         "split",       "subject",      "steps",   "labels",
                                         "labels_mean", "final_answer", "correct", "candidate",
                                         "source",      storage::kThinkingField};
    write({kColumns.begin(), kColumns.end()});
    return [write](const json& row) {
        std::vector<std::string> cells;
        for (const char* column : kColumns)
            cells.push_back(cellOf(row, column));
        write(cells);
    };
}

} // namespace

bool isWritten(const formats::Format& format) {
    return format.write || &format == &formats::kPrm800k || &format == &formats::kTrl;
}

ExportReport exportCounts(storage::Project& project, const ExportOptions& options, std::stop_token stop) {
    requireWritable(options);
    const storage::Snapshot snapshot(project.connection());
    return Exporter(project, options, [](const json&) {}, {}, std::move(stop)).run();
}

ExportReport exportFile(storage::Project& project, const std::filesystem::path& path, const ExportOptions& options,
                        const ProgressSink& progress, std::stop_token stop) {
    throwIfStopped(stop);
    requireWritable(options);
    files::OutputFile file(path, {.replace = options.overwrite, .stop = stop});
    const Sink lines = [&file](const json& row) {
        file.write(row.dump(-1, ' ', false, json::error_handler_t::replace) + '\n');
    };
    const storage::Snapshot snapshot(project.connection());
    const Sink sink = options.format == &formats::kCsv ? csvInto(file) : lines;
    const ExportReport report = Exporter(project, options, sink, progress, std::move(stop)).run();
    project.requireUnchanged();
    file.commit();
    return report;
}

} // namespace stepmark::interchange
