// SPDX-License-Identifier: GPL-3.0-or-later
//
// Programs that rate a solution's steps in a person's stead.
// A judge belongs to the thread that asked for it, which is the one that opened the project.
#pragma once

#include "app/work/work.h"
#include "model/domain/rating.h"
#include "storage/score_sources.h"
#include "storage/step_store.h"

#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace stepmark::work {

using PathSteps = std::vector<storage::StepStore::PathStep>;
/// Ratings of a solution's steps, from the first on; fewer than steps where the judge knows no more.
using Judge = std::function<std::vector<Rating>(const std::string& problem, const PathSteps& path)>;

/// The built-in sample's oracle. Throws Error at a problem that is not one of the sample's.
Judge oracleJudge();

/// The score source of the project that `scores` names; nullopt where it is a file of scores. An imported source goes
/// before the file it came from, which is none of scores. Throws Error, which lists the sources, where it is neither.
std::optional<storage::ScoreSource> storedScores(Work& work, const std::filesystem::path& scores);

/// Step scores of somebody else's model, of a source or a file; a step below `threshold` is negative.
Judge scoresJudge(Work& work, const std::filesystem::path& scores, double threshold);

/// A judge that is wrong about a share of the steps: negative for right, positive for wrong. The same name errs at the
/// same steps (by their texts) each time, another one at others.
Judge erringJudge(Judge judge, double error_rate, const std::string& name, std::uint64_t seed);

} // namespace stepmark::work
