// SPDX-License-Identifier: GPL-3.0-or-later
//
// Any thread; a scorer has one at a time.
#pragma once

#include "app/work/prediction.h"
#include "app/work/step_file.h"
#include "model/domain/step_scores.h"
#include "model/learning/score.h"
#include "model/run/compute_choice.h"

#include <optional>
#include <vector>

namespace stepmark::work {

/// Of each step of a row; nullopt where its path does not fit the model's context.
using Probabilities = std::vector<std::optional<StepProbabilities>>;

/// Scores all rows of `file`, in order; rows of one problem share the steps they share. Throws Error with line and step where the
/// model computes what is not finite.
std::vector<Probabilities> scoreRows(const FileWork& work, PrmScorer& scorer, const std::filesystem::path& file,
                                     const std::vector<StepRow>& rows);

/// What scoring them would take: rows, steps, tokens (of those through the network: what rows share goes once), seconds
/// (null on a GPU), context, too_long_rows and too_long_steps. Nothing is computed.
Json readingPlan(const FileWork& work, const std::filesystem::path& checkpoint, const std::vector<StepRow>& rows,
                 const ReadingChoice& reading, const ComputeChoice& compute);

/// P(negative) of each; 0 for those that could not be judged.
std::vector<double> negatives(const Probabilities& steps);

/// Error unless it is a probability.
void requireThreshold(std::optional<double> threshold);

} // namespace stepmark::work
