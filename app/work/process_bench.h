// SPDX-License-Identifier: GPL-3.0-or-later
//
// ProcessBench: does a model name the first wrong step? Needs no project. Any thread; a scorer has one at a time.
#pragma once

#include "app/work/prediction.h"

#include <optional>

namespace stepmark::work {

struct ProcessBenchRequest {
    std::filesystem::path checkpoint, file;
    double fit_share =
        0.2; ///< part of the rows, drawn by seed, that the threshold is fitted on; the others are reported
    std::optional<double> threshold; ///< given: nothing is fitted, all rows are reported
    std::uint64_t seed = 0;
    ComputeChoice compute;
    ReadingChoice reading;
};
/// Results: f1, accuracy_error, accuracy_correct, threshold, fitted_on (seed, rows, which: their ids, or lines where a
/// row has none; null where the threshold was given), f1_on_fitted_part, rows, rows_with_error, rows_without_error,
/// too_long_rows (in no figure: a step does not fit the model's context), with what it was computed, layout, classes,
/// notes. What nothing stands behind is null, and `reasons` says why.
Json processBench(const FileWork& work, const ProcessBenchRequest& request);

} // namespace stepmark::work
