// SPDX-License-Identifier: GPL-3.0-or-later
//
// The one codec of a run's metrics: what `evaluate` and `round` print and keep in the project, and what the history of
// rounds is read from.
//
// Thread rule: pure functions.
#pragma once

#include "model/domain/run_metrics.h"
#include "model/run/part.h"

#include <nlohmann/json.hpp>

#include <span>
#include <string_view>

namespace stepmark {

/// A part of a run that is done.
struct StageReport {
    Part part = Part::None;
    double seconds = 0;
    nlohmann::ordered_json result; ///< what it found
};
/// A list of name, seconds, result.
nlohmann::ordered_json toJson(std::span<const StageReport> stages);
/// What is none of it, such as a part of another version's, is left out.
std::vector<StageReport> stagesFromJson(const nlohmann::ordered_json& json);

/// What belongs to a run as a whole, out of its parts: seconds, skipped_steps, cache_note.
void takeStages(RunMetrics& metrics, std::span<const StageReport> stages);

/// split, problems, problems_in_split, held_out, problems_seen (of the split, by the model: training, validation,
/// left_out), labels, precision, threads, processor, mean_accuracy, best_of_n (n, problems_with_fewer, prm, orm,
/// majority, any, interval_95), step_metrics (accuracy, calibration_error, brier, reliability), step_auc and
/// step_auc_within with their _interval_95; loss_curve where there is one. What is not known is null.
nlohmann::ordered_json toJson(const RunMetrics& metrics);

/// What it does not say, or says in another type, is not known: evaluations of older versions lack some of it. What
/// takeStages() gives comes from its `stages`.
RunMetrics runMetricsFromText(std::string_view text);

} // namespace stepmark
