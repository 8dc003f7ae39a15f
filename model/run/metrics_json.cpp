// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/run/metrics_json.h"

#include <algorithm>

namespace stepmark {

namespace {

using Json = nlohmann::ordered_json;

template <class Value>
Json orNull(const std::optional<Value>& value) {
    return value ? Json(*value) : Json(nullptr);
}

Json valueOf(const std::optional<Figure>& figure) { return figure ? Json(figure->value) : Json(nullptr); }

Json intervalOf(const std::optional<Figure>& figure) {
    return figure && figure->interval ? Json({figure->interval->low, figure->interval->high}) : Json(nullptr);
}

void putFigure(Json& json, const std::string& name, const std::optional<Figure>& figure) {
    json[name] = valueOf(figure);
    json[name + "_interval_95"] = intervalOf(figure);
}

constexpr std::pair<const char*, std::optional<Figure> BestOfN::*> kCurves[] = {
    {"prm", &BestOfN::prm}, {"orm", &BestOfN::orm}, {"majority", &BestOfN::majority}, {"any", &BestOfN::any}};

Json toJson(const std::vector<BestOfN>& curve) {
    Json list = Json::array();
    for (const BestOfN& point : curve) {
        Json row = {{"n", point.n}, {"problems_with_fewer", point.fewer}}, intervals;
        for (const auto& [name, figure] : kCurves) {
            row[name] = valueOf(point.*figure);
            if (const Json interval = intervalOf(point.*figure); !interval.is_null())
                intervals[name] = interval;
        }
        row["interval_95"] = intervals;
        list.push_back(std::move(row));
    }
    return list;
}

Json toJson(const std::vector<CalibrationBin>& bins) {
    Json list = Json::array();
    for (const CalibrationBin& bin : bins)
        list.push_back({{"low", bin.low},
                        {"count", bin.count},
                        {"mean_score", bin.count ? Json(bin.mean_score) : Json(nullptr)},
                        {"share_positive", bin.count ? Json(bin.share_positive) : Json(nullptr)}});
    return list;
}

Json toJson(const std::vector<LossPoint>& points) {
    Json list = Json::array();
    for (const LossPoint& point : points)
        list.push_back({point.epoch, point.loss});
    return list;
}

Json stepMetrics(const RunMetrics& metrics) {
    return {{"accuracy", orNull(metrics.step_accuracy)},
            {"calibration_error", orNull(metrics.calibration_error)},
            {"brier", orNull(metrics.brier)},
            {"reliability", toJson(metrics.reliability)}};
}

Json problemsSeen(const std::optional<RunMetrics::Seen>& seen) {
    return seen ? Json{{"training", seen->training}, {"validation", seen->validation}, {"left_out", seen->left_out}}
                : Json(nullptr);
}

// The reader: null for what is not there.

const Json& at(const Json& object, const char* key) {
    static const Json none;
    const auto place = object.is_object() ? object.find(key) : object.end();
    return place == object.end() ? none : *place;
}

std::optional<double> number(const Json& value) {
    return value.is_number() ? std::optional(value.get<double>()) : std::nullopt;
}

std::optional<std::int64_t> whole(const Json& value) {
    return value.is_number_integer() ? std::optional(value.get<std::int64_t>()) : std::nullopt;
}

std::string words(const Json& value) { return value.is_string() ? value.get<std::string>() : std::string(); }

std::optional<std::pair<double, double>> two(const Json& value) {
    if (!value.is_array() || value.size() != 2 || !value[0].is_number() || !value[1].is_number())
        return std::nullopt;
    return std::pair(value[0].get<double>(), value[1].get<double>());
}

std::optional<Figure> figure(const Json& value, const Json& range) {
    const auto one = number(value);
    if (!one)
        return std::nullopt;
    const auto ends = two(range);
    return Figure{*one, ends ? std::optional(Interval{ends->first, ends->second}) : std::nullopt};
}

std::optional<Figure> figureAt(const Json& json, const std::string& name) {
    return figure(at(json, name.c_str()), at(json, (name + "_interval_95").c_str()));
}

/// An empty list for what is none.
const Json& rows(const Json& value) {
    static const Json none = Json::array();
    return value.is_array() ? value : none;
}

std::vector<BestOfN> bestOfNFrom(const Json& list) {
    std::vector<BestOfN> curve;
    for (const Json& row : rows(list)) {
        const std::int64_t n = whole(at(row, "n")).value_or(0);
        if (n < 1 || n > 1'000'000)
            continue;
        BestOfN& point = curve.emplace_back();
        point.n = static_cast<int>(n);
        point.fewer = whole(at(row, row.contains("fewer") ? "fewer" : "problems_with_fewer")).value_or(0);
        for (const auto& [name, member] : kCurves)
            point.*member = figure(at(row, name), at(at(row, "interval_95"), name));
    }
    std::stable_sort(curve.begin(), curve.end(), [](auto& a, auto& b) { return a.n < b.n; });
    return curve;
}

std::vector<CalibrationBin> reliabilityFrom(const Json& list) {
    std::vector<CalibrationBin> bins;
    const double width = 1.0 / static_cast<double>(std::max<std::size_t>(rows(list).size(), 1));
    for (const Json& row : rows(list)) {
        CalibrationBin bin;
        bin.low = number(at(row, "low")).value_or(width * static_cast<double>(bins.size()));
        bin.high = bin.low + width;
        bin.count = whole(at(row, "count")).value_or(0);
        bin.mean_score = number(at(row, "mean_score")).value_or(0);
        bin.share_positive = number(at(row, "share_positive")).value_or(0);
        bins.push_back(bin);
    }
    return bins;
}

std::vector<LossPoint> lossFrom(const Json& list) {
    std::vector<LossPoint> points;
    for (const Json& pair : rows(list))
        if (const auto values = two(pair))
            points.push_back({values->first, values->second});
    return points;
}

std::optional<RunMetrics::Seen> seenFrom(const Json& json) {
    const Json& now = at(json, "problems_seen");
    const Json& seen = now.is_object() ? now : at(json, "trained_on"); // as it was called before
    if (!seen.is_object())
        return std::nullopt;
    return RunMetrics::Seen{whole(at(seen, "training")).value_or(0), whole(at(seen, "validation")).value_or(0),
                            whole(at(seen, "left_out")).value_or(0)};
}

std::optional<RunMetrics::Computed> computedFrom(const Json& json) {
    const std::string precision = words(at(json, "precision")), processor = words(at(json, "processor"));
    if (precision.empty() || processor.empty())
        return std::nullopt;
    return RunMetrics::Computed{precision, processor, whole(at(json, "threads")).value_or(0)};
}

} // namespace

Json toJson(std::span<const StageReport> stages) {
    Json list = Json::array();
    for (const StageReport& stage : stages)
        list.push_back({{"name", toText(stage.part)}, {"seconds", stage.seconds}, {"result", stage.result}});
    return list;
}

std::vector<StageReport> stagesFromJson(const Json& json) {
    std::vector<StageReport> stages;
    for (const Json& row : rows(json))
        if (const auto part = partFromText(words(at(row, "name"))))
            stages.push_back({*part, number(at(row, "seconds")).value_or(0), at(row, "result")});
    return stages;
}

void takeStages(RunMetrics& metrics, std::span<const StageReport> stages) {
    for (const StageReport& stage : stages) {
        metrics.seconds += stage.seconds;
        if (stage.part == Part::Train)
            metrics.skipped_steps = whole(at(stage.result, "skipped_steps")).value_or(metrics.skipped_steps);
        if (metrics.cache_note.empty())
            metrics.cache_note = words(at(stage.result, "cache_note"));
    }
}

Json toJson(const RunMetrics& metrics) {
    const auto& computed = metrics.computed;
    Json json = {{"split", metrics.split ? Json(toText(*metrics.split)) : Json(nullptr)},
                 {"problems", metrics.problems},
                 {"problems_in_split", metrics.problems_in_split},
                 {"held_out", orNull(metrics.held_out)},
                 {"problems_seen", problemsSeen(metrics.seen)},
                 {"labels", orNull(metrics.labels)},
                 {"precision", computed ? Json(computed->precision) : Json(nullptr)},
                 {"threads", computed ? Json(computed->threads) : Json(nullptr)},
                 {"processor", computed ? Json(computed->processor) : Json(nullptr)},
                 {"mean_accuracy", orNull(metrics.mean_accuracy)},
                 {"best_of_n", toJson(metrics.best_of_n)},
                 {"step_metrics", stepMetrics(metrics)}};
    putFigure(json, "step_auc", metrics.step_auc);
    putFigure(json, "step_auc_within", metrics.step_auc_within);
    if (!metrics.loss.empty())
        json["loss_curve"] = toJson(metrics.loss);
    return json;
}

RunMetrics runMetricsFromText(std::string_view text) {
    const Json json = Json::parse(text, nullptr, false);
    RunMetrics metrics;
    metrics.split = splitFromText(words(at(json, "split")));
    metrics.problems = whole(at(json, "problems")).value_or(0);
    metrics.problems_in_split = whole(at(json, "problems_in_split")).value_or(0);
    metrics.seen = seenFrom(json);
    if (const Json& held_out = at(json, "held_out"); held_out.is_boolean())
        metrics.held_out = held_out.get<bool>();
    metrics.labels = whole(at(json, "labels"));
    metrics.computed = computedFrom(json);
    metrics.mean_accuracy = number(at(json, "mean_accuracy"));
    metrics.best_of_n = bestOfNFrom(at(json, "best_of_n"));
    const Json& now = at(json, "step_metrics");
    const Json& steps = now.is_null() ? at(json, "steps") : now; // as it was called before
    metrics.step_accuracy = number(at(steps, "accuracy"));
    metrics.calibration_error = number(at(steps, "calibration_error"));
    metrics.brier = number(at(steps, "brier"));
    metrics.reliability = reliabilityFrom(at(steps, "reliability"));
    metrics.step_auc = figureAt(json, "step_auc");
    metrics.step_auc_within = figureAt(json, "step_auc_within");
    metrics.loss = lossFrom(at(json, "loss_curve"));
    takeStages(metrics, stagesFromJson(at(json, "stages")));
    return metrics;
}

} // namespace stepmark
