// SPDX-License-Identifier: GPL-3.0-or-later
//
// Positions of chess with the best move, as an engine of this machine finds it: what a ladder for chess is trained on.
// The engine plays against itself, each game from an opening of its own that is drawn at random; now and then a move is
// drawn in the place of its best, so that there are mistakes to punish. One thread.
#pragma once

#include "app/work/uci_engine.h"
#include "model/run/progress.h"

#include <cstdint>
#include <filesystem>
#include <stop_token>
#include <string>
#include <vector>

namespace stepmark::work {

struct EngineGamesRequest {
    std::string engine = "stockfish"; ///< as UciEngine
    int games = 500;
    std::int64_t nodes = 400; ///< of the engine's search, a move
    std::uint64_t seed = 1;
    EnginePatience patience;
};

/// In the words of the chess task (model/tasks/examples.h).
struct EnginePosition {
    std::string prompt, best;

    bool operator==(const EnginePosition&) const = default;
};

struct EngineGames {
    std::string engine;                    ///< as it calls itself
    std::vector<EnginePosition> positions; ///< no two with the same prompt
};

/// Plays what is missing of the games that `file` has, and writes them there; game by game the same for the same seed,
/// nodes and engine. What was played is kept, whatever stops the rest. Throws Error where the file is of other games or
/// damaged, as UciEngine where games are missing; Cancelled.
EngineGames engineGames(const std::filesystem::path& file, const EngineGamesRequest& request,
                        const std::stop_token& stop, const ProgressSink& progress);

} // namespace stepmark::work
