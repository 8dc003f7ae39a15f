// SPDX-License-Identifier: GPL-3.0-or-later
//
// ProcessBench: does a model name the first wrong step? Needs no project. Any thread; a scorer has one at a time.
#pragma once

#include "app/work/prediction.h"
#include "model/run/evaluate_spec.h"

namespace stepmark::work {

/// Results: f1, accuracy_error, accuracy_correct, threshold, fitted_on (seed, rows, which: their ids, or lines where a
/// row has none; null where the threshold was given), f1_on_fitted_part, warnings, rows, rows_with_error,
/// rows_without_error, too_long_rows (in no figure: a step does not fit the model's context), with what it was
/// computed, layout, classes, notes. What nothing stands behind is null, and `reasons` says why.
Json processBench(const FileWork& work, const EvaluateSpec& spec);

/// What it would take, see readingPlan(); rows_to_fit: on which the threshold would be fitted.
Json processBenchPlan(const FileWork& work, const EvaluateSpec& spec);

} // namespace stepmark::work
