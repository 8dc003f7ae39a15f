// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/learning/train.h"

#include <nlohmann/json.hpp>

namespace stepmark {

/// As it is kept in a run's state and in stepmark.json. Any thread.
nlohmann::json toJson(const EpochReport& report);
/// What is missing or of another type keeps its default: it may come from another version.
EpochReport epochReportFromJson(const nlohmann::json& json);

} // namespace stepmark
