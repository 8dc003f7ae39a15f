// SPDX-License-Identifier: GPL-3.0-or-later
//
// Plain data: any thread.
#pragma once

#include "model/domain/run_metrics.h"
#include "model/domain/selection.h"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace stepmark {

/// How far a round has come.
enum class RoundState {
    Queued,      ///< a queue of its own, made by itself
    Running,     ///< a worker is at it
    Interrupted, ///< begun, and to be gone on with
    Done,
    GivenUp ///< begun, and never to be gone on with
};
std::string_view toText(RoundState state); ///< "queued", "running", "interrupted", "done", "given up"

/// What a round was made of and what its evaluation says.
struct RoundSummary : RunMetrics {
    int number = 0;
    std::string created_at; ///< ISO 8601, UTC
    RoundState state = RoundState::Queued;
    std::optional<SelectionStrategy> strategy; ///< nullopt: another version's
    double asked_wrong = 0;                    ///< the mix that was asked for, of strategy ConvincingWrong
    std::int64_t queued = 0;                   ///< solutions
    std::int64_t candidates = 0;
    std::uint64_t seed = 0;
    std::optional<double> wrong_share; ///< of the queued solutions: final answer wrong
};

/// The history as a table for other programs, a header and a row a round: numbers with a point, undefined ones empty.
std::string roundsCsv(std::span<const RoundSummary> rounds);

} // namespace stepmark
