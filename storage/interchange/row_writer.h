// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/interchange/imported_problems.h"
#include "storage/interchange/imported_scores.h"
#include "storage/interchange/seen_rows.h"

#include <map>
#include <memory>
#include <span>
#include <string>

namespace stepmark::interchange {

/// Stores the rows of one file as part of an import's run, and counts what is new. One thread.
class RowWriter {
public:
    RowWriter(storage::Project& project, storage::ImportRun& run, const ImportOptions& options);
    ~RowWriter();
    RowWriter(const RowWriter&) = delete;
    RowWriter& operator=(const RowWriter&) = delete;

    /// Grades what cannot be graded without the project, then writes in small pieces.
    void write(std::span<PreparedRow> rows);

    ImportReport report;
    /// What the file says as scores, to be stored once its steps are there for everybody.
    ImportedScores scores;

private:
    struct Statements;
    /// A solution and where it stands.
    struct Stored {
        SolutionId id = 0;
        bool is_new = false;
        bool is_hidden = true; ///< of this run, or of nobody but it
        std::optional<std::string> final_answer;
    };

    void grade(PreparedRow& row);
    void write(const PreparedRow& row);
    const Problem& storeProblem(const PreparedRow& row);
    std::vector<StepId> storeSteps(const PreparedRow& row, ProblemId problem);
    StepId storeStep(const PreparedRow::Node& node, ProblemId problem, StepId parent, bool& is_new);
    Stored storeSolution(const PreparedRow& row, const Problem& problem, StepId leaf);
    std::optional<Stored> knownSolution(const PreparedRow& row, StepId leaf);
    void storeAnnotation(const PreparedRow& row, const Stored& solution, const Problem& problem,
                         const std::vector<StepId>& steps);
    bool differs(const PreparedRow& row, int node, StepId step, LabelerId labeler, Rating rating);
    bool stands(int node, StepId step, LabelerId labeler);
    void count(const PreparedRow& row);
    void countRatings(const PreparedRow& row);
    void countMarks(const PreparedRow& row, const Stored& solution);
    std::string patchOf(const PreparedRow& row, const Stored& solution, const Problem& problem) const;
    LabelerId labelerNamed(const std::string& name, bool machine);

    storage::Connection& m_connection;
    storage::ImportRun& m_run;
    const ImportOptions& m_options;
    ImportedProblems m_problems;
    SeenRows m_seen;
    std::unique_ptr<Statements> m_statements;
    std::string m_now;          ///< of the rows being written
    bool m_new_problem = false; ///< of the row being written
    std::vector<bool> m_new_steps; ///< by node of the row being written
    std::vector<bool> m_rated;     ///< the same, once rated
    AnnotationId m_first_pass = 0; ///< of the file
    std::map<std::pair<std::string, std::string>, bool> m_verdicts;
    std::map<std::string, LabelerId> m_labelers;
};

} // namespace stepmark::interchange
