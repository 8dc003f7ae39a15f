// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/capture/example_rounds.h"

#include <nlohmann/json.hpp>

#include <cmath>

namespace stepmark::capture {

namespace {

using Json = nlohmann::json;

Json range(double mean, double half) { return {mean - half, mean + half}; }

/// `grown`: 0 for the first round, 1 for the second.
Json curve(double grown) {
    Json points = Json::array();
    for (int n = 1; n <= 64; n *= 2) {
        const double share = std::log2(n) / 6;
        const double prm = 0.42 + (0.13 + 0.11 * grown) * std::sqrt(share);
        const double orm = 0.42 + 0.15 * std::sqrt(share), majority = 0.42 + 0.14 * share;
        points.push_back(
            {{"n", n},
             {"prm", prm},
             {"orm", grown > 0 ? Json(orm) : Json(nullptr)},
             {"majority", majority},
             {"any", 0.42 + 0.5 * share},
             {"interval_95",
              {{"prm", range(prm, 0.05)}, {"orm", range(orm, 0.05)}, {"majority", range(majority, 0.05)}}}});
    }
    return points;
}

Json bins(double grown) {
    Json list = Json::array();
    for (int bin = 0; bin < 10; ++bin) {
        const double score = (bin + 0.5) / 10;
        list.push_back({{"low", bin / 10.0},
                        {"count", 12 + 3 * bin * bin},
                        {"mean_score", score},
                        {"share_positive", score + (0.14 - 0.08 * grown) * (0.5 - score)}});
    }
    return list;
}

Json loss(double grown) {
    Json points = Json::array();
    for (int i = 0; i <= 80; ++i)
        points.push_back({i / 40.0, 0.44 - 0.05 * grown + 0.6 * std::exp(-i / 18.0) + 0.01 * ((i * 7) % 5 - 2)});
    return points;
}

} // namespace

std::string exampleMetrics(std::size_t number) {
    if (number + 1 == kExampleRounds)
        return R"({"queued":16,"wrong_share":0.81})";
    const auto grown = static_cast<double>(number);
    const double within = 0.66 + 0.11 * grown, overall = 0.81 + 0.07 * grown;
    return Json{
        {"labels", number == 0 ? 164 : 402},
        {"queued", 16},
        {"wrong_share", number == 0 ? 0.56 : 0.75},
        {"split", "test"},
        {"problems", 60},
        {"problems_in_split", 60},
        {"held_out", true},
        {"problems_seen", {{"training", 0}, {"validation", 0}, {"left_out", 0}}},
        {"step_auc", overall},
        {"step_auc_interval_95", range(overall, 0.025)},
        {"step_auc_within", within},
        {"step_auc_within_interval_95", range(within, 0.055)},
        {"best_of_n", curve(grown)},
        {"step_metrics", {{"calibration_error", 0.041 - 0.02 * grown}, {"reliability", bins(grown)}}},
        {"loss_curve", loss(grown)},
        {"stages", Json::array({{{"name", "train"}, {"seconds", 41.0}}, {{"name", "score"}, {"seconds", 12.0}}})}}
        .dump();
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
