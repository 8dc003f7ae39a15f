// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/work/grid_table.h"

#include "model/run/metrics_json.h"

#include <array>
#include <map>

namespace stepmark::work {

namespace {

/// A figure that combinations are compared by.
struct Column {
    const char* name;
    std::optional<Figure> (*of)(const RunMetrics&);
};

std::optional<Figure> alone(const std::optional<double>& value) {
    return value ? std::optional(Figure{*value, {}}) : std::nullopt;
}

constexpr std::array kColumns = {
    Column{"step_auc", [](const RunMetrics& m) { return m.step_auc; }},
    Column{"step_auc_within", [](const RunMetrics& m) { return m.step_auc_within; }},
    Column{"brier", [](const RunMetrics& m) { return alone(m.brier); }},
    Column{"prm", [](const RunMetrics& m) { return m.best() ? m.best()->prm : std::nullopt; }},
};

/// "train 3" and "evaluate 3", by place in the plan.
struct Places {
    std::size_t train, evaluate;
};

std::vector<Places> placesOf(const Plan& plan) {
    std::vector<Places> places;
    for (std::size_t i = 0; i < plan.nodes().size(); ++i)
        if (plan.nodes()[i].part == Part::Evaluate)
            places.push_back({plan.inputsOf(i).at(0), i});
    return places;
}

Json rowOf(const GridRun& run, const Plan& plan, const PlanWorkers& done, const Places& at,
           const std::optional<RunMetrics>& metrics) {
    const auto& trained = done.results()[at.train];
    const auto& evaluated = done.results()[at.evaluate];
    const std::string error = done.errors()[at.train] + done.errors()[at.evaluate];
    Json row = {{"over", run.over},
                {"model", trained && trained->result.contains("model") ? trained->result["model"] : Json(nullptr)},
                {"out", plan.nodes()[at.train].folder.string()},
                {"labels", metrics ? orNull(metrics->labels) : Json(nullptr)}};
    for (const Column& column : kColumns) {
        const auto figure = metrics ? column.of(*metrics) : std::nullopt;
        row[column.name] = figure ? Json(figure->value) : Json(nullptr);
        if (column.name != std::string_view("brier"))
            row[std::string(column.name) + "_interval_95"] =
                figure && figure->interval ? Json({figure->interval->low, figure->interval->high}) : Json(nullptr);
    }
    row["n"] = metrics && metrics->best() ? Json(metrics->best()->n) : Json(nullptr);
    row["seconds"] = trained && evaluated ? Json(trained->seconds + evaluated->seconds) : Json(nullptr);
    row["error"] = error.empty() ? Json(nullptr) : Json(error);
    return row;
}

/// The combinations that differ in nothing but their seed.
struct Mean {
    Json over;
    std::vector<const RunMetrics*> runs;
};

Json meanOf(const Mean& mean) {
    Json row = {{"over", mean.over}, {"seeds", mean.runs.size()}};
    for (const Column& column : kColumns) {
        double sum = 0;
        int count = 0;
        for (const RunMetrics* run : mean.runs)
            if (const auto figure = column.of(*run)) {
                sum += figure->value;
                ++count;
            }
        row[column.name] = count ? Json(sum / count) : Json(nullptr);
    }
    return row;
}

} // namespace

Json gridTable(const GridSpec& grid, const Plan& plan, const PlanWorkers& done) {
    const auto places = placesOf(plan);
    std::vector<std::optional<RunMetrics>> metrics;
    for (const Places& at : places)
        metrics.push_back(done.results()[at.evaluate]
                              ? std::optional(runMetricsFromText(done.results()[at.evaluate]->result.dump()))
                              : std::nullopt);
    Json rows = Json::array(), means = Json::array();
    std::vector<Mean> groups;
    std::map<std::string, std::size_t> known;
    std::optional<Split> split;
    for (std::size_t i = 0; i < grid.runs.size(); ++i) {
        rows.push_back(rowOf(grid.runs[i], plan, done, places.at(i), metrics[i]));
        if (!metrics[i])
            continue;
        split = metrics[i]->split;
        Json over = grid.runs[i].over;
        over.erase("seed");
        const auto [group, is_new] = known.emplace(over.dump(), groups.size());
        if (is_new)
            groups.push_back({over, {}});
        groups[group->second].runs.push_back(&*metrics[i]);
    }
    for (const Mean& group : groups)
        means.push_back(meanOf(group));
    return {{"split", split ? Json(toText(*split)) : Json(nullptr)}, {"rows", rows}, {"means", means}};
}

} // namespace stepmark::work
