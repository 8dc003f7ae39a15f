// SPDX-License-Identifier: GPL-3.0-or-later
//
// Training on the project's ratings and solutions, and the registry entry of what comes out.
// The thread that opened the project.
#pragma once

#include "app/work/work.h"
#include "model/run/train_spec.h"

#include <functional>

namespace stepmark::work {

struct TrainRequest {
    TrainSpec spec;
    RoundId round = 0;
    bool aside = false; ///< kept for comparison: never taken as the newest model, and of no round
    bool in_own_folder = false;                     ///< spec.options.out was found free, or begun, by the caller
    std::function<void(const Json& result)> stored; ///< called in the transaction that registers the model
};

/// Trains, registers the model. Throws Error before anything is done where something lies in the folder for it.
/// Results: model, out, ratings, labels (the same, by sign too), problems it was trained on and chosen by,
/// tokens, epochs, seconds, rates; to `stored` also the loss curve.
Json train(Work& work, const TrainRequest& request);
/// What it would cost: ratings and problems as train() counts them, tokens, tokens_row_per_rating, optimizer_steps,
/// peak_bytes, seconds; refused: why train() would not begin, or null.
Json trainPlan(Work& work, const TrainRequest& request);
/// Trains nothing: writes what it would be trained on for `stepmark-train` (model/learning/training_file.h). What that
/// leaves is registered by train() with the same spec, its folder as `out`, and `resume`. Results: out, problems.
Json writeTraining(Work& work, const TrainRequest& request, const std::filesystem::path& file);

} // namespace stepmark::work
