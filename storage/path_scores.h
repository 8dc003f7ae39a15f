// SPDX-License-Identifier: GPL-3.0-or-later
//
// What a model says of whole solutions, by the paths of steps that they are: ScoreStore's answers for who has the
// paths. The thread of the project.
#pragma once

#include "storage/score_store.h"
#include "storage/step_paths.h"

namespace stepmark::storage {

/// ScoreStore::solutionScores().
std::unordered_map<SolutionId, double> solutionScores(Project& project, const StepPaths& paths, ModelId model,
                                                      const CandidateFilter& filter);
/// ScoreStore::candidates().
std::vector<Candidate> candidates(Project& project, const StepPaths& paths, ModelId model,
                                  const CandidateFilter& filter);
/// ScoreStore::showInLists().
void showInLists(Project& project, const StepPaths& paths, ModelId model);

} // namespace stepmark::storage
