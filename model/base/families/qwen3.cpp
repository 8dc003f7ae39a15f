// SPDX-License-Identifier: GPL-3.0-or-later
// Qwen3: Llama with norms on queries and keys, and heads of their own width.
#include "model/base/families/family.h"
#include "model/base/families/windows.h"

namespace stepmark {

constinit const Family kQwen3{
    .model_type = "qwen3",
    .class_name = "Qwen3",
    .absent = {.vocab_size = 151936,
               .intermediate_size = 22016,
               .num_key_value_heads = 32,
               .head_dim = 128,
               .max_position_embeddings = 32768},
    .read =
        [](const ConfigFields& fields, ModelConfig& config) {
            config.qkv_bias = config.output_bias = fields.boolean("attention_bias", false);
            readWindows(fields, config);
        },
    .write =
        [](const ModelConfig& config, nlohmann::ordered_json& json) {
            json["attention_bias"] = config.qkv_bias;
            writeWindows(config, json);
        },
    .contradiction = [](const ModelConfig& config) -> std::string_view {
        return config.qkv_bias == config.output_bias && !config.mlp_bias
                   ? ""
                   : "Qwen3 has biases on q, k, v and o, or on none of them.";
    },
    .network =
        [](const ModelConfig& config) {
            NetworkSpec network = withWindows(plainNetwork(config), config);
            for (LayerSpec& layer : network.layers) {
                layer.norms.query = "self_attn.q_norm";
                layer.norms.key = "self_attn.k_norm";
            }
            return network;
        }};

} // namespace stepmark
