// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/domain/ids.h"
#include "model/domain/split.h"
#include "storage/project.h"

#include <set>

namespace stepmark::storage {

/// The problems that came with that split and are in another now. Thread rule: that of the Project.
std::set<ProblemId> movedOutOf(Project& project, Split split);

/// The problems with a step that somebody has rated. Reads all steps.
std::set<ProblemId> ratedProblems(Project& project);

} // namespace stepmark::storage
