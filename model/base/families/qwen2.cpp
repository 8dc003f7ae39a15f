// SPDX-License-Identifier: GPL-3.0-or-later
// Qwen2 and Qwen2.5: Llama with biases on q, k and v.
#include "model/base/families/family.h"
#include "model/base/families/windows.h"

namespace stepmark {

constinit const Family kQwen2{
    .model_type = "qwen2",
    .class_name = "Qwen2",
    .absent = {.vocab_size = 151936,
               .intermediate_size = 22016,
               .num_key_value_heads = 32,
               .max_position_embeddings = 32768},
    .read =
        [](const ConfigFields& fields, ModelConfig& config) {
            config.qkv_bias = true;
            readWindows(fields, config);
        },
    .write = writeWindows,
    .contradiction = [](const ModelConfig& config) -> std::string_view {
        return config.qkv_bias && !config.output_bias && !config.mlp_bias
                   ? ""
                   : "Qwen2 has biases on q, k and v and on nothing else.";
    },
    .network = [](const ModelConfig& config) { return withWindows(plainNetwork(config), config); }};

} // namespace stepmark
