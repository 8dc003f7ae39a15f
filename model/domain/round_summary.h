// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/domain/best_of_n.h"
#include "model/domain/figure.h"
#include "model/domain/ids.h"
#include "model/domain/loss_point.h"
#include "model/domain/metrics.h"
#include "model/domain/selection.h"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

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

/// What a round was made of and what its evaluation says. Shares are in [0, 1]. What was never measured is nullopt or
/// empty.
struct RoundSummary {
    /// What the PRM had seen of the split that it was evaluated on, in problems.
    struct Seen {
        std::int64_t training = 0;   ///< it was trained on
        std::int64_t validation = 0; ///< that chose its epoch or its fit
        std::int64_t left_out = 0;   ///< of these, in no figure
        std::int64_t in_split = 0;   ///< in all
    };
    /// What the figures were computed with.
    struct Computed {
        std::string precision, processor;
        std::int64_t threads = 0;
    };

    int number = 0;
    std::string created_at; ///< ISO 8601, UTC
    RoundState state = RoundState::Queued;
    std::string strategy;    ///< "convincing-wrong", ...
    double asked_wrong = 0;  ///< the mix that was asked for, of strategy convincing-wrong
    std::optional<std::int64_t> labels; ///< ratings that the evaluated PRM was trained on; nullopt: not known, or none
    std::int64_t queued = 0;
    std::int64_t candidates = 0;
    std::uint64_t seed = 0;
    std::optional<double> wrong_share; ///< of the queued solutions: final answer wrong
    std::optional<Figure> step_auc;    ///< over all held-out steps
    std::optional<Figure> step_auc_within;
    std::optional<double> step_accuracy, calibration_error, brier;
    std::vector<BestOfN> best_of_n; ///< by N
    std::vector<CalibrationBin> reliability;
    std::vector<LossPoint> loss; ///< of the PRM's training
    std::string split;                  ///< that was evaluated, with `problems` problems
    std::int64_t problems = 0;
    std::optional<bool> held_out;     ///< whether the PRM has seen none of these; nullopt: not known
    std::optional<Seen> seen;         ///< nullopt: not known
    std::optional<Computed> computed; ///< of the step scores; nullopt: not known, or some with this, some with that
    double seconds = 0;             ///< of all stages; 0: not measured
    std::int64_t skipped_steps = 0; ///< of the PRM's training: loss or gradient was not finite
    std::string cache_note;         ///< why the base's hidden states were not kept for the next round; empty: no reason

    /// The point with the largest N of those that the PRM has a value at; where no model has scored, of all: majority and
    /// "any" need none.
    const BestOfN* best() const;
};

/// The history as a table for other programs, a header and a row a round: numbers with a point, undefined ones empty.
std::string roundsCsv(std::span<const RoundSummary> rounds);

} // namespace stepmark
