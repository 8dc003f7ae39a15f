// SPDX-License-Identifier: GPL-3.0-or-later
//
// The thread that opened the project.
#pragma once

#include "model/domain/ids.h"
#include "model/run/progress.h"
#include "storage/project.h"
#include "storage/score_store.h"

#include <vector>

namespace stepmark::interchange {

struct ScoreFileReport {
    std::int64_t lines = 0;
    std::int64_t steps = 0;     ///< steps scored
    std::int64_t unmatched = 0; ///< rows whose solution is not in the project
};

struct StepScores {
    std::vector<storage::StepScoreRow> rows; ///< in order of the steps' ids
    ScoreFileReport report;
};

/// Somebody else's step scores, by step. One JSON object a line: `step_scores`, a list of numbers in [0, 1] (P(the step
/// is right)), one a step; and the solution: `problem_id` and `candidate` as imported, or `problem` and `steps`.
/// P(positive) = score, P(negative) = 1 - score. Writes nothing; every Error names file and line.
StepScores readStepScores(storage::Project& project, const std::filesystem::path& path,
                          const ProgressSink& progress = {}, std::stop_token stop = {});

/// The same into step_score, as the scores of `model` (make one of kind "scores" first). All or nothing.
ScoreFileReport importStepScores(storage::Project& project, const std::filesystem::path& path, ModelId model,
                                 const ProgressSink& progress = {}, std::stop_token stop = {});

} // namespace stepmark::interchange
