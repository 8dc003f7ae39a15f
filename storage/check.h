// SPDX-License-Identifier: GPL-3.0-or-later
//
// checkFile opens the file for itself: any thread; check: the thread that opened the project.
#pragma once

#include "model/run/progress.h"
#include "storage/project.h"

#include <string>
#include <vector>

namespace stepmark::storage {

/// What is wrong in a project file: a sentence for the user.
struct Finding {
    /// "file", "integrity", "references", "schema", "step tree", "solutions", "ratings", "decisions", "queue", "gold",
    /// "scores", "jobs"
    std::string check;
    std::string message;
};

struct CheckReport {
    std::vector<Finding> findings;  ///< empty: all is well
    std::vector<std::string> notes; ///< what is no damage, but should be known: a log left beside the file
};

/// Looks for damage: of the file (its length, header and log; PRAGMA integrity_check, foreign_key_check), of the
/// schema, and of the rules that no constraint holds (a step's parent is of the same problem and one level up, a leaf
/// of its solution's problem, a rating on a step of its annotation's problem, ...). Reads only, brings nothing up to
/// date, and no trigger runs. Whatever stops it is a finding too. Error where there is no such file, or it is being
/// written all the time. Cancelled on stop.
CheckReport checkFile(const std::filesystem::path& path, const ProgressSink& progress = {}, std::stop_token stop = {});

/// The same of an open project, without what only a look at a closed file can tell.
std::vector<Finding> check(Project& project, const ProgressSink& progress = {}, std::stop_token stop = {});

} // namespace stepmark::storage
