// SPDX-License-Identifier: GPL-3.0-or-later
//
// Sliding windows as Qwen2's and Qwen3's config.json have them: which layers, by `layer_types` or else by
// `max_window_layers`, and how far they see.
//
// Thread rule: pure functions.
#pragma once

#include "model/base/config_fields.h"
#include "model/base/model_config.h"

#include <nlohmann/json.hpp>

namespace stepmark {

/// Throws Error for layers of other kinds, and for windows without a length.
void readWindows(const ConfigFields& fields, ModelConfig& config);
void writeWindows(const ModelConfig& config, nlohmann::ordered_json& json);
/// Gives the layers their windows.
NetworkSpec withWindows(NetworkSpec network, const ModelConfig& config);

/// Throws Error where some layer has a window.
void refuseWindows(const ConfigFields& fields, const ModelConfig& config);

} // namespace stepmark
