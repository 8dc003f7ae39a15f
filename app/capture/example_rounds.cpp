// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/capture/example_rounds.h"

#include "model/run/metrics_json.h"

#include <cmath>

namespace stepmark::capture {

namespace {

Figure figure(double mean, double half) { return {mean, Interval{mean - half, mean + half}}; }

/// `grown`: 0 for the first round, 1 for the second.
std::vector<BestOfN> curve(double grown) {
    std::vector<BestOfN> points;
    for (int n = 1; n <= 64; n *= 2) {
        const double share = std::log2(n) / 6;
        BestOfN& point = points.emplace_back();
        point.n = n;
        point.prm = figure(0.42 + (0.13 + 0.11 * grown) * std::sqrt(share), 0.05);
        if (grown > 0)
            point.orm = figure(0.42 + 0.15 * std::sqrt(share), 0.05);
        point.majority = figure(0.42 + 0.14 * share, 0.05);
        point.any = Figure{0.42 + 0.5 * share, {}};
    }
    return points;
}

std::vector<CalibrationBin> bins(double grown) {
    std::vector<CalibrationBin> list;
    for (int bin = 0; bin < 10; ++bin) {
        const double score = (bin + 0.5) / 10;
        list.push_back(
            {bin / 10.0, (bin + 1) / 10.0, 12 + 3 * bin * bin, score, score + (0.14 - 0.08 * grown) * (0.5 - score)});
    }
    return list;
}

std::vector<LossPoint> loss(double grown) {
    std::vector<LossPoint> points;
    for (int i = 0; i <= 80; ++i)
        points.push_back({i / 40.0, 0.44 - 0.05 * grown + 0.6 * std::exp(-i / 18.0) + 0.01 * ((i * 7) % 5 - 2)});
    return points;
}

} // namespace

std::string exampleMetrics(std::size_t number) {
    const auto grown = static_cast<double>(number);
    RunMetrics metrics;
    metrics.labels = number == 0 ? 164 : 402;
    metrics.split = Split::Test;
    metrics.problems = metrics.problems_in_split = 60;
    metrics.held_out = true;
    metrics.seen = RunMetrics::Seen{};
    metrics.step_auc = figure(0.81 + 0.07 * grown, 0.025);
    metrics.step_auc_within = figure(0.66 + 0.11 * grown, 0.055);
    metrics.calibration_error = 0.041 - 0.02 * grown;
    metrics.best_of_n = curve(grown);
    metrics.reliability = bins(grown);
    metrics.loss = loss(grown);
    auto json = toJson(metrics);
    json["stages"] = toJson(std::vector<StageReport>{{Part::Train, 41, nullptr}, {Part::Score, 12, nullptr}});
    return json.dump();
}

ui::RoundEstimate exampleEstimate() {
    ui::RoundEstimate estimate;
    estimate.stages = {{Part::Train, 38.0, 418, 0, 0, 9'600'000},
                       {Part::Score, 12.0, 1'336, 0, 0, 64'000},
                       {Part::Queue, 0.2, 0, 16, 0, 0},
                       {Part::Evaluate, 3.0, 0, 0, 0, 0}};
    estimate.seconds = 53.2;
    estimate.bytes = 9'664'000;
    estimate.peak_bytes = 430'000'000;
    estimate.free_bytes = 52'000'000'000;
    return estimate;
}

} // namespace stepmark::capture
