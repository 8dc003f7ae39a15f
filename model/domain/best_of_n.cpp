// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/domain/best_of_n.h"

#include "model/domain/draw.h"
#include "model/domain/stop.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <numeric>

namespace stepmark {

namespace {

using Samples = std::vector<Sample>;

/// Ranks a sample without a score last.
constexpr double kNone = -std::numeric_limits<double>::infinity();

/// P(the best-scored of a random subset of n is right): walking down the ranking, the sample at rank r is the best with
/// probability C(m-1-r, n-1) / C(m, n). Samples with equal scores share the places they take.
double expectedBest(const Samples& samples, int n, std::optional<double> Sample::*score) {
    const int m = static_cast<int>(samples.size());
    n = std::min(n, m);
    std::vector<std::pair<double, double>> ranking; // score, right
    for (const Sample& sample : samples) {
        const double value = (sample.*score).value_or(kNone);
        ranking.emplace_back(std::isnan(value) ? kNone : value, sample.correct ? 1.0 : 0.0); // NaN cannot be sorted
    }
    std::sort(ranking.begin(), ranking.end(), [](auto& a, auto& b) { return a.first > b.first; });
    double expected = 0, reached = static_cast<double>(n) / m; // P(rank 0 is in the subset)
    for (int r = 0; r < m;) {
        int end = r;
        double right = 0, weight = 0;
        for (; end < m && ranking[static_cast<std::size_t>(end)].first == ranking[static_cast<std::size_t>(r)].first;
             ++end) {
            right += ranking[static_cast<std::size_t>(end)].second;
            weight += reached;
            // P(best is rank end+1) / P(best is rank end) = (m - end - n) / (m - end - 1)
            reached *= m - end - 1 > 0 ? static_cast<double>(m - end - n) / (m - end - 1) : 0.0;
        }
        expected += weight * right / (end - r);
        r = end;
    }
    return expected;
}

/// P(a random subset of n holds a right one) = 1 - C(wrong, n) / C(m, n).
double expectedAny(const Samples& samples, int n) {
    const int m = static_cast<int>(samples.size());
    n = std::min(n, m);
    const int wrong =
        static_cast<int>(std::count_if(samples.begin(), samples.end(), [](auto& s) { return !s.correct; }));
    double none = 1;
    for (int i = 0; i < n; ++i)
        none *= wrong - i > 0 ? static_cast<double>(wrong - i) / (m - i) : 0.0;
    return 1 - none;
}

/// Votes of one subset, given as the first n of `order`.
bool majorityIsRight(const Samples& samples, std::span<const int> subset) {
    std::map<int, std::pair<int, int>> votes; // answer -> count, first place
    for (int place = 0; place < static_cast<int>(subset.size()); ++place) {
        const int answer = samples[static_cast<std::size_t>(subset[static_cast<std::size_t>(place)])].answer;
        if (answer != kNoAnswer)
            ++votes.try_emplace(answer, 0, place).first->second.first;
    }
    const std::pair<int, int>* best = nullptr;
    for (const auto& [answer, vote] : votes)
        if (!best || vote.first > best->first || (vote.first == best->first && vote.second < best->second))
            best = &vote;
    return best && samples[static_cast<std::size_t>(subset[static_cast<std::size_t>(best->second)])].correct;
}

double expectedMajority(const Samples& samples, int n, DrawStream random, int draws) {
    const int m = static_cast<int>(samples.size());
    n = std::min(n, m);
    std::vector<int> order(static_cast<std::size_t>(m));
    std::iota(order.begin(), order.end(), 0);
    if (n == m)
        draws = 1;
    int right = 0;
    for (int draw = 0; draw < draws; ++draw) {
        for (int i = 0; i < n && n < m; ++i)
            std::swap(order[static_cast<std::size_t>(i)],
                      order[static_cast<std::size_t>(i) + random.below(static_cast<std::uint64_t>(m - i))]);
        right += majorityIsRight(samples, std::span(order).first(static_cast<std::size_t>(n)));
    }
    return static_cast<double>(right) / draws;
}

/// One figure of every problem that has it, by the problem's key.
using Drawn = std::vector<std::pair<std::uint64_t, double>>;

/// Mean over problems, with the 2.5 % and 97.5 % quantiles of 1,000 bootstrap resamples of the problems.
Figure estimate(const Drawn& values, std::uint64_t seed, const std::stop_token& stop) {
    constexpr std::uint64_t kResamples = 1000;
    const Draw draw(seed, "bootstrap of problems");
    std::vector<double> means;
    for (std::uint64_t round = 0; round < kResamples; ++round) {
        throwIfStopped(stop);
        double sum = 0, count = 0;
        for (const auto& [key, value] : values) {
            const int times = draw.timesInResample(key, round);
            sum += times * value;
            count += times;
        }
        if (count > 0)
            means.push_back(sum / count);
    }
    std::sort(means.begin(), means.end());
    const auto at = [&](double share) {
        return means[static_cast<std::size_t>(share * static_cast<double>(means.size()))];
    };
    const double sum =
        std::accumulate(values.begin(), values.end(), 0.0, [](double so_far, auto& v) { return so_far + v.second; });
    return {sum / static_cast<double>(values.size()), Interval{at(0.025), at(0.974)}};
}

} // namespace

std::vector<BestOfN> bestOfN(std::span<const SampledProblem> problems, std::span<const int> ns, std::uint64_t seed,
                             int draws, const std::stop_token& stop) {
    const auto anyHas = [&](std::optional<double> Sample::*score) {
        return std::any_of(problems.begin(), problems.end(), [&](const SampledProblem& problem) {
            return std::any_of(problem.samples.begin(), problem.samples.end(),
                               [&](auto& s) { return (s.*score).has_value(); });
        });
    };
    const bool has_prm = anyHas(&Sample::prm), has_orm = anyHas(&Sample::orm);
    std::vector<BestOfN> curve;
    for (const int n : ns) {
        Drawn prm, orm, majority, any;
        const Draw draw = Draw(seed, "majority").of(static_cast<std::uint64_t>(n));
        for (const auto& [key, samples] : problems) {
            throwIfStopped(stop);
            if (samples.empty() || n < 1)
                continue;
            if (has_prm)
                prm.emplace_back(key, expectedBest(samples, n, &Sample::prm));
            if (has_orm)
                orm.emplace_back(key, expectedBest(samples, n, &Sample::orm));
            majority.emplace_back(key, expectedMajority(samples, n, draw.stream(key), draws));
            any.emplace_back(key, expectedAny(samples, n));
        }
        const auto point = [&](const Drawn& values) {
            return values.empty() ? std::nullopt : std::optional(estimate(values, seed, stop));
        };
        const auto fewer = std::count_if(problems.begin(), problems.end(), [&](const SampledProblem& problem) {
            return std::ssize(problem.samples) < n;
        });
        curve.push_back({n, point(prm), point(orm), point(majority), point(any), fewer});
    }
    return curve;
}

double meanAccuracy(std::span<const SampledProblem> problems) {
    double right = 0, count = 0;
    for (const auto& [key, samples] : problems) {
        count += static_cast<double>(samples.size());
        right += static_cast<double>(std::count_if(samples.begin(), samples.end(), [](auto& s) { return s.correct; }));
    }
    return count > 0 ? right / count : 0;
}

} // namespace stepmark
