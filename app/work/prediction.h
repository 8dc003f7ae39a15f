// SPDX-License-Identifier: GPL-3.0-or-later
//
// Jobs that need no project: step probabilities for any file, answer grading. Any thread; a scorer has one at a time.
#pragma once

#include "app/work/work.h"
#include "model/grading/answer_equivalence.h"
#include "model/run/compute_choice.h"

namespace stepmark::work {

/// What the jobs without a project share.
struct FileWork {
    std::stop_token stop;
    ProgressSink progress;
};

struct PredictRequest {
    std::filesystem::path checkpoint, in, out;
    bool overwrite = false; ///< what stands at `out`; else an Error, before anything is computed
    double threshold = 0.5; ///< P(negative) above which a step is predicted to be the first error
    ComputeChoice compute;
    ReadingChoice reading;
};
/// Adds to each row: `probabilities` ([negative, neutral, positive] a step, null where the path is too long), `score`
/// (product; null where a step is missing), `first_error` (-1 for none; null where a step that is too long to be judged
/// might be it). Throws Error with line and step where the model computes what is not finite. Results: rows, steps,
/// too_long, out, with what it was computed, and how the checkpoint was read (layout, classes, notes).
Json predict(const FileWork& work, const PredictRequest& request);

/// What it would take, see readingPlan(). Nothing is written.
Json predictPlan(const FileWork& work, const PredictRequest& request);

/// Adds `equal` to each row of `given` and `reference`. A file at `out` is an Error unless it may be overwritten.
/// Results: pairs, equal, out.
Json gradeFile(const FileWork& work, const std::filesystem::path& in, const std::filesystem::path& out,
               AnswerMatch match, bool overwrite);

} // namespace stepmark::work
