// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/run/study_results.h"
#include "storage/project.h"

#include <optional>
#include <string_view>
#include <vector>

namespace stepmark::storage {

/// Table study_run. Thread rule: that of its Project.
class StudyRunStore {
public:
    explicit StudyRunStore(Project& project);

    void add(const StudyRun& run, const Judgements& judgements);
    std::optional<StudyRun> find(std::string_view identity) const;
    /// Of a study: in the order in which they were made.
    std::vector<StudyRun> ofStudy(std::int64_t study) const;
    /// Throws Error where there is no such run.
    Judgements judgements(std::string_view identity) const;

private:
    Connection& m_connection;
};

} // namespace stepmark::storage
