// SPDX-License-Identifier: GPL-3.0-or-later
//
// Sliding windows in config.json: which layers have one, by `layer_types` or else as the family counts, and how far
// they see.
//
// Thread rule: pure functions.
#pragma once

#include "model/base/config_fields.h"
#include "model/base/model_config.h"

#include <nlohmann/json.hpp>

#include <optional>
#include <vector>

namespace stepmark {

/// By `layer_types`, which layers have a window; nothing where the key is absent. Throws Error for a list of another
/// length and for layers of other kinds.
std::optional<std::vector<bool>> layersWithWindow(const ConfigFields& fields, const ModelConfig& config);
/// `layer_types` and the window of these layers, as many as the model has.
void writeLayerTypes(const ModelConfig& config, nlohmann::ordered_json& json);

/// Qwen2's and Qwen3's way: absent `layer_types`, those from `max_window_layers` on. Throws Error as above, and for
/// windows without a length.
void readWindows(const ConfigFields& fields, ModelConfig& config);
void writeWindows(const ModelConfig& config, nlohmann::ordered_json& json);
/// Gives the layers their windows.
NetworkSpec withWindows(NetworkSpec network, const ModelConfig& config);

/// Throws Error where some layer has a window.
void refuseWindows(const ConfigFields& fields, const ModelConfig& config);

} // namespace stepmark
