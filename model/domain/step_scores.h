// SPDX-License-Identifier: GPL-3.0-or-later
//
// Nothing is shared: any thread.
#pragma once

#include <optional>
#include <span>
#include <string_view>
#include <vector>

namespace stepmark {

/// What a PRM says of one step: probabilities that add up to 1.
struct StepProbabilities {
    float negative = 0;
    float neutral = 0;
    float positive = 0;
};

/// Whether a neutral step counts as good (Lightman et al., the default) or as bad.
enum class NeutralPolicy { AsPositive, AsNegative };

/// Step score in [0, 1]: P(positive) + P(neutral), or P(positive) alone.
double stepScore(const StepProbabilities& p, NeutralPolicy policy = NeutralPolicy::AsPositive);

/// How a solution's score follows from its steps' scores (Lightman et al., appendix F; last and sum as in later work).
enum class ScoreRule { Product, Minimum, Mean, Last, Sum };
std::string_view toText(ScoreRule rule);
/// "product", "min", "mean", "last", "sum"; nullopt for another word.
std::optional<ScoreRule> scoreRuleFromText(std::string_view text);

/// Score of a solution from its steps' scores in [0, 1], first step first. The product is returned as the sum of logarithms
/// (monotone in it, and it does not underflow; scores are floored at 1e-12). No steps: the lowest score of the rule.
double solutionScore(std::span<const double> step_scores, ScoreRule rule);

/// First-error prediction: 0-based index of the first step whose P(negative) is above the threshold, -1 for none.
int predictFirstError(std::span<const double> p_negative, double threshold);

/// P(the first error is step t) = prod_{i<t} p_i * (1 - p_t) for t = 0..n-1, then P(no error) at the end: n + 1 values that
/// add up to 1. p_i is the step score.
std::vector<double> firstErrorPosterior(std::span<const double> step_scores);

/// The likeliest place of the first error.
struct FirstErrorGuess {
    int step = -1; ///< 0-based, -1: no error
    double probability = 0;
};
/// Out of what firstErrorPosterior() gave; of equals the earliest step, and any step before "no error".
FirstErrorGuess likeliestFirstError(std::span<const double> posterior);

} // namespace stepmark
