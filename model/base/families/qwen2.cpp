// SPDX-License-Identifier: GPL-3.0-or-later
// Qwen2 and Qwen2.5: Llama with biases on q, k and v, and windows in some layers.
#include "model/base/families/family.h"
#include "model/base/families/windows.h"

namespace stepmark {

namespace {

void readQwen2(const ConfigFields& fields, ModelConfig& config) {
    config.qkv_bias = true;
    readWindows(fields, config);
}

std::string_view notQwen2(const ModelConfig& config) {
    return config.qkv_bias && !config.output_bias && !config.mlp_bias
               ? ""
               : "Qwen2 has biases on q, k and v and on nothing else.";
}

NetworkSpec qwen2Network(const ModelConfig& config) { return withWindows(plainNetwork(config), config); }

} // namespace

constinit const Family kQwen2{.model_type = "qwen2",
                              .class_name = "Qwen2",
                              .absent = {.vocab_size = 151936,
                                         .intermediate_size = 22016,
                                         .num_key_value_heads = 32,
                                         .max_position_embeddings = 32768},
                              .read = readQwen2,
                              .write = writeWindows,
                              .contradiction = notQwen2,
                              .network = qwen2Network};

} // namespace stepmark
