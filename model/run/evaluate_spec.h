// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/domain/split.h"
#include "model/domain/step_scores.h"
#include "model/run/compute_choice.h"
#include "model/run/reading_choice.h"

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace stepmark {

/// What `stepmarkctl evaluate` is asked for: figures on a project's held-out split, or on a ProcessBench file. A plain
/// value: any thread.
struct EvaluateSpec {
    std::filesystem::path checkpoint; ///< scores first; empty: the newest model, where it has not
    std::string scores;               ///< instead: the name of a score source; empty: none
    ScoreRule rule = ScoreRule::Product;
    NeutralPolicy neutral = NeutralPolicy::AsPositive;
    std::vector<int> ns;       ///< empty: 1, 2, 4, ... up to the most solutions a problem has
    Split split = Split::Test; ///< falls back on Validation where there is no problem in it, and says so
    std::uint64_t seed = 0;
    std::filesystem::path processbench; ///< instead of a project: that file
    double fit_share = 0.2; ///< of its rows, drawn by seed, that the threshold is fitted on; the others are reported
    std::optional<double> threshold; ///< given: nothing is fitted, all rows are reported
    ComputeChoice compute;
    ReadingChoice reading;

    bool operator==(const EvaluateSpec&) const = default;
};

} // namespace stepmark
