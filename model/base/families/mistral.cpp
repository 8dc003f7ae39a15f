// SPDX-License-Identifier: GPL-3.0-or-later
// Mistral (Jiang et al. 2023): Llama with a window in every layer, or (from 0.2 on) in none.
#include "model/base/families/family.h"
#include "model/base/families/windows.h"

#include <algorithm>

namespace stepmark {

namespace {

void readMistral(const ConfigFields& fields, ModelConfig& config) {
    const bool windows = !fields.has("sliding_window") || fields.find("sliding_window"); // null: none
    // Its layers are all alike: transformers passes over a list that says otherwise, other programs do not.
    if (const auto listed = layersWithWindow(fields, config);
        listed && std::count(listed->begin(), listed->end(), !windows))
        fields.fail("layer_types", "has layers of two kinds, or of another than sliding_window says, which a model of "
                                   "type \"mistral\" has not. Choose another base model.");
    if (!windows)
        return;
    config.sliding_window = fields.size("sliding_window", 4096);
    config.windowed_layers.assign(static_cast<std::size_t>(std::clamp<std::int64_t>(config.num_hidden_layers, 0, 1024)),
                                  true);
}

void writeMistral(const ModelConfig& config, nlohmann::ordered_json& json) {
    if (config.windowed_layers.empty())
        json["sliding_window"] = nullptr;
    else
        json["sliding_window"] = config.sliding_window;
}

std::string_view notMistral(const ModelConfig& config) {
    if (config.qkv_bias || config.output_bias || config.mlp_bias)
        return "Mistral has no biases.";
    return std::count(config.windowed_layers.begin(), config.windowed_layers.end(), false) == 0
               ? ""
               : "Mistral has a window in every layer or in none.";
}

NetworkSpec mistralNetwork(const ModelConfig& config) { return withWindows(plainNetwork(config), config); }

} // namespace

constinit const Family kMistral{.model_type = "mistral",
                                .class_name = "Mistral",
                                .absent = {.intermediate_size = 14336,
                                           .num_key_value_heads = 8,
                                           .max_position_embeddings = 131072,
                                           .bos_token_id = 1,
                                           .eos_token_id = 2},
                                .read = readMistral,
                                .write = writeMistral,
                                .contradiction = notMistral,
                                .network = mistralNetwork};

} // namespace stepmark
