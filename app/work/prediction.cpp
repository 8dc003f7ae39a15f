// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/work/prediction.h"

#include "app/work/reading_report.h"
#include "app/work/step_file.h"
#include "model/domain/draw.h"
#include "model/domain/error.h"
#include "model/domain/metrics.h"
#include "model/domain/step_scores.h"
#include "model/grading/answer_equivalence.h"
#include "model/learning/not_finite.h"
#include "model/learning/score.h"
#include "storage/interchange/json_lines.h"

#include <algorithm>
#include <cmath>
#include <map>

namespace stepmark::work {

namespace {

using Probabilities = std::vector<std::optional<StepProbabilities>>; // a step

/// Where in the file a tree's node comes from; `path` in `places` is that of the row.
std::string placeOf(const NotFinite& error, const std::filesystem::path& file, const std::vector<StepRow>& rows,
                    const std::vector<std::pair<int, std::vector<int>>>& places) {
    for (std::size_t i = 0; i < rows.size(); ++i) {
        const auto& [tree, path] = places[i];
        const auto step = std::find(path.begin(), path.end(), error.node());
        if (tree == static_cast<int>(error.tree()) && step != path.end())
            return "\"" + file.string() + "\", line " + std::to_string(rows[i].line) + ", step " +
                   std::to_string(step - path.begin() + 1);
    }
    return file.string();
}

/// Scores all rows of `file`; rows of one problem share the steps they share.
std::vector<Probabilities> scoreRows(const FileWork& work, PrmScorer& scorer, const std::filesystem::path& file,
                                     const std::vector<StepRow>& rows) {
    std::map<std::string, int> problems;
    std::vector<LabelledTree> trees;
    std::vector<std::pair<int, std::vector<int>>> places; // tree and path of each row
    for (const StepRow& row : rows) {
        throwIfStopped(work.stop);
        const auto [place, is_new] = problems.try_emplace(row.problem, static_cast<int>(trees.size()));
        if (is_new)
            trees.emplace_back().problem_text = row.problem;
        StepTree& tree = trees[static_cast<std::size_t>(place->second)].tree;
        const int leaf = tree.addPath(row.steps);
        places.emplace_back(place->second, tree.path(leaf));
    }
    for (LabelledTree& tree : trees)
        tree.labels.resize(static_cast<std::size_t>(tree.tree.size()));
    std::vector<TreeScores> scores;
    try {
        scores = scorer.score(trees, work.stop, work.progress);
    } catch (const NotFinite& error) {
        throw error.at(placeOf(error, file, rows, places));
    }
    std::vector<Probabilities> result;
    for (const auto& [tree, path] : places) {
        Probabilities& of_row = result.emplace_back();
        for (const int node : path)
            of_row.push_back(scores[static_cast<std::size_t>(tree)][static_cast<std::size_t>(node)]);
    }
    return result;
}

std::vector<double> negatives(const Probabilities& steps) {
    std::vector<double> p;
    for (const auto& step : steps)
        p.push_back(step ? static_cast<double>(step->negative) : 0.0);
    return p;
}

/// The first step above the threshold, -1 for none; nullopt where steps that were too long to be judged stand before
/// it, or it might be one of them.
std::optional<int> firstError(const Probabilities& steps, double threshold) {
    const auto judged = std::find(steps.begin(), steps.end(), std::nullopt);
    const int found = predictFirstError(negatives({steps.begin(), judged}), threshold);
    return found < 0 && judged != steps.end() ? std::nullopt : std::optional(found);
}

void requireThreshold(std::optional<double> threshold) {
    if (threshold && !(*threshold >= 0 && *threshold <= 1))
        throw Error("The threshold is a probability: a number from 0 to 1.");
}

int labelOf(const StepRow& row, const std::filesystem::path& file) {
    const auto refuse = [&](const std::string& why) {
        throw Error("\"" + file.string() + "\", line " + std::to_string(row.line) + ": " + why);
    };
    const auto place = row.row.find("label");
    if (place == row.row.end() || !place->is_number_integer())
        refuse("the field \"label\" (the first wrong step, from 0; -1 for none) is missing.");
    const std::int64_t label = *place;
    if (label < -1 || label >= static_cast<std::int64_t>(row.steps.size()))
        refuse("label " + std::to_string(label) + " names no step.");
    return static_cast<int>(label);
}

} // namespace

Json predict(const FileWork& work, const PredictRequest& request) {
    requireThreshold(request.threshold);
    const auto rows = readStepFile(request.in, work.stop);
    files::OutputFile file(request.out, {.stop = work.stop}); // before the long part: what cannot be written is told
    PrmScorer scorer(request.checkpoint, {.precision = request.precision, .reading = request.reading}, work.stop);
    const auto scores = scoreRows(work, scorer, request.in, rows);
    std::vector<Json> out;
    std::int64_t steps = 0, too_long = 0;
    for (std::size_t i = 0; i < rows.size(); ++i) {
        auto row = rows[i].row;
        row["probabilities"] = Json::array();
        std::vector<double> step_scores;
        for (const auto& p : scores[i]) {
            row["probabilities"].push_back(p ? Json{p->negative, p->neutral, p->positive} : Json(nullptr));
            step_scores.push_back(p ? stepScore(*p) : 0.0);
            ++steps;
            too_long += !p;
        }
        row["score"] = step_scores.empty() ? 0.0 : std::exp(solutionScore(step_scores, ScoreRule::Product));
        row["first_error"] = orNull(firstError(scores[i], request.threshold));
        out.push_back(std::move(row));
    }
    writeJsonLines(file, out);
    Json result = {{"rows", rows.size()}, {"steps", steps}, {"too_long", too_long}, {"out", request.out.string()}};
    addReading(result, scorer.reading());
    return result;
}

Json processBench(const FileWork& work, const ProcessBenchRequest& request) {
    requireThreshold(request.threshold);
    const auto rows = readStepFile(request.file, work.stop);
    std::vector<int> labels;
    for (const StepRow& row : rows)
        labels.push_back(labelOf(row, request.file)); // before the long part, so that a bad line is told at once
    PrmScorer scorer(request.checkpoint, {.precision = request.precision, .reading = request.reading}, work.stop);
    const auto scores = scoreRows(work, scorer, request.file, rows);
    std::vector<FirstErrorCase> fit, report;
    const Draw draw(request.seed, "rows to fit a threshold on");
    for (std::size_t i = 0; i < rows.size(); ++i) {
        const bool fits = !request.threshold && draw.share(drawKey(rows[i].problem)) < request.fit_share;
        (fits ? fit : report).push_back({labels[i], negatives(scores[i])});
    }
    if (!request.threshold && fit.empty())
        throw Error(request.file.string() + ": too few rows to fit a threshold on; give one with --threshold.");
    const double threshold = request.threshold ? *request.threshold : fitFirstErrorThreshold(fit);
    const FirstErrorF1 found = firstErrorF1(report, threshold);
    Json result = {{"f1", found.f1},
                   {"accuracy_error", found.accuracy_error},
                   {"accuracy_correct", found.accuracy_correct},
                   {"threshold", threshold},
                   {"fitted_on", request.threshold ? Json("given")
                                                   : Json(std::to_string(fit.size()) + " rows drawn with seed " +
                                                          std::to_string(request.seed))},
                   {"f1_on_fitted_part", request.threshold ? Json(nullptr) : Json(firstErrorF1(fit, threshold).f1)},
                   {"rows", report.size()}};
    addReading(result, scorer.reading());
    return result;
}

Json gradeFile(const FileWork& work, const std::filesystem::path& in, const std::filesystem::path& out) {
    std::vector<Json> rows;
    std::int64_t equal = 0;
    interchange::JsonLines lines(in);
    files::OutputFile file(out, {.stop = work.stop});
    while (auto row = lines.nextOrdered()) {
        throwIfStopped(work.stop);
        try {
            const bool same = answersEqual(textField(*row, "given"), textField(*row, "reference"));
            (*row)["equal"] = same;
            equal += same;
        } catch (const Error& error) {
            throw Error(lines.at(error.what()));
        }
        rows.push_back(std::move(*row));
    }
    writeJsonLines(file, rows);
    return {{"pairs", rows.size()}, {"equal", equal}, {"out", out.string()}};
}

} // namespace stepmark::work
