// SPDX-License-Identifier: GPL-3.0-or-later
//
// The transformer of the Llama family (Touvron et al. 2023; Qwen2 has biases on q, k and v besides): RMSNorm, rotary
// positions, grouped-query attention, SwiGLU, on tree-packed sequences, forward and backward.
//
// T: tokens, H: hidden size, I: intermediate size, A: heads, K: key/value heads, D: head dimension.
//
// Thread rule: one model belongs to one thread at a time; it uses all cores.
#pragma once

#include "model/base/model_folder.h"
#include "model/learning/compute_p.h"
#include "model/learning/packing.h"
#include "model/learning/parameter_p.h"
#include "model/learning/rope_p.h"
#include "model/learning/tree_attention_p.h"

#include <functional>
#include <stop_token>

namespace stepmark {

struct Layer {
    Parameter input_norm;            ///< [H]
    Parameter qkv, qkv_bias;         ///< [(A + 2 K) D, H]; bias may be undefined
    Parameter out, out_bias;         ///< [H, A D]
    Parameter mlp_norm;              ///< [H]
    Parameter gate_up, gate_up_bias; ///< [2 I, H]
    Parameter down, down_bias;       ///< [H, I]
};

/// A pack as the network takes it.
struct PackInput {
    at::Tensor tokens;         ///< [T] int64
    at::Tensor cosines, sines; ///< [T, D / 2] float32
    AttentionPlan plan;
};

/// What a layer's backward pass needs.
struct LayerSaved {
    at::Tensor x, y1, rstd1; ///< [T, H] float32, [T, H] compute, [T]
    at::Tensor qkv;          ///< [T, (A + 2 K) D] compute, rotated
    AttentionSaved attention;
    at::Tensor attended;      ///< [T, A D] compute
    at::Tensor x2, y2, rstd2; ///< as x, y1, rstd1, before the MLP
    at::Tensor gate_up;       ///< [T, 2 I] compute
};

/// What forward() keeps of each layer for backward(): everything, or its input only (the rest is computed again then: a
/// third more work, a tenth of the memory; Chen et al. 2016).
enum class Keep { All, Inputs };

class Llama {
public:
    /// Reads a folder. `trainable`: with float32 masters and gradients. Throws Error for weights that are not finite.
    static Llama load(const ModelFolder& folder, const Compute& compute, bool trainable,
                      const std::stop_token& stop = {});
    /// Random weights: normal with the configuration's initializer_range, the two projections back into the residual
    /// stream divided by sqrt(2 layers) (GPT-2).
    static Llama random(const ModelConfig& config, std::uint64_t seed, const Compute& compute);

    /// Reads a folder, trainable, and puts further layers on top until there are `layers`: random, but for the two
    /// projections back into the residual stream, which are zero, so that the network computes what it did. Throws
    /// Error where the folder has more.
    static Llama grow(const ModelFolder& folder, std::int64_t layers, std::uint64_t seed, const Compute& compute);

    const ModelConfig& config() const { return m_config; }
    const Compute& compute() const { return m_compute; }
    AttentionShape attentionShape() const;
    std::int64_t longestPath() const; ///< tokens a path may have

    PackInput prepare(const Pack& pack) const;
    /// The residual stream after the last layer, [T, H] float32, before the final norm. `saved` may be null
    /// (inference); throws Cancelled between the parts of a layer. `seen` gets each layer's rotated qkv (for a
    /// key/value cache).
    at::Tensor forward(const PackInput& input, std::vector<LayerSaved>* saved, const std::stop_token& stop,
                       const std::function<void(std::size_t layer, const at::Tensor& qkv)>& seen = {},
                       Keep keep = Keep::All) const;
    /// dx [T, H] float32, the gradient of forward's result; adds to the gradients of all weights. Empties `saved`.
    void backward(const PackInput& input, std::vector<LayerSaved>& saved, at::Tensor dx, const std::stop_token& stop);

    // The pieces of a layer, for decoding with a key/value cache.
    at::Tensor embed(const at::Tensor& tokens) const; ///< [n] int64 -> [n, H] float32
    at::Tensor attentionInput(const Layer& layer, const at::Tensor& x, const at::Tensor& cosines,
                              const at::Tensor& sines, LayerSaved* saved) const; ///< -> rotated qkv
    at::Tensor finishLayer(const Layer& layer, const at::Tensor& x, const at::Tensor& attended,
                           LayerSaved* saved) const; ///< -> the next x
    std::pair<at::Tensor, at::Tensor> rotation(const at::Tensor& positions) const { return m_rope.at(positions); }

    const std::vector<Layer>& layers() const { return m_layers; }
    /// Every parameter that is there, in the order of the folder; the head's are not among them.
    std::vector<Parameter*> parameters();
    /// Bytes that Keep::All keeps, roughly, for a pack.
    std::int64_t savedBytes(const PackInput& input) const;

    Parameter embedding;  ///< [V, H]
    Parameter final_norm; ///< [H]

private:
    Llama(const ModelConfig& config, const Compute& compute);
    at::Tensor forwardLayer(const Layer& layer, const PackInput& input, const at::Tensor& x, LayerSaved* saved,
                            const std::stop_token& stop,
                            const std::function<void(const at::Tensor& qkv)>& seen = {}) const;
    at::Tensor backwardLayer(Layer& layer, const PackInput& input, LayerSaved& saved, const at::Tensor& dx,
                             const std::stop_token& stop) const;

    ModelConfig m_config;
    Compute m_compute;
    RopeTable m_rope;
    std::vector<Layer> m_layers;
};

/// The tensor `values` with its types: master, gradient, compute copy. `type`: of the compute copy.
void setParameter(Parameter& parameter, const at::Tensor& values, at::ScalarType type, bool trainable);
/// A tensor of a folder as float32 (copied), on `device`. Throws Error where some of it is not finite: no network is
/// made of such weights.
at::Tensor readTensor(const SafetensorsReader& weights, const std::string& name, at::Device device);

} // namespace stepmark
