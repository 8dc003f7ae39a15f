// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/domain/auc_interval.h"

#include "model/domain/draw.h"
#include "model/domain/stop.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>

namespace stepmark {

namespace {

using Groups = std::map<ProblemId, std::size_t>; ///< with their places among the weights

/// Quantiles of one statistic over the resamples; `statistic` takes the groups' weights and may have no value.
template <typename Statistic>
std::optional<Interval> bootstrap(const Groups& groups, std::uint64_t seed, int resamples, const std::stop_token& stop,
                                  Statistic&& statistic) {
    if (groups.size() < 2)
        return std::nullopt;
    const Draw draw(seed, "bootstrap of steps' problems");
    std::vector<double> values, weights(groups.size());
    for (int i = 0; i < resamples; ++i) {
        throwIfStopped(stop);
        for (const auto& [group, place] : groups)
            weights[place] = draw.timesInResample(static_cast<std::uint64_t>(group), static_cast<std::uint64_t>(i));
        if (const std::optional<double> value = statistic(weights))
            values.push_back(*value);
    }
    if (values.empty())
        return std::nullopt;
    std::sort(values.begin(), values.end());
    const auto at = [&](double quantile) {
        return values[static_cast<std::size_t>(quantile * static_cast<double>(values.size() - 1) + 0.5)];
    };
    return Interval{at(0.025), at(0.975)};
}

Groups numbered(std::span<const ScoredLabel> samples) {
    Groups numbers;
    for (const ScoredLabel& sample : samples)
        numbers.try_emplace(sample.group, numbers.size());
    return numbers;
}

} // namespace

std::optional<Interval> aucInterval(std::span<const ScoredLabel> samples, std::uint64_t seed, int resamples,
                                    const std::stop_token& stop) {
    if (!auc(samples))
        return std::nullopt;
    struct Ranked {
        double score;
        std::size_t group;
        bool positive;
    };
    const auto numbers = numbered(samples);
    std::vector<Ranked> ranked;               // sorted once: a resample only changes the weights
    for (const ScoredLabel& sample : samples) // NaN ranks below all others, as in auc()
        ranked.push_back({std::isnan(sample.score) ? -std::numeric_limits<double>::infinity() : sample.score,
                          numbers.at(sample.group), sample.positive});
    std::sort(ranked.begin(), ranked.end(), [](auto& a, auto& b) { return a.score < b.score; });
    return bootstrap(numbers, seed, resamples, stop, [&](const std::vector<double>& weights) -> std::optional<double> {
        double won = 0, below = 0, positives = 0;
        for (std::size_t i = 0; i < ranked.size();) {
            double positive = 0, negative = 0;
            std::size_t end = i;
            for (; end < ranked.size() && ranked[end].score == ranked[i].score; ++end)
                (ranked[end].positive ? positive : negative) += weights[ranked[end].group];
            won += positive * (below + negative / 2);
            below += negative;
            positives += positive;
            i = end;
        }
        return positives * below > 0 ? std::optional(won / (positives * below)) : std::nullopt;
    });
}

std::optional<Interval> aucWithinGroupsInterval(std::span<const ScoredLabel> samples, std::uint64_t seed, int resamples,
                                                const std::stop_token& stop) {
    const auto numbers = numbered(samples);
    std::vector<std::vector<ScoredLabel>> groups(numbers.size());
    for (const ScoredLabel& sample : samples)
        groups[numbers.at(sample.group)].push_back(sample);
    std::vector<double> won(groups.size(), 0), pairs(groups.size(), 0);
    for (std::size_t g = 0; g < groups.size(); ++g) {
        const auto positives = static_cast<double>(
            std::count_if(groups[g].begin(), groups[g].end(), [](auto& sample) { return sample.positive; }));
        pairs[g] = positives * (static_cast<double>(groups[g].size()) - positives);
        won[g] = auc(groups[g]).value_or(0) * pairs[g];
    }
    return bootstrap(numbers, seed, resamples, stop, [&](const std::vector<double>& weights) -> std::optional<double> {
        double all_won = 0, all_pairs = 0;
        for (std::size_t g = 0; g < weights.size(); ++g) {
            all_won += weights[g] * won[g];
            all_pairs += weights[g] * pairs[g];
        }
        return all_pairs > 0 ? std::optional(all_won / all_pairs) : std::nullopt;
    });
}

} // namespace stepmark
