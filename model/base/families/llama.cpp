// SPDX-License-Identifier: GPL-3.0-or-later
// Llama 1 to 3, SmolLM2 and many more (Touvron et al. 2023).
#include "model/base/families/family.h"
#include "model/base/families/windows.h"

namespace stepmark {

namespace {

void readLlama(const ConfigFields& fields, ModelConfig& config) {
    config.qkv_bias = config.output_bias = fields.boolean("attention_bias", false);
    config.mlp_bias = fields.boolean("mlp_bias", false);
    refuseWindows(fields, config);
}

void writeLlama(const ModelConfig& config, nlohmann::ordered_json& json) {
    json["attention_bias"] = config.qkv_bias;
    json["mlp_bias"] = config.mlp_bias;
}

std::string_view notLlama(const ModelConfig& config) {
    return config.qkv_bias == config.output_bias ? "" : "Llama has biases on q, k, v and o, or on none of them.";
}

} // namespace

constinit const Family kLlama{.model_type = "llama",
                              .class_name = "Llama",
                              .absent = {.bos_token_id = 1, .eos_token_id = 2},
                              .read = readLlama,
                              .write = writeLlama,
                              .contradiction = notLlama,
                              .network = plainNetwork};

} // namespace stepmark
