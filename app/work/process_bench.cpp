// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/work/process_bench.h"

#include "app/work/reading_report.h"
#include "app/work/record_json.h"
#include "app/work/scored_rows.h"
#include "model/domain/draw.h"
#include "model/domain/error.h"
#include "model/domain/metrics.h"
#include "model/files/input_file.h"

#include <algorithm>

namespace stepmark::work {

namespace {

/// The first wrong step, from 0; -1 for none. Some writers make it 1.0 or "1".
int labelOf(const StepRow& row, const std::filesystem::path& file) {
    const auto refuse = [&](const std::string& why) {
        throw Error(files::inputName(file) + ", line " + std::to_string(row.line) + ": " + why);
    };
    Json label = row.row.contains("label") ? row.row["label"] : Json();
    if (label.is_string())
        label = Json::parse(label.get<std::string>(), nullptr, false);
    const double number = label.is_number() ? label.get<double>() : 0.5;
    if (number != static_cast<double>(static_cast<int>(std::clamp(number, -2.0, 1e9))))
        refuse("the field \"label\" (the first wrong step, from 0; -1 for none) is missing, or no whole number.");
    if (number < -1 || number >= static_cast<double>(row.steps.size()))
        refuse("label " + label.dump() + " names no step.");
    return static_cast<int>(number);
}

/// A row's own id, or its line.
Json nameOf(const StepRow& row) {
    const auto id = row.row.find("id");
    return id != row.row.end() && (id->is_string() || id->is_number()) ? *id : Json(row.line);
}

/// The rows by what they are for.
struct Parts {
    std::vector<FirstErrorCase> fit, report;
    Json fitted_rows = Json::array();
    std::int64_t too_long = 0;
};

Parts parted(const EvaluateSpec& spec, const std::vector<StepRow>& rows, const std::vector<int>& labels,
             const std::vector<Probabilities>& scores) {
    Parts parts;
    const Draw draw(spec.seed, "rows to fit a threshold on");
    for (std::size_t i = 0; i < rows.size(); ++i) {
        if (std::find(scores[i].begin(), scores[i].end(), std::nullopt) != scores[i].end()) {
            ++parts.too_long;
            continue;
        }
        const bool fits = !spec.threshold && draw.share(drawKey(rows[i].problem)) < spec.fit_share;
        if (fits)
            parts.fitted_rows.push_back(nameOf(rows[i]));
        (fits ? parts.fit : parts.report).push_back({labels[i], negatives(scores[i])});
    }
    return parts;
}

FirstErrorF1 figures(const std::vector<FirstErrorCase>& cases, const std::optional<double>& threshold) {
    FirstErrorF1 result = firstErrorF1(cases, threshold.value_or(1));
    if (!threshold)
        result.accuracy_error = result.accuracy_correct = result.f1 = std::nullopt;
    return result;
}

Json reasons(const FirstErrorF1& result, const std::optional<double>& threshold, bool given) {
    Json reasons = Json::object();
    const std::string no_error = "No reported row has a wrong step.";
    const std::string no_right = "No reported row is without a wrong step.";
    if (given)
        reasons["fitted_on"] = reasons["f1_on_fitted_part"] = "The threshold was given.";
    if (!threshold) {
        const char* why = "The rows to fit a threshold on do not hold both kinds, with a wrong step and without: no "
                          "threshold has an F1. Give one with --threshold, or another --fit-share or --seed.";
        for (const char* figure : {"threshold", "f1", "accuracy_error", "accuracy_correct", "f1_on_fitted_part"})
            reasons[figure] = why;
        return reasons;
    }
    if (result.with_error == 0)
        reasons["accuracy_error"] = reasons["f1"] = no_error;
    if (result.without_error == 0)
        reasons["accuracy_correct"] = reasons["f1"] = no_right;
    if (result.with_error + result.without_error == 0)
        reasons["f1"] = "No row is reported.";
    return reasons;
}

} // namespace

Json processBench(const FileWork& work, const EvaluateSpec& spec) {
    requireThreshold(spec.threshold);
    const auto rows = readStepFile(spec.processbench, work.stop);
    std::vector<int> labels;
    for (const StepRow& row : rows)
        labels.push_back(labelOf(row, spec.processbench)); // before the long part, so that a bad line is told at once
    PrmScorer scorer(spec.checkpoint, withCompute(ScoreOptions{.reading = spec.reading}, spec.compute),
                     work.stop);
    const auto scores = scoreRows(work, scorer, spec.processbench, rows);
    const Parts parts = parted(spec, rows, labels, scores);
    const bool given = spec.threshold.has_value();
    const auto threshold = given ? spec.threshold : fitFirstErrorThreshold(parts.fit);
    const FirstErrorF1 result = figures(parts.report, threshold);
    Json json = {{"f1", orNull(result.f1)},
                 {"accuracy_error", orNull(result.accuracy_error)},
                 {"accuracy_correct", orNull(result.accuracy_correct)},
                 {"threshold", orNull(threshold)},
                 {"f1_on_fitted_part", given ? Json(nullptr) : orNull(figures(parts.fit, threshold).f1)},
                 {"rows", parts.report.size()},
                 {"rows_with_error", result.with_error},
                 {"rows_without_error", result.without_error},
                 {"too_long_rows", parts.too_long},
                 {"seed", spec.seed},
                 {"reasons", reasons(result, threshold, given)}};
    json.update(toJson(scorer.computed()));
    json["fitted_on"] = given ? Json(nullptr)
                              : Json{{"share", spec.fit_share},
                                     {"seed", spec.seed},
                                     {"rows", parts.fit.size()},
                                     {"which", parts.fitted_rows}};
    addReading(json, scorer.reading());
    return json;
}

} // namespace stepmark::work
