// SPDX-License-Identifier: GPL-3.0-or-later
//
// Jobs that need no project: step probabilities for any file, ProcessBench, answer grading.
#pragma once

#include "app/work/work.h"
#include "model/learning/train.h"

#include <optional>

namespace stepmark::work {

/// What the jobs without a project share.
struct FileWork {
    std::stop_token stop;
    ProgressSink progress;
};

struct PredictRequest {
    std::filesystem::path checkpoint, in, out;
    double threshold = 0.5; ///< P(negative) above which a step is predicted to be the first error
    Precision precision = Precision::Auto;
    ReadingChoice reading;
};
/// Adds to each row: `probabilities` ([negative, neutral, positive] a step, null where the path is too long), `score`
/// (product), `first_error` (-1 for none; null where a step that is too long to be judged might be it). Throws Error
/// with line and step where the model computes what is not finite. Results: rows, steps, too_long, out, and how the
/// checkpoint was read (layout, classes, notes).
Json predict(const FileWork& work, const PredictRequest& request);

struct ProcessBenchRequest {
    std::filesystem::path checkpoint, file;
    double fit_share =
        0.2; ///< part of the rows, drawn by seed, that the threshold is fitted on; the others are reported
    std::optional<double> threshold; ///< given: nothing is fitted, all rows are reported
    std::uint64_t seed = 0;
    Precision precision = Precision::Auto;
    ReadingChoice reading;
};
/// Results: f1, accuracy_error, accuracy_correct, threshold, fitted_on, rows, layout, classes, notes.
Json processBench(const FileWork& work, const ProcessBenchRequest& request);

/// Adds `equal` to each row of `given` and `reference`.
Json gradeFile(const FileWork& work, const std::filesystem::path& in, const std::filesystem::path& out);

} // namespace stepmark::work
