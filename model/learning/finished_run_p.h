// SPDX-License-Identifier: GPL-3.0-or-later
//
// A run that had come to its end when it was killed: its checkpoint is there, and whoever asked for it does not know.
//
// Thread rule: plain functions.
#pragma once

#include "model/learning/train.h"

#include <nlohmann/json.hpp>

#include <filesystem>
#include <optional>

namespace stepmark {

/// Error where the checkpoint in `folder` is of another run than `run` (stepmark.json): other choices, data or base,
/// whatever was measured.
void requireSameRun(const std::filesystem::path& folder, const nlohmann::json& run);

/// What the run reported whose checkpoint lies in options.out, where it is the one to go on with; nullopt where nothing
/// is to be gone on with, or nothing lies there. Error where another run's does. `run`: what stepmark.json would say.
std::optional<TrainReport> finishedBefore(const TrainOptions& options, const nlohmann::json& run);

} // namespace stepmark
