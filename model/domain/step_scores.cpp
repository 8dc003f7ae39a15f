// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/domain/step_scores.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <numeric>

namespace stepmark {

namespace {
constexpr std::array<std::string_view, 5> kRules = {"product", "min", "mean", "last", "sum"};
constexpr double kFloor = 1e-12;
} // namespace

double stepScore(const StepProbabilities& p, NeutralPolicy policy) {
    return policy == NeutralPolicy::AsPositive ? static_cast<double>(p.positive) + static_cast<double>(p.neutral)
                                               : static_cast<double>(p.positive);
}

std::string_view toText(ScoreRule rule) { return kRules[static_cast<std::size_t>(rule)]; }

std::optional<ScoreRule> scoreRuleFromText(std::string_view text) {
    const auto place = std::find(kRules.begin(), kRules.end(), text);
    if (place == kRules.end())
        return std::nullopt;
    return static_cast<ScoreRule>(place - kRules.begin());
}

double solutionScore(std::span<const double> step_scores, ScoreRule rule) {
    if (step_scores.empty())
        return rule == ScoreRule::Product ? -std::numeric_limits<double>::infinity() : 0.0;
    const double sum = std::accumulate(step_scores.begin(), step_scores.end(), 0.0);
    switch (rule) {
    case ScoreRule::Product:
        return std::accumulate(step_scores.begin(), step_scores.end(), 0.0,
                               [](double total, double p) { return total + std::log(std::max(p, kFloor)); });
    case ScoreRule::Minimum:
        return *std::min_element(step_scores.begin(), step_scores.end());
    case ScoreRule::Mean:
        return sum / static_cast<double>(step_scores.size());
    case ScoreRule::Last:
        return step_scores.back();
    case ScoreRule::Sum:
        return sum;
    }
    return 0.0;
}

int predictFirstError(std::span<const double> p_negative, double threshold) {
    for (std::size_t i = 0; i < p_negative.size(); ++i)
        if (p_negative[i] > threshold)
            return static_cast<int>(i);
    return -1;
}

std::vector<double> firstErrorPosterior(std::span<const double> step_scores) {
    std::vector<double> posterior;
    posterior.reserve(step_scores.size() + 1);
    double reached = 1.0;
    for (const double p : step_scores) {
        posterior.push_back(reached * (1.0 - p));
        reached *= p;
    }
    posterior.push_back(reached);
    return posterior;
}

FirstErrorGuess likeliestFirstError(std::span<const double> posterior) {
    if (posterior.empty())
        return {};
    const auto most = std::max_element(posterior.begin(), posterior.end()); // the first of equals
    const bool none = most + 1 == posterior.end();
    return {none ? -1 : static_cast<int>(most - posterior.begin()), *most};
}

} // namespace stepmark
