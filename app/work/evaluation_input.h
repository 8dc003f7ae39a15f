// SPDX-License-Identifier: GPL-3.0-or-later
//
// What an evaluation by itself stands on: a split, and a model whose scores of it are there.
// The thread that opened the project.
#pragma once

#include "app/work/scoring.h"
#include "model/run/evaluate_spec.h"

namespace stepmark::work {

/// The split itself, or Validation for a Test that holds nothing where that does.
Split evaluatedSplit(Work& work, Split split);

struct ScoredModel {
    ModelId model = 0;              ///< 0: there is none
    Json scoring = Json::object(); ///< what score() said, where it was called
};

/// What an evaluation of a project would do: split, its problems and solutions, what the model has seen of it
/// (seen_problems.h), and what is to be scored first (as scorePlan(): steps, tokens, seconds, too_long_*). Nothing is
/// changed.
Json evaluatePlan(Work& work, const EvaluateSpec& spec);

/// The model of that checkpoint, or where none is named the newest of the project, once it has scored the split. A model
/// whose checkpoint is gone is taken with the scores that are there. Error for a checkpoint that is no PRM's.
ScoredModel scoredBy(Work& work, ScoreRequest request);

} // namespace stepmark::work
