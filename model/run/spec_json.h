// SPDX-License-Identifier: GPL-3.0-or-later
//
// The one codec of specs: what `--spec` reads, what a job's row, an unfinished round and the history hold, and what
// --plan and a result say of what was asked. docs/json.md lists the keys.
//
// Thread rule: pure functions.
#pragma once

#include "model/run/evaluate_spec.h"
#include "model/run/round_spec.h"
#include "model/run/study_spec.h"
#include "model/run/train_spec.h"

#include <nlohmann/json_fwd.hpp>

#include <string_view>

namespace stepmark {

/// Every field, in the order of its description.
nlohmann::ordered_json toJson(const RoundSpec& spec);
nlohmann::ordered_json toJson(const TrainSpec& spec);
nlohmann::ordered_json toJson(const EvaluateSpec& spec);
nlohmann::ordered_json toJson(const StudySpec& spec);
nlohmann::ordered_json toJson(const LadderModel& model); ///< part of StudySpec
nlohmann::ordered_json toJson(const ReadingChoice& choice); ///< part of the others

/// Of RoundSpec, TrainSpec, EvaluateSpec, StudySpec, LadderModel, ReadingChoice. A key that is missing keeps its default.
/// Throws Error that names the key: an unknown one, a value of another type, an unknown word, a number out of its
/// limits.
template <class Spec>
Spec specFromJson(const nlohmann::ordered_json& json);
/// The same out of a text; an Error also for what is no JSON, or names a key twice.
template <class Spec>
Spec specFromText(std::string_view text);

} // namespace stepmark
