// SPDX-License-Identifier: GPL-3.0-or-later
//
// The transformer on tree-packed sequences, forward and backward: one of each for all families, by the NetworkSpec that
// a configuration asks for.
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

/// A layer's weights; a norm or bias that its spec has not is undefined.
struct Layer {
    LayerSpec spec;
    std::size_t view = 0;            ///< its place in PackInput::views
    Parameter pre_attention_norm;    ///< [H]
    Parameter qkv, qkv_bias;         ///< [(A + 2 K) D, H]
    Parameter query_norm;            ///< [D]
    Parameter key_norm;              ///< [D]
    Parameter out, out_bias;         ///< [H, A D]
    Parameter post_attention_norm;   ///< [H]
    Parameter pre_mlp_norm;          ///< [H]
    Parameter gate_up, gate_up_bias; ///< [2 I, H]
    Parameter down, down_bias;       ///< [H, I]
    Parameter post_mlp_norm;         ///< [H]
};

/// What layers of the same window and positions see of a pack.
struct PackView {
    Rotation rotation;
    AttentionPlan plan;
};

/// A pack as the network takes it.
struct PackInput {
    at::Tensor tokens; ///< [T] int64
    std::vector<PackView> views;
};

/// What a norm's backward pass needs; undefined where there is no norm.
struct NormSaved {
    at::Tensor x;    ///< its input, float32
    at::Tensor rstd; ///< [rows]
};

/// What a layer's backward pass needs.
struct LayerSaved {
    at::Tensor x; ///< [T, H] float32, the layer's input
    NormSaved pre_attention;
    at::Tensor y1;        ///< [T, H] compute, what qkv reads
    NormSaved query, key; ///< x [T A, D] and [T K, D]
    at::Tensor qkv;       ///< [T, (A + 2 K) D] compute, rotated
    AttentionSaved attention;
    at::Tensor attended; ///< [T, A D] compute
    NormSaved post_attention, pre_mlp;
    at::Tensor y2;      ///< [T, H] compute, what the MLP reads
    at::Tensor gate_up; ///< [T, 2 I] compute
    NormSaved post_mlp;
};

/// What forward() keeps of each layer for backward(): everything, or its input only (the rest is computed again then: a
/// third more work, a tenth of the memory; Chen et al. 2016).
enum class Keep { All, Inputs };

class Transformer {
public:
    /// Reads a folder. `trainable`: with float32 masters and gradients. Throws Error for weights that are not finite.
    static Transformer load(const ModelFolder& folder, const Compute& compute, bool trainable,
                            const std::stop_token& stop = {});
    /// The same of another network than the configuration asks for: sizes are the configuration's.
    static Transformer load(const ModelFolder& folder, const NetworkSpec& network, const Compute& compute,
                            bool trainable, const std::stop_token& stop = {});
    /// Random weights: normal with the configuration's initializer_range, the two projections back into the residual
    /// stream divided by sqrt(2 layers) (GPT-2).
    static Transformer random(const ModelConfig& config, std::uint64_t seed, const Compute& compute);
    static Transformer random(const ModelConfig& config, const NetworkSpec& network, std::uint64_t seed,
                              const Compute& compute);

    /// Reads a folder, trainable, and puts further layers on top until there are `layers`: random, but for the two
    /// projections back into the residual stream, which are zero, so that the network computes what it did. Throws
    /// Error where the folder has more.
    static Transformer grow(const ModelFolder& folder, std::int64_t layers, std::uint64_t seed, const Compute& compute);

    /// Keeps of the embedding the rows of these tokens, [n] int64: token i is from now on the i-th of them. For texts that
    /// are all known: what none of them holds need not be moved, and mostly is the larger part.
    void keepTokens(const at::Tensor& tokens);
    /// Puts a table of residual streams [n, H] float32 in the place of the embedding and the first `layers`: token i is
    /// from now on row i, the stream after them, and does not move. For texts that are all known, and frozen layers.
    void startFrom(std::int64_t layers, const at::Tensor& states);

    const ModelConfig& config() const { return m_config; }
    const NetworkSpec& network() const { return m_network; }
    const Compute& compute() const { return m_compute; }
    AttentionShape attentionShape(const Layer& layer) const;
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
    at::Tensor attentionInput(const Layer& layer, const at::Tensor& x, const Rotation& rotation,
                              LayerSaved* saved) const; ///< -> rotated qkv
    at::Tensor finishLayer(const Layer& layer, const at::Tensor& x, const at::Tensor& attended,
                           LayerSaved* saved) const; ///< -> the next x
    /// Of each view at these positions, [n] int64.
    std::vector<Rotation> rotations(const at::Tensor& positions) const;

    /// x [n, H] float32 through a norm, to type `out`; only converted where there is no such norm. `saved` may be null.
    at::Tensor normed(const Parameter& norm, const at::Tensor& x, at::ScalarType out, NormSaved* saved) const;
    /// dy [n, H] -> dx [n, H] float32; adds to the norm's gradient.
    at::Tensor normBackward(Parameter& norm, const at::Tensor& dy, const NormSaved& saved) const;

    const std::vector<Layer>& layers() const { return m_layers; }
    /// Every parameter that is there, in the order of the folder; the head's are not among them.
    std::vector<Parameter*> parameters();
    /// The lowest layer with a weight that moves; 0 where the embedding does, too. Below it nothing is kept of a
    /// forward pass, and a backward pass ends at it.
    std::size_t lowestTrained() const;
    /// Bytes that Keep::All keeps, roughly, for a pack.
    std::int64_t savedBytes(const PackInput& input) const;
    /// Of them those of a layer and a token, without attention's probabilities.
    static std::int64_t savedBytesAToken(const ModelConfig& config, const LayerSpec& layer, at::ScalarType compute);

    Parameter embedding;  ///< [V, H]
    Parameter final_norm; ///< [H]

private:
    struct View {
        std::int64_t window = 0;
        RopeSpec spec;
        RopeTable rope;
    };

    Transformer(const ModelConfig& config, const NetworkSpec& network, const Compute& compute);
    std::size_t viewOf(const LayerSpec& layer);
    at::Tensor forwardLayer(const Layer& layer, const PackInput& input, const at::Tensor& x, LayerSaved* saved,
                            const std::stop_token& stop,
                            const std::function<void(const at::Tensor& qkv)>& seen = {}) const;
    at::Tensor backwardLayer(Layer& layer, const PackInput& input, LayerSaved& saved, const at::Tensor& dx,
                             const std::stop_token& stop) const;
    void normHeads(const Layer& layer, at::Tensor& qkv, LayerSaved* saved) const;
    void normHeadsBackward(Layer& layer, at::Tensor& d_qkv, const LayerSaved& saved) const;

    ModelConfig m_config;
    NetworkSpec m_network;
    Compute m_compute;
    std::vector<Layer> m_layers;
    std::vector<View> m_views;
};

/// The tensor `values` with its types: master, gradient, compute copy. `type`: of the compute copy.
void setParameter(Parameter& parameter, const at::Tensor& values, at::ScalarType type, bool trainable);
/// A tensor of a folder as float32 (copied), on `device`. Throws Error where some of it is not finite: no network is
/// made of such weights.
at::Tensor readTensor(const SafetensorsReader& weights, const std::string& name, at::Device device);

} // namespace stepmark
