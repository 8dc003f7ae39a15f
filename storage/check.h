// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/domain/progress.h"
#include "storage/project.h"

#include <vector>

namespace stepmark::storage {

/// What is wrong in a project file: a sentence for the user.
struct Finding {
    std::string check; ///< "integrity", "references", "step tree", "solutions", "ratings", "queue", "jobs"
    std::string message;
};

/// Looks for damage: of the file (PRAGMA integrity_check, foreign_key_check, application id) and of the rules that no
/// constraint holds (a step's parent is of the same problem and one level up, a leaf of its solution's problem, a
/// rating on a step of its annotation's problem, ...). Empty: all is well. Changes nothing. Cancelled on stop.
std::vector<Finding> check(Project& project, const ProgressSink& progress = {}, std::stop_token stop = {});

} // namespace stepmark::storage
