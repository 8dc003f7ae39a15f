// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/interchange/import_row.h"

#include <QByteArray>

#include <map>
#include <memory>
#include <string>
#include <unordered_map>

namespace stepmark::interchange {

/// What a row is known by when it comes again: a judgement is the same wherever it stands, a sample is another one in
/// another file. `source`: ImportOptions::source or the file's name.
QByteArray rowFingerprint(const ImportRow& row, const nlohmann::json& original, const std::string& source);

/// Stores rows of any format and counts what is new. Lives within one transaction of the project. One thread.
class RowWriter {
public:
    RowWriter(storage::Project& project, const ImportOptions& options, const std::filesystem::path& file);
    ~RowWriter();
    RowWriter(const RowWriter&) = delete;
    RowWriter& operator=(const RowWriter&) = delete;

    /// `original` is the row as it stood in the file.
    void write(ImportRow row, const nlohmann::json& original);
    /// Remembers which rows are in the project now; call it once, at the end.
    void finish();

    ImportReport report;

private:
    struct Stores;
    struct Seen {
        std::int64_t in_project = 0;
        std::int64_t in_file = 0;
    };

    const Problem& storeProblem(Problem problem);
    StepTree& treeOf(ProblemId problem);
    bool isRepeated(const ImportRow& row, const nlohmann::json& original);
    std::optional<bool> correctness(const ImportRow& row, const Problem& problem);
    SolutionId storeSolution(const ImportRow& row, const Problem& problem, StepId leaf);
    void storeAnnotation(const ImportAnnotation& annotation, SolutionId solution, const StepTree& tree, int leaf,
                         const std::vector<storage::Alternative>& alternatives, const nlohmann::json& original);
    std::vector<storage::Alternative> addPlaces(StepTree& tree, const std::vector<Place>& places);
    void rate(AnnotationId annotation, StepId step, std::optional<Rating> rating, const std::string& created_at);
    LabelerId labelerNamed(const std::string& name);

    storage::Project& m_project;
    const ImportOptions& m_options;
    std::string m_file_name;
    std::unique_ptr<Stores> m_stores;
    Problem m_given, m_stored; ///< the last row's problem: rows of one problem mostly follow each other
    std::unordered_map<ProblemId, StepTree> m_trees;
    std::int64_t m_cached_steps = 0;
    std::unordered_map<std::string, Seen> m_seen;
    std::map<std::pair<std::string, std::string>, bool> m_verdicts;
    std::map<std::string, LabelerId> m_labelers;
};

} // namespace stepmark::interchange
