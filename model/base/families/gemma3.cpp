// SPDX-License-Identifier: GPL-3.0-or-later
// Gemma 3's language model (Gemma Team 2025): norms that count as 1 + w, before and after attention and MLP and on
// queries and keys, GELU, a scaled embedding, and windows with positions of their own in five of six layers.
#include "model/base/config_rope.h"
#include "model/base/families/family.h"
#include "model/base/families/windows.h"

#include <algorithm>
#include <cmath>

namespace stepmark {

namespace {

/// `layer_types` (transformers 5), or all but every `sliding_window_pattern`-th.
std::vector<bool> windowedHere(const ConfigFields& fields, const ModelConfig& config) {
    if (const auto listed = layersWithWindow(fields, config))
        return *listed;
    const std::int64_t every = fields.size("sliding_window_pattern", 6);
    if (every < 1)
        fields.fail("sliding_window_pattern", "is not a number of layers.");
    std::vector<bool> layers;
    for (std::int64_t layer = 0; layer < std::min<std::int64_t>(config.num_hidden_layers, 1024); ++layer)
        layers.push_back((layer + 1) % every != 0);
    return layers;
}

/// `rope_parameters` has an entry a type of layer; `rope_scaling` is that of full attention.
void readPositions(const ConfigFields& fields, ModelConfig& config) {
    const nlohmann::json none = nlohmann::json::object();
    const auto table = [&](const char* key) {
        const nlohmann::json* value = fields.find(key);
        return ConfigFields(value ? *value : none, fields.source() + ": " + key);
    };
    const ConfigFields parameters = table("rope_parameters"), scaling = table("rope_scaling");
    const auto entry = [&](const char* type) {
        const nlohmann::json* value = parameters.find(type);
        return ConfigFields(value ? *value : none, parameters.source() + ": " + type);
    };
    if (parameters.has("rope_type") || parameters.has("rope_theta"))
        fields.fail("rope_parameters",
                    "is one for all layers, and this family has them by the type of layer. Fetch the "
                    "folder again.");
    const ConfigFields full = entry("full_attention"), sliding = entry("sliding_attention");
    const double theta = fields.number("rope_theta", kGemma3.absent.rope_theta);
    const double own_theta = full.number("rope_theta", theta); // a table of version 4 is laid over that of 5
    const bool laid_over = fields.find("rope_scaling") && *fields.find("rope_scaling") != none;
    config.rope = ropeOf(laid_over ? scaling : full, own_theta, config.max_position_embeddings);
    const RopeSpec own =
        ropeOf(sliding, fields.number("rope_local_base_freq", 10000.0), config.max_position_embeddings);
    if (own != RopeSpec{.theta = own.theta})
        sliding.fail("rope_type", "is not \"default\": scaled positions of layers with a window are not supported.");
    config.window_rope_theta = own.theta;
}

void refuseOthers(const ConfigFields& fields) {
    for (const char* key : {"attn_logit_softcapping", "final_logit_softcapping"})
        if (fields.find(key))
            fields.fail(key, "is set: caps are not supported with this family. Choose another base model.");
    if (fields.boolean("use_bidirectional_attention", false))
        fields.fail("use_bidirectional_attention", "is true: a step would be judged by what follows it. Choose another "
                                                   "base model.");
    if (fields.has("num_key_value_heads"))
        fields.size("num_key_value_heads", 0); // which is never null here
}

void readGemma3(const ConfigFields& fields, ModelConfig& config) {
    refuseOthers(fields);
    config.qkv_bias = config.output_bias = fields.boolean("attention_bias", false);
    config.query_pre_attn_scalar = fields.size("query_pre_attn_scalar", 256);
    readPositions(fields, config);
    const std::vector<bool> layers = windowedHere(fields, config);
    if (std::find(layers.begin(), layers.end(), true) == layers.end())
        return;
    config.windowed_layers = layers;
    config.sliding_window = fields.size("sliding_window", 4096);
}

/// In names that transformers 4 and 5 both read.
void writeGemma3(const ModelConfig& config, nlohmann::ordered_json& json) {
    json["attention_bias"] = config.qkv_bias;
    json["query_pre_attn_scalar"] = config.query_pre_attn_scalar;
    json["rope_local_base_freq"] = config.window_rope_theta.value_or(config.rope.theta);
    writeLayerTypes(config, json);
    if (config.windowed_layers.empty())
        json["sliding_window"] = 4096; // which no layer uses, and must not be 0
}

std::string_view notGemma3(const ModelConfig& config) {
    if (config.qkv_bias != config.output_bias || config.mlp_bias)
        return "Gemma 3 has biases on q, k, v and o, or on none of them.";
    return config.query_pre_attn_scalar > 0 ? "" : "query_pre_attn_scalar is not above 0.";
}

NetworkSpec gemma3Network(const ModelConfig& config) {
    NetworkSpec network = withWindows(plainNetwork(config), config);
    network.norm_plus_one = true;
    network.embedding_scale = std::sqrt(static_cast<double>(config.hidden_size));
    for (LayerSpec& layer : network.layers) {
        layer.norms.post_attention = "post_attention_layernorm";
        layer.norms.pre_mlp = "pre_feedforward_layernorm";
        layer.norms.post_mlp = "post_feedforward_layernorm";
        layer.norms.query = "self_attn.q_norm";
        layer.norms.key = "self_attn.k_norm";
        layer.activation = Activation::GeluTanh;
        layer.attention_scale = 1 / std::sqrt(static_cast<double>(config.query_pre_attn_scalar));
        if (layer.window > 0)
            layer.rope = {.theta = config.window_rope_theta.value_or(config.rope.theta)};
    }
    return network;
}

} // namespace

constinit const Family kGemma3{.model_type = "gemma3_text",
                               .class_name = "Gemma3",
                               .absent = {.vocab_size = 262208,
                                          .hidden_size = 2304,
                                          .intermediate_size = 9216,
                                          .num_hidden_layers = 26,
                                          .num_attention_heads = 8,
                                          .num_key_value_heads = 4,
                                          .head_dim = 256,
                                          .max_position_embeddings = 131072,
                                          .rope_theta = 1e6,
                                          .tie_word_embeddings = true,
                                          .bos_token_id = 2,
                                          .eos_token_id = 1,
                                          .pad_token_id = 0},
                               .activation = {"hidden_activation", {"gelu_pytorch_tanh", "gelu_pytorch_tanh"}},
                               .rope_by_layer_type = true,
                               .classifier = "TextForSequenceClassification",
                               .read = readGemma3,
                               .write = writeGemma3,
                               .contradiction = notGemma3,
                               .network = gemma3Network};

} // namespace stepmark
