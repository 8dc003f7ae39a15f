// SPDX-License-Identifier: GPL-3.0-or-later
//
// Step scores of the pool, by a checkpoint or from somebody else's file.
#pragma once

#include "app/work/work.h"
#include "model/domain/ids.h"
#include "model/domain/split.h"
#include "model/learning/train.h"
#include "model/run/compute_choice.h"

#include <optional>

namespace stepmark::work {

struct ScoreRequest {
    std::filesystem::path checkpoint; ///< a PRM's or an ORM's folder; empty, without `scores` too: the newest PRM's
    std::filesystem::path scores;     ///< instead: a file with `step_scores` a solution
    std::optional<Split> split;       ///< nullopt: all
    std::optional<TooLong> too_long;  ///< none: Cut
    bool again = false;               ///< also steps that this model has scored before
    bool listed = true;               ///< lists show these scores from now on
    bool only_missing = false;        ///< where no step's score is missing the checkpoint is not even opened
    ComputeChoice compute;
    ReadingChoice reading; ///< of a checkpoint that does not say it; kept with the model
};

/// Scores every step that the model has not scored yet, once a step. An ORM's checkpoint scores solutions. The model is
/// registered where it was not, with how it is read, and read so ever after: a choice that contradicts it is an Error.
/// How its scores were computed is kept. Results: model, steps, too_long_* (fit_report.h), precision, device, threads,
/// processor, seconds; of a checkpoint also layout, classes and notes.
Json score(Work& work, const ScoreRequest& request);

/// What it would do: steps, tokens through the network, what is too long, notes. Nothing is changed.
Json scorePlan(Work& work, const ScoreRequest& request);

/// The newest process reward model's; empty where there is none.
std::filesystem::path newestCheckpoint(Work& work);

/// The registered PRM of that folder, or 0.
ModelId modelOf(Work& work, const std::filesystem::path& checkpoint);

} // namespace stepmark::work
