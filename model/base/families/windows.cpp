// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/base/families/windows.h"

#include <algorithm>

namespace stepmark {

namespace {

constexpr const char* kFull = "full_attention";
constexpr const char* kSliding = "sliding_attention";

std::size_t layerCount(const ModelConfig& config) { // out of bounds is refused later
    return static_cast<std::size_t>(std::clamp<std::int64_t>(config.num_hidden_layers, 0, 1024));
}

/// Which layers have a window: layer_types (transformers 5, late 4) is what counts, then the flag. A window's length
/// is written even where none is used.
std::vector<bool> windowedLayers(const ConfigFields& fields, const ModelConfig& config) {
    std::vector<bool> windowed;
    if (const auto listed = layersWithWindow(fields, config)) {
        windowed = *listed;
    } else if (fields.boolean("use_sliding_window", false)) {
        const std::int64_t full = fields.integer("max_window_layers", 28);
        for (std::size_t layer = 0; layer < layerCount(config); ++layer)
            windowed.push_back(static_cast<std::int64_t>(layer) >= full);
    }
    const bool any = std::find(windowed.begin(), windowed.end(), true) != windowed.end();
    return any ? windowed : std::vector<bool>{};
}

} // namespace

std::optional<std::vector<bool>> layersWithWindow(const ConfigFields& fields, const ModelConfig& config) {
    const nlohmann::json* types = fields.find("layer_types");
    if (!types)
        return std::nullopt;
    if (!types->is_array() || types->size() != layerCount(config))
        fields.fail("layer_types", "is not a list with a type for each of the layers.");
    std::vector<bool> windowed;
    for (const nlohmann::json& type : *types) {
        if (type != kFull && type != kSliding)
            fields.fail("layer_types", "has a layer of type " + type.dump() +
                                           "; only full and sliding attention are supported. Choose another base "
                                           "model.");
        windowed.push_back(type == kSliding);
    }
    return windowed;
}

void writeLayerTypes(const ModelConfig& config, nlohmann::ordered_json& json) {
    json["sliding_window"] = config.sliding_window;
    for (std::int64_t layer = 0; layer < config.num_hidden_layers; ++layer)
        json["layer_types"].push_back(config.hasWindow(layer) ? kSliding : kFull);
}

void readWindows(const ConfigFields& fields, ModelConfig& config) {
    config.windowed_layers = windowedLayers(fields, config);
    if (config.windowed_layers.empty())
        return;
    if (!fields.boolean("use_sliding_window", false))
        fields.fail("layer_types", "has layers with a window, but use_sliding_window is not true.");
    config.sliding_window = fields.size("sliding_window", 4096);
}

void writeWindows(const ModelConfig& config, nlohmann::ordered_json& json) {
    json["use_sliding_window"] = !config.windowed_layers.empty();
    if (!config.windowed_layers.empty())
        writeLayerTypes(config, json);
}

NetworkSpec withWindows(NetworkSpec network, const ModelConfig& config) {
    for (std::size_t layer = 0; layer < network.layers.size(); ++layer)
        if (config.hasWindow(static_cast<std::int64_t>(layer)))
            network.layers[layer].window = config.sliding_window;
    return network;
}

void refuseWindows(const ConfigFields& fields, const ModelConfig& config) {
    if (!windowedLayers(fields, config).empty())
        fields.fail(fields.find("layer_types") ? "layer_types" : "use_sliding_window",
                    "asks for sliding windows, which a model of type \"" + config.model_type +
                        "\" has not. Choose another base model.");
}

} // namespace stepmark
