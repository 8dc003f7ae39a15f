// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/work/prediction.h"

#include "app/work/reading_report.h"
#include "app/work/record_json.h"
#include "app/work/scored_rows.h"
#include "app/work/step_file.h"
#include "model/domain/error.h"
#include "model/domain/metrics.h"
#include "model/domain/step_scores.h"
#include "model/grading/answer_equivalence.h"
#include "storage/interchange/json_lines.h"

#include <algorithm>
#include <cmath>

namespace stepmark::work {

namespace {

/// The first step above the threshold, -1 for none; nullopt where steps that were too long to be judged stand before
/// it, or it might be one of them.
std::optional<int> firstError(const Probabilities& steps, double threshold) {
    const auto judged = std::find(steps.begin(), steps.end(), std::nullopt);
    const int found = predictFirstError(negatives({steps.begin(), judged}), threshold);
    return found < 0 && judged != steps.end() ? std::nullopt : std::optional(found);
}

} // namespace

Json predict(const FileWork& work, const PredictRequest& request) {
    requireThreshold(request.threshold);
    const auto rows = readStepFile(request.in, work.stop);
    files::OutputFile file(request.out, {.replace = request.overwrite,
                                         .stop = work.stop}); // before the long part: what cannot be written is told
    PrmScorer scorer(request.checkpoint, withCompute(ScoreOptions{.reading = request.reading}, request.compute),
                     work.stop);
    const auto scores = scoreRows(work, scorer, request.in, rows);
    std::vector<Json> out;
    std::int64_t steps = 0, too_long = 0;
    for (std::size_t i = 0; i < rows.size(); ++i) {
        auto row = rows[i].row;
        row["probabilities"] = Json::array();
        std::vector<double> step_scores; // of those that could be judged
        for (const auto& p : scores[i]) {
            row["probabilities"].push_back(p ? Json{p->negative, p->neutral, p->positive} : Json(nullptr));
            if (p)
                step_scores.push_back(stepScore(*p));
            ++steps;
            too_long += !p;
        }
        const bool judged = !step_scores.empty() && step_scores.size() == scores[i].size();
        row["score"] = judged ? Json(std::exp(solutionScore(step_scores, ScoreRule::Product))) : Json(nullptr);
        row["first_error"] = orNull(firstError(scores[i], request.threshold));
        out.push_back(std::move(row));
    }
    writeJsonLines(file, out);
    Json result = {{"rows", rows.size()}, {"steps", steps}, {"too_long_steps", too_long}, {"out", request.out.string()}};
    result.update(toJson(scorer.computed()));
    addReading(result, scorer.reading());
    return result;
}

Json predictPlan(const FileWork& work, const PredictRequest& request) {
    requireThreshold(request.threshold);
    return readingPlan(work, request.checkpoint, readStepFile(request.in, work.stop), request.reading, request.compute);
}

Json gradeFile(const FileWork& work, const std::filesystem::path& in, const std::filesystem::path& out,
               AnswerMatch match, bool overwrite) {
    std::vector<Json> rows;
    std::int64_t equal = 0;
    interchange::JsonLines lines(in, work.stop);
    files::OutputFile file(out, {.replace = overwrite, .stop = work.stop});
    while (auto row = lines.nextOrdered()) {
        throwIfStopped(work.stop);
        try {
            const bool same = answersEqual(textField(*row, "given"), textField(*row, "reference"), match);
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
