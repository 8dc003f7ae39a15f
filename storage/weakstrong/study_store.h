// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/run/study_results.h"
#include "storage/project.h"

#include <optional>
#include <vector>

namespace stepmark::storage {

/// Tables study, study_member and study_figure. Thread rule: that of its Project.
class StudyStore {
public:
    explicit StudyStore(Project& project);

    /// Finds the study of that task (by fingerprint) and spec, or adds it; returns its id.
    std::int64_t begin(const Study& study);
    /// The run becomes one of the study's.
    void addMember(std::int64_t study, const std::string& run);
    /// What has come of it so far, in the place of what was known before.
    void setResults(std::int64_t study, const StudyResults& results);
    /// The same at the end.
    void finish(std::int64_t study, const StudyResults& results);

    std::vector<Study> list() const; ///< the oldest first, each with its results
    std::optional<Study> find(std::int64_t id) const;
    std::optional<Study> latest() const;
    /// Identities of its runs, in no order.
    std::vector<std::string> members(std::int64_t study) const;
    /// The study, and the runs (with what plans know of them) that are no other's. Returns how many of these. Throws
    /// Error where there is no such study.
    std::int64_t remove(std::int64_t study);

private:
    Project& m_project;
    Connection& m_connection;
};

} // namespace stepmark::storage
