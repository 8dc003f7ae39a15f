// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/domain/metrics.h"

#include "model/domain/step_scores.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <numeric>

namespace stepmark {

namespace {

/// A model gone wrong says NaN, which no sort can place: it ranks below everything.
double rank(double score) { return std::isnan(score) ? -std::numeric_limits<double>::infinity() : score; }

struct PairCount {
    double won = 0;   ///< pairs ordered rightly, ties half
    double pairs = 0; ///< positive-negative pairs
};

/// Counts over one stretch of samples, which it sorts by score.
PairCount countPairs(std::vector<ScoredLabel>& samples) {
    for (ScoredLabel& sample : samples)
        sample.score = rank(sample.score);
    std::sort(samples.begin(), samples.end(), [](auto& a, auto& b) { return a.score < b.score; });
    PairCount count;
    double negatives_below = 0;
    for (std::size_t i = 0; i < samples.size();) {
        double positives = 0, negatives = 0;
        std::size_t end = i;
        for (; end < samples.size() && samples[end].score == samples[i].score; ++end)
            (samples[end].positive ? positives : negatives) += 1;
        count.won += positives * (negatives_below + negatives / 2);
        negatives_below += negatives;
        i = end;
    }
    const auto positives =
        static_cast<double>(std::count_if(samples.begin(), samples.end(), [](auto& s) { return s.positive; }));
    count.pairs = positives * negatives_below;
    return count;
}

std::optional<double> share(const PairCount& count) {
    return count.pairs > 0 ? std::optional(count.won / count.pairs) : std::nullopt;
}

} // namespace

std::optional<double> auc(std::span<const ScoredLabel> samples) {
    std::vector<ScoredLabel> all(samples.begin(), samples.end());
    return share(countPairs(all));
}

std::optional<double> aucWithinGroups(std::span<const ScoredLabel> samples) {
    std::vector<ScoredLabel> all(samples.begin(), samples.end());
    std::stable_sort(all.begin(), all.end(), [](auto& a, auto& b) { return a.group < b.group; });
    PairCount total;
    for (std::size_t i = 0; i < all.size();) {
        std::size_t end = i;
        while (end < all.size() && all[end].group == all[i].group)
            ++end;
        std::vector<ScoredLabel> group(all.begin() + static_cast<std::ptrdiff_t>(i),
                                       all.begin() + static_cast<std::ptrdiff_t>(end));
        const PairCount count = countPairs(group);
        total.won += count.won;
        total.pairs += count.pairs;
        i = end;
    }
    return share(total);
}

WithinPairs withinPairs(std::span<const ScoredLabel> samples) {
    std::map<ProblemId, std::pair<std::int64_t, std::int64_t>> classes; // positive, negative
    for (const ScoredLabel& sample : samples)
        ++(sample.positive ? classes[sample.group].first : classes[sample.group].second);
    WithinPairs within;
    for (const auto& [group, count] : classes) {
        within.groups += count.first > 0 && count.second > 0;
        within.pairs += count.first * count.second;
    }
    return within;
}

std::optional<double> accuracy(std::span<const ScoredLabel> samples, double threshold) {
    if (samples.empty())
        return std::nullopt;
    const auto right =
        std::count_if(samples.begin(), samples.end(), [&](auto& s) { return (s.score >= threshold) == s.positive; });
    return static_cast<double>(right) / static_cast<double>(samples.size());
}

Calibration calibration(std::span<const ScoredLabel> samples, int bins) {
    Calibration result;
    result.bins.resize(static_cast<std::size_t>(std::max(bins, 1)));
    const auto count = static_cast<double>(result.bins.size());
    for (std::size_t b = 0; b < result.bins.size(); ++b) {
        result.bins[b].low = static_cast<double>(b) / count;
        result.bins[b].high = static_cast<double>(b + 1) / count;
    }
    for (const ScoredLabel& sample : samples) {
        const double place = std::clamp(std::floor(rank(sample.score) * count), 0.0, count - 1);
        CalibrationBin& bin = result.bins[static_cast<std::size_t>(place)];
        ++bin.count;
        bin.mean_score += sample.score;
        bin.share_positive += sample.positive;
        const double miss = sample.score - (sample.positive ? 1.0 : 0.0);
        result.brier += miss * miss / static_cast<double>(samples.size());
    }
    for (CalibrationBin& bin : result.bins) {
        if (bin.count == 0)
            continue;
        const auto n = static_cast<double>(bin.count);
        bin.mean_score /= n;
        bin.share_positive /= n;
        result.expected_error +=
            n / static_cast<double>(samples.size()) * std::abs(bin.share_positive - bin.mean_score);
    }
    return result;
}

FirstErrorF1 firstErrorF1(std::span<const FirstErrorCase> cases, double threshold) {
    FirstErrorF1 result;
    double right_error = 0, right_correct = 0;
    for (const FirstErrorCase& one : cases) {
        const bool right = predictFirstError(one.p_negative, threshold) == one.label;
        (one.label < 0 ? right_correct : right_error) += right;
        ++(one.label < 0 ? result.without_error : result.with_error);
    }
    if (result.with_error > 0)
        result.accuracy_error = right_error / static_cast<double>(result.with_error);
    if (result.without_error > 0)
        result.accuracy_correct = right_correct / static_cast<double>(result.without_error);
    if (result.accuracy_error && result.accuracy_correct) {
        const double e = *result.accuracy_error, c = *result.accuracy_correct;
        result.f1 = e + c > 0 ? 2 * e * c / (e + c) : 0;
    }
    return result;
}

std::optional<double> fitFirstErrorThreshold(std::span<const FirstErrorCase> cases) {
    // Each case is right on one half-open interval of thresholds: [highest earlier step, the labelled step), or from
    // the highest step on where there is no error. Sweeping the ends of these intervals is exact and takes n log n.
    struct Edge {
        double threshold;
        int error_change, correct_change;
    };
    std::vector<Edge> edges;
    double with_error = 0, without_error = 0;
    for (const FirstErrorCase& one : cases) {
        const auto end = one.label < 0
                             ? one.p_negative.end()
                             : one.p_negative.begin() + std::min<std::ptrdiff_t>(one.label, std::ssize(one.p_negative));
        // NaN is above no threshold: std::max(a, NaN) is a.
        const double before = std::accumulate(one.p_negative.begin(), end, 0.0,
                                              [](double highest, double p) { return std::max(highest, p); });
        if (one.label < 0) {
            ++without_error;
            edges.push_back({before, 0, 1});
            continue;
        }
        ++with_error;
        if (one.label < std::ssize(one.p_negative) && one.p_negative[static_cast<std::size_t>(one.label)] > before) {
            edges.push_back({before, 1, 0});
            edges.push_back({one.p_negative[static_cast<std::size_t>(one.label)], -1, 0});
        }
    }
    if (with_error == 0 || without_error == 0)
        return std::nullopt;
    std::sort(edges.begin(), edges.end(), [](auto& a, auto& b) { return a.threshold < b.threshold; });
    double best_f1 = -1, best = 0.5, right_error = 0, right_correct = 0;
    for (std::size_t i = 0; i < edges.size(); ++i) {
        right_error += edges[i].error_change;
        right_correct += edges[i].correct_change;
        if (i + 1 < edges.size() && edges[i + 1].threshold == edges[i].threshold)
            continue;
        const double e = right_error / with_error, c = right_correct / without_error;
        const double f1 = e + c > 0 ? 2 * e * c / (e + c) : 0;
        if (f1 > best_f1) {
            best_f1 = f1;
            best = edges[i].threshold;
        }
    }
    return best;
}

} // namespace stepmark
