// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/capture/example_grid.h"

#include <nlohmann/json.hpp>

#include <string>

namespace stepmark::capture {

namespace {

using Json = nlohmann::ordered_json;

constexpr double kRates[] = {1e-5, 2e-5, 5e-5};

/// Best at the rate in the middle, and no two seeds the same.
Json exampleRow(int rate, int seed) {
    const double within = 0.742 - 0.031 * (rate - 1) * (rate - 1) + 0.006 * rate + 0.004 * seed;
    return {{"over", {{"learning_rate", kRates[rate]}, {"seed", seed}}},
            {"model", 2 + 2 * rate + seed},
            {"out", "word-problems.stepmark.models/grid/" + std::string(15, '0') + std::to_string(2 * rate + seed)},
            {"labels", 402},
            {"step_auc", within + 0.11},
            {"step_auc_within", within},
            {"step_auc_within_interval_95", {within - 0.05, within + 0.05}},
            {"brier", 0.21 - within / 12},
            {"prm", within - 0.13},
            {"n", 16},
            {"seconds", 318 + 9 * rate + 4 * seed},
            {"error", nullptr}};
}

} // namespace

void makeExampleGrid(desktop::Session& session) {
    Json rows = Json::array();
    for (int rate = 0; rate < 3; ++rate)
        for (int seed = 1; seed <= 2; ++seed)
            rows.push_back(exampleRow(rate, seed));
    const Json spec = {{"train", {{"mode", "full"}, {"epochs", 2}}},
                       {"over", {{"learning_rate", kRates}, {"seed", {1, 2}}}}};
    const JobId job = session.jobs.enqueue("grid", Json{{"spec", spec}}.dump());
    session.jobs.claim(job);
    session.jobs.finish(job, Json{{"split", "test"}, {"rows", rows}}.dump());
}

ui::GridEstimate exampleGridEstimate() {
    return {.runs = 3,
            .missing = 6,
            .workers = 2,
            .threads = 4,
            .peak_bytes = 430'000'000,
            .free_bytes = 12'000'000'000,
            .seconds = 96.0,
            .notes = {}};
}

} // namespace stepmark::capture
