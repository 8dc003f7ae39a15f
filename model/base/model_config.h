// SPDX-License-Identifier: GPL-3.0-or-later
//
// `config.json` of a Hugging Face folder, for the architectures that Stepmark computes (families/). Key names, and what
// an absent key means: transformers' ...Config of each, versions 4 and 5.
//
// A config comes from strangers: every number is checked against bounds, and what this program does not compute (other
// activations, quantized weights, other kinds of RoPE scaling) is refused with a message that says so, never ignored.
//
// Thread rule: plain values and pure functions.
#pragma once

#include "model/base/network_spec.h"

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace stepmark {

/// The fields that decide what the network computes. JSON key in the comment where it differs from the snake_case of
/// the name.
struct ModelConfig {
    std::string model_type = "llama";       ///< names the family
    std::vector<std::string> architectures; ///< e.g. {"LlamaForCausalLM"}, {"LlamaForTokenClassification"}
    std::int64_t vocab_size = 0;            ///< rows of the embedding; may exceed the tokenizer's vocabulary
    std::int64_t hidden_size = 0;
    std::int64_t intermediate_size = 0; ///< width of the SwiGLU
    std::int64_t num_hidden_layers = 0;
    std::int64_t num_attention_heads = 0;
    std::int64_t num_key_value_heads = 0; ///< divides num_attention_heads
    std::int64_t head_dim = 0;            ///< even; hidden_size / num_attention_heads where the file has none
    std::int64_t max_position_embeddings = 2048;
    double rms_norm_eps = 1e-6;
    RopeSpec rope;                           ///< `rope_theta` and `rope_scaling`, or `rope_parameters` (transformers 5)
    std::optional<double> window_rope_theta; ///< Gemma's `rope_local_base_freq`: of layers with a window, unscaled
    bool tie_word_embeddings = false;        ///< lm_head.weight is model.embed_tokens.weight and absent from the file
    bool qkv_bias = false;                   ///< `attention_bias`; Qwen2: always true
    bool output_bias = false;                ///< bias of o_proj: `attention_bias`; Qwen2: always false
    bool mlp_bias = false;                   ///< Llama's `mlp_bias`: gate, up and down
    std::int64_t sliding_window = 0;         ///< tokens that a token of such a layer sees, itself among them
    std::vector<bool> windowed_layers;       ///< which layers have that window; empty: none
    std::vector<bool> unrotated_layers;     ///< SmolLM3's `no_rope_layers`: which layers know no positions; empty: none
    std::int64_t query_pre_attn_scalar = 0; ///< Gemma's: scores are divided by its root; 0: by that of head_dim
    std::string dtype = "float32"; ///< `torch_dtype` or `dtype`: float32, bfloat16, float16. What the file says, a hint
    double initializer_range = 0.02;
    std::optional<std::int32_t> bos_token_id;
    std::vector<std::int32_t> eos_token_ids; ///< `eos_token_id`, a number or a list
    std::optional<std::int32_t> pad_token_id;
    /// `id2label` of a classification folder: labels[i] is class i's name, defaultLabels() where the file names none.
    /// Empty for a plain language model.
    std::vector<std::string> labels;

    bool hasWindow(std::int64_t layer) const {
        const auto index = static_cast<std::size_t>(layer);
        return index < windowed_layers.size() && windowed_layers[index];
    }
    bool isRotated(std::int64_t layer) const {
        const auto index = static_cast<std::size_t>(layer);
        return index >= unrotated_layers.size() || !unrotated_layers[index];
    }
    bool operator==(const ModelConfig&) const = default;
};

/// The names that transformers gives classes itself: LABEL_0, LABEL_1, ...
std::vector<std::string> defaultLabels(std::int64_t count);

/// Throws Error where a number is out of bounds or two fields contradict each other. Called by parse and by toJson.
void validateModelConfig(const ModelConfig& config);

/// Parses and validates. `source` is named in errors.
ModelConfig parseModelConfig(std::string_view json, const std::string& source = "config.json");
/// Reads FOLDER/config.json (at most 16 MB).
ModelConfig loadModelConfig(const std::filesystem::path& folder);

/// What the network of that configuration computes. Throws Error where no family has its model_type.
NetworkSpec networkSpec(const ModelConfig& config);
/// The name of a class of transformers: "ForTokenClassification" -> "LlamaForTokenClassification".
std::string className(const ModelConfig& config, std::string_view head);
/// What a step classifier of that family ends in: "ForTokenClassification", whose head has a bias; where transformers
/// has none, the name of the sequence classifier, whose head has none and is read at every token all the same.
std::string_view classifierHead(const ModelConfig& config);
bool classifierHasBias(const ModelConfig& config);
/// The types that are computed, in quotes, with commas between.
std::string modelTypes();

/// The text of a config.json that transformers 4 and 5 load, keys in a fixed order, ending in a newline.
std::string modelConfigToJson(const ModelConfig& config);

} // namespace stepmark
