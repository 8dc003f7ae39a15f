// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/work/process_bench.h"

#include "app/work/reading_report.h"
#include "app/work/record_json.h"
#include "app/work/scored_rows.h"
#include "model/base/model_folder.h"
#include "model/domain/draw.h"
#include "model/domain/error.h"
#include "model/domain/metrics.h"
#include "model/files/input_file.h"
#include "model/learning/context.h"
#include "model/tasks/first_errors.h"

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

bool isToFit(const EvaluateSpec& spec, const Draw& draw, const StepRow& row) {
    return !spec.threshold && draw.share(drawKey(row.problem)) < spec.fit_share;
}

Parts parted(const EvaluateSpec& spec, const std::vector<StepRow>& rows, const std::vector<int>& labels,
             const std::vector<Probabilities>& scores) {
    Parts parts;
    const Draw draw(spec.seed, kFirstErrorFitDraw);
    for (std::size_t i = 0; i < rows.size(); ++i) {
        if (std::find(scores[i].begin(), scores[i].end(), std::nullopt) != scores[i].end()) {
            ++parts.too_long;
            continue;
        }
        const bool fits = isToFit(spec, draw, rows[i]);
        if (fits)
            parts.fitted_rows.push_back(nameOf(rows[i]));
        (fits ? parts.fit : parts.report).push_back({labels[i], negatives(scores[i])});
    }
    return parts;
}

/// "12 of 40 rows are longer than the 512 tokens that NAME reads".
std::string tooLongText(const EvaluateSpec& spec, const Parts& parts, std::int64_t context) {
    const auto rows = static_cast<std::int64_t>(parts.fit.size() + parts.report.size()) + parts.too_long;
    return std::to_string(parts.too_long) + " of " + std::to_string(rows) + " rows are longer than the " +
           std::to_string(context) + " tokens that " + spec.checkpoint.filename().string() + " reads";
}

FirstErrorF1 figures(const std::vector<FirstErrorCase>& cases, const std::optional<double>& threshold) {
    FirstErrorF1 result = firstErrorF1(cases, threshold.value_or(1));
    if (!threshold)
        result.accuracy_error = result.accuracy_correct = result.f1 = std::nullopt;
    return result;
}

constexpr std::size_t kFewToFitOn = 10; ///< of either kind: below, another draw gives another threshold

/// What is to be known before the figures are believed.
Json warnings(const EvaluateSpec& spec, const Parts& parts, std::int64_t context, bool fitted) {
    Json lines = Json::array();
    const std::size_t rows = parts.fit.size() + parts.report.size() + static_cast<std::size_t>(parts.too_long);
    if (parts.too_long > 0)
        lines.push_back(tooLongText(spec, parts, context) +
                        ": they are in no figure. A model whose base reads more, such as SmolLM2-135M "
                        "(8,192 tokens), is judged by all.");
    const auto wrong = static_cast<std::size_t>(
        std::count_if(parts.fit.begin(), parts.fit.end(), [](const FirstErrorCase& one) { return one.label >= 0; }));
    const std::size_t right = parts.fit.size() - wrong;
    if (fitted && std::min(wrong, right) < kFewToFitOn)
        lines.push_back("The threshold was fitted on " + std::to_string(parts.fit.size()) + " of " +
                        std::to_string(rows) + " rows (" + std::to_string(wrong) + " with a wrong step, " +
                        std::to_string(right) +
                        " without): so few that another --seed may give another threshold and F1. Raise --fit-share, "
                        "or give --threshold.");
    return lines;
}

/// `too_long`: what is to be said of rows that are; empty where none is.
Json reasons(const FirstErrorF1& result, const std::optional<double>& threshold, bool given,
             const std::string& too_long) {
    Json reasons = Json::object();
    const std::string besides = too_long.empty() ? "" : " " + too_long + ".";
    const std::string no_error = "No reported row has a wrong step." + besides;
    const std::string no_right = "No reported row is without a wrong step." + besides;
    if (given)
        reasons["fitted_on"] = reasons["f1_on_fitted_part"] = "The threshold was given.";
    if (!threshold) {
        const std::string why =
            "The rows to fit a threshold on do not hold both kinds, with a wrong step and without: no threshold has an "
            "F1. Give one with --threshold, or another --fit-share or --seed." +
            besides;
        for (const char* figure : {"threshold", "f1", "accuracy_error", "accuracy_correct", "f1_on_fitted_part"})
            reasons[figure] = why;
        return reasons;
    }
    if (result.with_error == 0)
        reasons["accuracy_error"] = reasons["f1"] = no_error;
    if (result.without_error == 0)
        reasons["accuracy_correct"] = reasons["f1"] = no_right;
    if (result.with_error + result.without_error == 0)
        reasons["f1"] = "No row is reported." + besides;
    return reasons;
}

} // namespace

Json processBenchPlan(const FileWork& work, const EvaluateSpec& spec) {
    requireThreshold(spec.threshold);
    const auto rows = readStepFile(spec.processbench, work.stop);
    for (const StepRow& row : rows)
        labelOf(row, spec.processbench);
    Json plan = readingPlan(work, spec.checkpoint, rows, spec.reading, spec.compute);
    const Draw draw(spec.seed, kFirstErrorFitDraw);
    plan["rows_to_fit"] =
        std::count_if(rows.begin(), rows.end(), [&](const StepRow& row) { return isToFit(spec, draw, row); });
    return plan;
}

Json processBench(const FileWork& work, const EvaluateSpec& spec) {
    requireThreshold(spec.threshold);
    const auto rows = readStepFile(spec.processbench, work.stop);
    std::vector<int> labels;
    for (const StepRow& row : rows)
        labels.push_back(labelOf(row, spec.processbench)); // before the long part, so that a bad line is told at once
    PrmScorer scorer(spec.checkpoint, withCompute(ScoreOptions{.reading = spec.reading}, spec.compute), work.stop);
    const auto scores = scoreRows(work, scorer, spec.processbench, rows);
    const Parts parts = parted(spec, rows, labels, scores);
    const std::int64_t context = contextOf(ModelFolder::open(spec.checkpoint).config);
    const bool given = spec.threshold.has_value();
    const auto threshold = given ? spec.threshold : fitFirstErrorThreshold(parts.fit);
    const FirstErrorF1 result = figures(parts.report, threshold);
    Json json = {
        {"f1", orNull(result.f1)},
        {"accuracy_error", orNull(result.accuracy_error)},
        {"accuracy_correct", orNull(result.accuracy_correct)},
        {"threshold", orNull(threshold)},
        {"f1_on_fitted_part", given ? Json(nullptr) : orNull(figures(parts.fit, threshold).f1)},
        {"rows", parts.report.size()},
        {"rows_with_error", result.with_error},
        {"rows_without_error", result.without_error},
        {"too_long_rows", parts.too_long},
        {"seed", spec.seed},
        {"warnings", warnings(spec, parts, context, !given && threshold)},
        {"reasons", reasons(result, threshold, given, parts.too_long > 0 ? tooLongText(spec, parts, context) : "")}};
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
