// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/run/train_options.h"

#include <string>

namespace stepmark {

/// With what a network is run: the same three choices for whatever runs one. Plain value.
struct ComputeChoice {
    Precision precision = Precision::Auto;
    std::string device = "auto"; ///< "auto" (CUDA where there is one), "cpu", "cuda"
    int threads = 0;             ///< 0: all cores

    bool operator==(const ComputeChoice&) const = default;
};

/// The choice of `options` (TrainOptions, ScoreOptions, GenerateOptions).
template <typename Options>
ComputeChoice computeOf(const Options& options) {
    return {options.precision, options.device, options.threads};
}

/// `options` with this choice.
template <typename Options>
Options withCompute(Options options, const ComputeChoice& choice) {
    options.precision = choice.precision;
    options.device = choice.device;
    options.threads = choice.threads;
    return options;
}

} // namespace stepmark
