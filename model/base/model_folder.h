// SPDX-License-Identifier: GPL-3.0-or-later
//
// A Hugging Face model folder as a whole: opening one (configuration and weights, checked against each other), and
// the names and shapes of the tensors that a configuration asks for.
//
// Thread rule: a ModelFolder is read-only once opened; share it freely.
#pragma once

#include "model/base/model_config.h"
#include "model/base/safetensors.h"

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace stepmark {

/// Name and shape of a tensor that a network needs.
struct TensorSpec {
    std::string name;
    std::vector<std::int64_t> shape;

    bool operator==(const TensorSpec&) const = default;
};

/// The tensors of the network without its head, in the order of computation. With H hidden, I intermediate, V
/// vocabulary, D = head_dim, A = heads * D and K = key/value heads * D:
///   model.embed_tokens.weight [V, H]; for each layer model.layers.N.: self_attn.{q_proj.weight [A, H], k_proj.weight
///   [K, H], v_proj.weight [K, H], o_proj.weight [H, A]}, mlp.{gate_proj, up_proj}.weight [I, H], mlp.down_proj.weight
///   [H, I], and .bias and norms (on queries and keys [D], else [H]) as its LayerSpec says; model.norm.weight [H].
std::vector<TensorSpec> backboneTensorSpecs(const ModelConfig& config, const NetworkSpec& network);
std::vector<TensorSpec> backboneTensorSpecs(const ModelConfig& config);

/// The head by `architectures[0]`: *ForCausalLM: lm_head.weight [V, H] unless tied; *ForTokenClassification:
/// score.weight [L, H] and score.bias [L] (L = labels); *ForSequenceClassification: score.weight [L, H]; *Model and
/// none: nothing.
std::vector<TensorSpec> headTensorSpecs(const ModelConfig& config);

/// A folder with `config.json` and `model.safetensors` (or shards and index). The tensors of a bare backbone, which
/// transformers saves without "model." before their names, are found under their full names.
struct ModelFolder {
    std::filesystem::path path;
    ModelConfig config;
    SafetensorsReader weights;

    /// Throws Error where a file is missing or damaged, or a tensor of backboneTensorSpecs() and headTensorSpecs() is
    /// missing, has another shape or is not F32, BF16 or F16. Tensors beyond these are allowed (and not used).
    static ModelFolder open(const std::filesystem::path& folder);
};

} // namespace stepmark
