// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/domain/annotation.h"
#include "storage/dealing.h"

#include <vector>

namespace stepmark::storage {

/// What the lead sees of one labeler.
struct LabelerReport {
    Labeler labeler;
    LabelerState state = LabelerState::Admitted;
    std::string note;     ///< of the event that brought the state; empty where there was none
    Screening screening;  ///< served 0: they were never screened
    GoldTally gold;       ///< quality control, all answers
    int gold_skipped = 0; ///< gold items that they skipped; not in `gold`
    Standing standing = Standing::Unknown;
    std::int64_t solutions = 0;          ///< labelled, without quality control and screening
    std::int64_t ratings = 0;            ///< that stand, as counts() has them
    std::int64_t rating_events = 0;      ///< ever given: corrections and answers to gold items included
    std::optional<std::int64_t> step_ms; ///< mean time a rating ever given, pauses left out; nullopt where nothing was timed, and
                                         ///< for machines
    std::string last_active;             ///< ISO 8601, UTC; empty where they never marked anything
};

/// Everybody, people first, in order of name; also those known from files only. Reads every
/// annotation and the index of ratings: for a page that is opened, not for a key press. Thread rule: that of the
/// Project.
std::vector<LabelerReport> labelerReports(Project& project);

} // namespace stepmark::storage
