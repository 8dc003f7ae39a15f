// SPDX-License-Identifier: GPL-3.0-or-later
//
// A family of models from small to large, trained from nothing on the same text: the ladder of a weak-to-strong study
// where nobody has one (Burns et al. 2023 take GPT-4's family). The calling thread.
#pragma once

#include "app/work/engine_games.h"
#include "app/work/work.h"
#include "model/run/compute_choice.h"

#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace stepmark::work {

/// A size of the family.
struct LadderStep {
    std::string name; ///< of its folder: "1-32x1" (place, width, layers)
    std::int64_t width = 0, layers = 0, heads = 0, intermediate = 0;
};
/// The smallest first, each with three to four times the weights of the one before.
const std::vector<LadderStep>& ladderSteps();

struct LadderRequest {
    std::filesystem::path out; ///< a folder with one a size
    int sizes = 5;             ///< from the smallest
    std::optional<EngineGamesRequest>
        chess;                 ///< positions of an engine in place of the sample; its seed is the ladder's
    std::int64_t steps = 1500; ///< of the optimizer, each size
    std::uint64_t seed = 1;
    ComputeChoice compute;
};

/// Trains what is not there; a size that was interrupted goes on, one that is done is kept where its recipe is the
/// same. Result: out, corpus, engine, games, positions, models (folder, parameters, steps, loss, tokens, seconds;
/// known: it was there), seconds. Throws Error where a folder of another recipe is in the way, and as engineGames();
/// Cancelled.
Json trainLadder(const LadderRequest& request, const std::stop_token& stop, const ProgressSink& progress);

} // namespace stepmark::work
