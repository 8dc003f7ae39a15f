// SPDX-License-Identifier: GPL-3.0-or-later
//
// How well a model solves held-out problems of the sample, and how well it checks what somebody else wrote.
// Main thread.
#pragma once

#include "model/sample/sample_documents.h"

#include <cstdint>
#include <filesystem>
#include <vector>

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

/// How well the model by itself tells wrong steps of one kind from right steps.
struct CheckRate {
    SampleError error = SampleError::Slip;
    int steps = 0;  ///< wrong steps of this kind
    double auc = 0; ///< of the probability of the teacher's line after a step, against all right steps
};

/// One wrong step at every place of the reference solutions. Kinds that did not occur are left out. Throws Error.
std::vector<CheckRate> measureChecking(const std::filesystem::path& folder, int problems, std::uint64_t seed);

} // namespace stepmark::make_base
