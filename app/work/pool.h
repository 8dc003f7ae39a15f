// SPDX-License-Identifier: GPL-3.0-or-later
//
// The project's contents in the form in which the learning code takes them. The thread that opened the project.
#pragma once

#include "app/work/work.h"
#include "model/domain/solution.h"
#include "model/domain/split.h"
#include "model/learning/train.h"
#include "storage/score_store.h"
#include "storage/solution_store.h"

#include <map>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

namespace stepmark::work {

/// From now on what is told below of this work, and of copies of it, comes out of one reading of the pool, for as long
/// as no step or problem comes or goes: for work of several parts, each of which asks.
void keepPool(Work& work);

/// Rated trees of all splits but Test: what a PRM is trained on.
std::vector<LabelledTree> trainingTrees(Work& work);
/// Supervised ratings of the trees in Train and Validation.
std::int64_t supervisedRatings(const std::vector<LabelledTree>& trees);
/// A digest of the ratings, to know whether there are new ones since a model was trained.
std::string ratingsFingerprint(const std::vector<LabelledTree>& trees);

/// Solutions whose answer is known to be right or wrong, as trees, without split Test: what an ORM and a generator
/// are trained on. At most `per_problem` uniformly drawn solutions of a problem (0: all), by seed.
std::vector<OutcomeTree> outcomeTrees(Work& work, int per_problem, std::uint64_t seed);

/// Solutions by problem, in order of problem; nullopt: of all splits.
std::map<ProblemId, std::vector<storage::StoredSolution>> solutionsByProblem(Work& work, std::optional<Split> split);

/// Every step of the pool (all problems of `split`, nullopt for all), unrated ones too.
std::vector<LabelledTree> allTrees(Work& work, std::optional<Split> split = {});

/// What ScoreStore says of solutions by their steps' scores.
std::vector<Candidate> candidatesOf(Work& work, ModelId model, const storage::CandidateFilter& filter);
std::unordered_map<SolutionId, double> solutionScores(Work& work, ModelId model,
                                                      const storage::CandidateFilter& filter);
void showInLists(Work& work, ModelId model);

/// The node of a tree that stands for a stored step; kNoParent where it is not in the tree.
std::map<StepId, int> nodesById(const StepTree& tree);

} // namespace stepmark::work
