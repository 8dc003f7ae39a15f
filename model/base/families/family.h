// SPDX-License-Identifier: GPL-3.0-or-later
//
// The architectures that are computed, one small file each, and the table of them: reading, writing and refusing of
// config.json and the names of tensors go through it. What keys mean is what transformers' ...Config of that type makes
// of them, versions 4 and 5.
//
// Thread rule: constants and pure functions.
#pragma once

#include "model/base/config_fields.h"
#include "model/base/model_config.h"

#include <nlohmann/json.hpp>

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

namespace stepmark {

/// What a key means that config.json leaves out.
struct ConfigDefaults {
    std::int64_t vocab_size = 32000;
    std::int64_t hidden_size = 4096;
    std::int64_t intermediate_size = 11008;
    std::int64_t num_hidden_layers = 32;
    std::int64_t num_attention_heads = 32;
    std::optional<std::int64_t> num_key_value_heads{}; ///< none: as many as heads
    std::optional<std::int64_t> head_dim{};            ///< none: hidden_size / heads
    std::int64_t max_position_embeddings = 2048;
    double rope_theta = 10000;
    bool tie_word_embeddings = false;
    std::optional<std::int32_t> bos_token_id{}, eos_token_id{}, pad_token_id{};
};

/// The one activation of a family: its key and the names that it goes by, the first of which is written.
struct ActivationNames {
    const char* key = "hidden_act";
    std::string_view names[2] = {"silu", "swish"};
};

struct Family {
    std::string_view model_type; ///< of config.json
    std::string_view class_name; ///< what its classes begin with: "Llama" of LlamaForCausalLM
    ConfigDefaults absent;
    ActivationNames activation{};
    bool rope_by_layer_type = false;                        ///< it reads positions itself
    std::string_view classifier = "ForTokenClassification"; ///< see classifierHead()
    /// The keys that are its own; throws Error for what is not computed.
    void (*read)(const ConfigFields& fields, ModelConfig& config);
    void (*write)(const ModelConfig& config, nlohmann::ordered_json& json);
    /// Why it has no such network; empty where it has.
    std::string_view (*contradiction)(const ModelConfig& config);
    NetworkSpec (*network)(const ModelConfig& config);
};

extern const Family kLlama, kQwen2, kQwen3, kMistral, kSmolLm3, kGemma3;

/// All of them.
std::span<const Family* const> families();
/// Null where no family has that type.
const Family* findFamily(std::string_view model_type);
/// Throws Error where there is none.
const Family& familyOf(const ModelConfig& config);

/// Every layer like Llama's, with the configuration's biases and positions.
NetworkSpec plainNetwork(const ModelConfig& config);

} // namespace stepmark
