// SPDX-License-Identifier: GPL-3.0-or-later
//
// Nothing is shared: any thread.
#pragma once

#include "model/domain/figure.h"

#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <stop_token>
#include <vector>

namespace stepmark {

/// Of a sample in which no final answer was found.
constexpr int kNoAnswer = -1;

/// One sampled solution of a problem, as an evaluation sees it.
struct Sample {
    int answer = kNoAnswer; ///< equal final answers of a problem have the same number
    bool correct = false;
    std::optional<double> prm; ///< solution score by the PRM
    std::optional<double> orm; ///< P(correct) by the outcome model
};

/// A problem with its samples.
struct SampledProblem {
    std::uint64_t key = 0; ///< what it is to draws (draw.h)
    std::vector<Sample> samples;
};

/// A point of the best-of-N curves: shares of problems solved in [0, 1] with a 95 % bootstrap interval over problems
/// for each, nullopt where no sample carries the score.
struct BestOfN {
    int n = 0;
    std::optional<Figure> prm, orm, majority, any;
    std::int64_t fewer = 0; ///< problems that count with all they have, being fewer than N
};

/// Best-of-N over problems (Lightman et al., section 3, figure 3). Each value is the expectation over all subsets of N
/// of the samples, exact for the two models and for "any", over `draws` subsets for majority vote, drawn by seed and
/// problem. A problem with fewer than N samples counts with all it has; a sample without a score (or with NaN) ranks
/// last. Majority counts the answers that have the same number; ties go to the answer seen first; samples without an
/// answer do not vote. Throws Cancelled.
std::vector<BestOfN> bestOfN(std::span<const SampledProblem> problems, std::span<const int> ns, std::uint64_t seed = 0,
                             int draws = 200, const std::stop_token& stop = {});

/// Share of samples that are right.
double meanAccuracy(std::span<const SampledProblem> problems);

} // namespace stepmark
