// SPDX-License-Identifier: GPL-3.0-or-later
//
// What a network computes, as data: the one forward and the one backward pass (model/learning/transformer_p.h) read it,
// a family (families/family.h) fills it in. What no field says is common to all: RMSNorm, rotary positions,
// grouped-query attention, a gated MLP.
//
// Thread rule: plain values.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace stepmark {

/// Llama 3's stretched RoPE (`rope_type` "llama3"). For each frequency f = rope_theta^(-2i/head_dim) and wavelength w =
/// 2 pi / f: w < original/high: f; w > original/low: f/factor; between them the blend (1-s) f/factor + s f with s =
/// (original/w - low) / (high - low).
struct Llama3RopeScaling {
    double factor = 8.0;
    double low_freq_factor = 1.0;
    double high_freq_factor = 4.0;
    std::int64_t original_max_position_embeddings = 8192;

    bool operator==(const Llama3RopeScaling&) const = default;
};

struct RopeSpec {
    double theta = 10000.0;
    std::optional<Llama3RopeScaling> scaling;
    double factor = 1;   ///< `rope_type` "linear": a position counts as one of its factor-th part
    bool rotates = true; ///< false: the layer knows no positions

    bool operator==(const RopeSpec&) const = default;
};

/// What the gate of an MLP goes through.
enum class Activation {
    Silu,
    GeluTanh ///< GELU by its tanh approximation
};

/// The norms of a layer by the names of their tensors, "model.layers.N." before and ".weight" behind them; empty: the
/// layer has none there.
struct NormNames {
    std::string pre_attention = "input_layernorm";
    std::string post_attention; ///< of what attention adds to the stream
    std::string pre_mlp = "post_attention_layernorm";
    std::string post_mlp;   ///< of what the MLP adds to the stream
    std::string query, key; ///< over each head, before it is rotated

    bool operator==(const NormNames&) const = default;
};

struct LayerSpec {
    NormNames norms;
    Activation activation = Activation::Silu;
    bool qkv_bias = false, output_bias = false, mlp_bias = false;
    std::int64_t window = 0;    ///< tokens of its path that a token sees, itself among them; 0: all
    double attention_scale = 1; ///< factor on the scores
    double soft_cap = 0;        ///< scaled scores s become cap * tanh(s / cap); 0: they stay
    RopeSpec rope;

    bool operator==(const LayerSpec&) const = default;
};

struct NetworkSpec {
    std::vector<LayerSpec> layers;
    bool norm_plus_one = false; ///< a norm's weight counts as 1 + w
    double embedding_scale = 1; ///< factor on what the embedding gives; not where it is the head
    double logit_cap = 0;       ///< a language model's logits z become cap * tanh(z / cap); 0: they stay

    bool operator==(const NetworkSpec&) const = default;
};

} // namespace stepmark
