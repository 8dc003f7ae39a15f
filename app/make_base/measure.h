// SPDX-License-Identifier: GPL-3.0-or-later
//
// How well a model solves held-out problems of the sample.
#pragma once

#include <cstdint>
#include <filesystem>

namespace stepmark::make_base {

struct SolveRates {
    int problems = 0;
    int samples = 0;   ///< a problem, at the temperature below
    double greedy = 0; ///< share solved by the most probable tokens
    double temperature = 1;
    double sampled = 0;   ///< share of the samples with the right final answer
    double all_right = 0; ///< share of the samples that the oracle accepts step by step
    double majority = 0;  ///< share of the problems whose most frequent answer is right
    double any = 0;       ///< share of the problems with at least one right answer
};

/// Throws Error. `samples` 0: greedy only.
SolveRates measureSolving(const std::filesystem::path& folder, int problems, int samples, std::uint64_t seed);

} // namespace stepmark::make_base
