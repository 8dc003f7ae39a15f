// SPDX-License-Identifier: GPL-3.0-or-later
// Qwen3: Llama with norms on queries and keys, heads of their own width, and windows in some layers.
#include "model/base/families/family.h"
#include "model/base/families/windows.h"

namespace stepmark {

namespace {

void readQwen3(const ConfigFields& fields, ModelConfig& config) {
    config.qkv_bias = config.output_bias = fields.boolean("attention_bias", false);
    readWindows(fields, config);
}

void writeQwen3(const ModelConfig& config, nlohmann::ordered_json& json) {
    json["attention_bias"] = config.qkv_bias;
    writeWindows(config, json);
}

std::string_view notQwen3(const ModelConfig& config) {
    return config.qkv_bias == config.output_bias && !config.mlp_bias
               ? ""
               : "Qwen3 has biases on q, k, v and o, or on none of them.";
}

NetworkSpec qwen3Network(const ModelConfig& config) {
    NetworkSpec network = withWindows(plainNetwork(config), config);
    for (LayerSpec& layer : network.layers) {
        layer.norms.query = "self_attn.q_norm";
        layer.norms.key = "self_attn.k_norm";
    }
    return network;
}

} // namespace

constinit const Family kQwen3{.model_type = "qwen3",
                              .class_name = "Qwen3",
                              .absent = {.vocab_size = 151936,
                                         .intermediate_size = 22016,
                                         .num_key_value_heads = 32,
                                         .head_dim = 128,
                                         .max_position_embeddings = 32768},
                              .read = readQwen3,
                              .write = writeQwen3,
                              .contradiction = notQwen3,
                              .network = qwen3Network};

} // namespace stepmark
