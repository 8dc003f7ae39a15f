// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/import_run.h"
#include "storage/interchange/prepared_row.h"
#include "storage/statement.h"

namespace stepmark::interchange {

/// The problems of an import's rows. A problem is known by its text; what one that everybody sees lacks is filled in
/// once the run is published. Thread rule: that of the run.
class ImportedProblems {
public:
    ImportedProblems(storage::Project& project, storage::ImportRun& run);

    struct Found {
        Problem problem; ///< as it will be once the run is published
        bool is_new = false;
    };
    /// The answer that a row's problem will have; changes nothing.
    std::optional<std::string> answerOf(const PreparedRow& row);
    /// Within a piece of the run's batch. The reference holds until the next call.
    const Found& store(const PreparedRow& row);

private:
    std::optional<Problem> known(const PreparedRow& row);
    void fill(const Problem& problem);

    storage::Connection& m_connection;
    storage::ImportRun& m_run;
    storage::Statement m_select, m_insert, m_update, m_fill;
    Problem m_given; ///< of the last row: rows of one problem mostly follow each other
    Found m_found;
};

} // namespace stepmark::interchange
