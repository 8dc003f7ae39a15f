// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/work/step_figures.h"

#include "app/work/pool.h"
#include "model/domain/auc_interval.h"
#include "model/domain/draw.h"
#include "model/domain/metrics.h"
#include "storage/score_store.h"

#include <algorithm>

namespace stepmark::work {

namespace {

/// Labelled steps with a score, each once for either question.
struct Scored {
    std::vector<ScoredLabel> good;     ///< by the neutral policy
    std::vector<ScoredLabel> positive; ///< and neutral is not
    std::int64_t labelled = 0;         ///< steps, scored or not
};

Scored scored(Work& work, const StepFiguresRequest& request) {
    Scored found;
    const auto scores = storage::ScoreStore(work.project).steps(request.model);
    for (const LabelledTree& tree : allTrees(work, request.split)) {
        if (request.left_out.contains(tree.problem))
            continue;
        const auto group = static_cast<ProblemId>(drawKey(tree.problem_text)); // the same in every project
        const auto flags = supervised(tree.tree, tree.labels);
        for (int node = 0; node < tree.tree.size(); ++node) {
            if (!flags[static_cast<std::size_t>(node)])
                continue;
            ++found.labelled;
            const auto place = scores.find(tree.tree[node].id);
            if (place == scores.end())
                continue;
            const Rating rating = *tree.labels[static_cast<std::size_t>(node)];
            const bool good =
                request.neutral == NeutralPolicy::AsPositive ? rating != Rating::Negative : rating == Rating::Positive;
            found.good.push_back({group, stepScore(place->second, request.neutral), good});
            found.positive.push_back({group, place->second.positive, rating == Rating::Positive});
        }
    }
    return found;
}

std::optional<Figure> figure(const std::optional<double>& value, const std::optional<Interval>& interval) {
    return value ? std::optional(Figure{*value, interval}) : std::nullopt;
}

void put(Json& json, const std::string& name, const std::optional<Figure>& figure) {
    json[name] = figure ? Json(figure->value) : Json(nullptr);
    json[name + "_interval_95"] =
        figure && figure->interval ? Json({figure->interval->low, figure->interval->high}) : Json(nullptr);
}

void measure(RunMetrics& metrics, const Scored& steps, std::uint64_t seed, const std::stop_token& stop) {
    const auto& good = steps.good;
    const Calibration bins = calibration(good);
    metrics.step_accuracy = accuracy(good);
    metrics.step_auc = figure(auc(good), aucInterval(good, seed, 400, stop));
    metrics.step_auc_within = figure(aucWithinGroups(good), aucWithinGroupsInterval(good, seed, 400, stop));
    if (!good.empty()) {
        metrics.calibration_error = bins.expected_error;
        metrics.brier = bins.brier;
    }
    metrics.reliability = bins.bins;
}

/// Why there is nothing behind the figures at all; "" where there is.
std::string whyNothing(const StepFiguresRequest& request, const Scored& steps) {
    if (request.model == 0)
        return "No model has scored the pool: run 'stepmarkctl score' first.";
    if (steps.labelled == 0)
        return "No step of the evaluated problems in split '" + std::string(toText(request.split)) + "' is labelled.";
    if (steps.good.empty())
        return "The model has scored none of the " + std::to_string(steps.labelled) + " labelled steps.";
    return {};
}

Json reasons(const Json& figures, const std::string& nothing) {
    Json reasons = Json::object();
    for (const auto& [name, value] : figures.items())
        if (value.is_null())
            reasons[name] = !nothing.empty() ? nothing
                            : name.ends_with("interval_95")
                                ? "Fewer than two problems, or an undefined figure, leave nothing to resample."
                            : name.find("within") != std::string::npos ? "No problem has both a right and a wrong step."
                                                                       : "All labelled steps are of one class.";
    return reasons;
}

} // namespace

Json stepFigures(Work& work, const StepFiguresRequest& request, RunMetrics& metrics) {
    const Scored steps = scored(work, request);
    const WithinPairs within = withinPairs(steps.good);
    measure(metrics, steps, request.seed, work.stop);
    Json figures = {{"accuracy", orNull(metrics.step_accuracy)}};
    put(figures, "auc", metrics.step_auc);
    put(figures, "auc_within", metrics.step_auc_within);
    figures.update({{"auc_positive", orNull(auc(steps.positive))},
                    {"auc_positive_within", orNull(aucWithinGroups(steps.positive))},
                    {"calibration_error", orNull(metrics.calibration_error)},
                    {"brier", orNull(metrics.brier)}});
    Json result = {{"count", steps.good.size()}, {"labelled", steps.labelled}};
    result.update(figures);
    result["auc_within_pooling"] = kWithinPooling;
    result["auc_within_pairs"] = within.pairs;
    result["auc_within_problems"] = within.groups;
    result["reasons"] = reasons(figures, whyNothing(request, steps));
    return result;
}

} // namespace stepmark::work
