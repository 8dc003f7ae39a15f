// SPDX-License-Identifier: GPL-3.0-or-later
// SmolLM3: Llama whose every fourth layer knows no positions.
#include "model/base/families/family.h"
#include "model/base/families/windows.h"

#include <algorithm>

namespace stepmark {

namespace {

/// `no_rope_layers`, 1 for a layer that has positions in spite of its name, or every `no_rope_layer_interval`-th.
std::vector<bool> unrotated(const ConfigFields& fields, std::int64_t layers) {
    std::vector<bool> without;
    const std::int64_t every = fields.size("no_rope_layer_interval", 4);
    if (every < 1)
        fields.fail("no_rope_layer_interval", "is not a number of layers.");
    const nlohmann::json* listed = fields.find("no_rope_layers");
    if (listed && (!listed->is_array() || static_cast<std::int64_t>(listed->size()) < layers))
        fields.fail("no_rope_layers", "is not a list with a number for each of the layers.");
    for (std::int64_t layer = 0; layer < layers; ++layer) {
        if (!listed) {
            without.push_back((layer + 1) % every == 0);
            continue;
        }
        const nlohmann::json& one = (*listed)[static_cast<std::size_t>(layer)];
        if (one != 0 && one != 1)
            fields.fail("no_rope_layers", "has " + one.dump() + " for a layer, which is neither 0 nor 1.");
        without.push_back(one == 0);
    }
    return without;
}

void readSmolLm3(const ConfigFields& fields, ModelConfig& config) {
    config.qkv_bias = config.output_bias = fields.boolean("attention_bias", false);
    config.mlp_bias = fields.boolean("mlp_bias", false);
    const std::vector<bool> without = unrotated(fields, std::clamp<std::int64_t>(config.num_hidden_layers, 0, 1024));
    const auto any = [](const std::vector<bool>& list) {
        return std::find(list.begin(), list.end(), true) != list.end();
    };
    config.unrotated_layers = any(without) ? without : std::vector<bool>{};
    const bool windows = fields.boolean("use_sliding_window", false) && fields.find("sliding_window");
    const std::vector<bool> windowed =
        layersWithWindow(fields, config).value_or(windows ? without : std::vector<bool>{});
    if (!any(windowed))
        return;
    if (!windows)
        fields.fail("layer_types", "has layers with a window, but use_sliding_window is not true, or there is no "
                                   "sliding_window.");
    config.windowed_layers = windowed;
    config.sliding_window = fields.size("sliding_window", 0);
}

void writeSmolLm3(const ModelConfig& config, nlohmann::ordered_json& json) {
    json["attention_bias"] = config.qkv_bias;
    json["mlp_bias"] = config.mlp_bias;
    for (std::int64_t layer = 0; layer < config.num_hidden_layers; ++layer)
        json["no_rope_layers"].push_back(config.isRotated(layer) ? 1 : 0);
    json["use_sliding_window"] = !config.windowed_layers.empty();
    if (!config.windowed_layers.empty())
        writeLayerTypes(config, json);
}

std::string_view notSmolLm3(const ModelConfig& config) {
    return config.qkv_bias == config.output_bias ? "" : "SmolLM3 has biases on q, k, v and o, or on none of them.";
}

NetworkSpec smolLm3Network(const ModelConfig& config) {
    NetworkSpec network = withWindows(plainNetwork(config), config);
    for (std::size_t layer = 0; layer < network.layers.size(); ++layer)
        if (!config.isRotated(static_cast<std::int64_t>(layer)))
            network.layers[layer].rope = {.rotates = false};
    return network;
}

} // namespace

constinit const Family kSmolLm3{.model_type = "smollm3",
                                .class_name = "SmolLM3",
                                .absent = {.vocab_size = 128256,
                                           .hidden_size = 2048,
                                           .num_hidden_layers = 36,
                                           .num_attention_heads = 16,
                                           .num_key_value_heads = 4,
                                           .max_position_embeddings = 32768,
                                           .rope_theta = 2e6,
                                           .tie_word_embeddings = true,
                                           .bos_token_id = 128000,
                                           .eos_token_id = 128001,
                                           .pad_token_id = 128004},
                                .read = readSmolLm3,
                                .write = writeSmolLm3,
                                .contradiction = notSmolLm3,
                                .network = smolLm3Network};

} // namespace stepmark
