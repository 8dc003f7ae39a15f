// SPDX-License-Identifier: GPL-3.0-or-later
//
// Plain data: any thread.
#pragma once

#include "model/domain/best_of_n.h"
#include "model/domain/figure.h"
#include "model/domain/loss_point.h"
#include "model/domain/metrics.h"
#include "model/domain/split.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace stepmark {

/// What a run was worth: what an evaluation finds, beside what the model and the figures cost. Shares are in [0, 1].
/// What was never measured is nullopt or empty. model/run/metrics_json.h writes and reads it.
struct RunMetrics {
    /// What the PRM had seen of the split that it was evaluated on, in problems.
    struct Seen {
        std::int64_t training = 0;   ///< it was trained on
        std::int64_t validation = 0; ///< that chose its epoch or its fit
        std::int64_t left_out = 0;   ///< of these, in no figure
    };
    /// What the figures were computed with.
    struct Computed {
        std::string precision, processor;
        std::int64_t threads = 0;
    };

    std::optional<std::int64_t> labels; ///< ratings that the evaluated PRM was trained on; nullopt: not known, or none
    std::optional<Split> split;         ///< that was evaluated; nullopt: none
    std::int64_t problems = 0;          ///< in the figures
    std::int64_t problems_in_split = 0; ///< with those that are left out
    std::optional<bool> held_out;       ///< whether the PRM has seen none of these; nullopt: not known
    std::optional<Seen> seen;           ///< nullopt: not known
    std::optional<Computed> computed;   ///< of the step scores; nullopt: not known, or some with this, some with that
    std::optional<Figure> step_auc;     ///< over all held-out steps
    std::optional<Figure> step_auc_within;
    std::optional<double> step_accuracy, calibration_error, brier;
    std::optional<double> mean_accuracy; ///< share of the samples that are right
    std::vector<BestOfN> best_of_n;      ///< by N
    std::vector<CalibrationBin> reliability;
    std::vector<LossPoint> loss;    ///< of the PRM's training
    double seconds = 0;             ///< of all parts of the run; 0: not measured
    std::int64_t skipped_steps = 0; ///< of the PRM's training: loss or gradient was not finite
    std::string cache_note;         ///< why the base's hidden states were not kept for the next run; empty: no reason

    /// The point with the largest N of those that the PRM has a value at; where no model has scored, of all: majority
    /// and "any" need none.
    const BestOfN* best() const;
};

} // namespace stepmark
