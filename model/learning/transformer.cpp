// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/learning/transformer_p.h"

#include "model/domain/error.h"
#include "model/domain/stop.h"
#include "model/learning/context.h"
#include "model/learning/ops_p.h"

#include <map>

namespace stepmark {

namespace {

constexpr std::int64_t kRowsAtOnce = 8192;

} // namespace

Transformer::Transformer(const ModelConfig& config, const NetworkSpec& network, const Compute& compute)
    : m_config(config)
    , m_network(network)
    , m_compute(compute) {
    for (const LayerSpec& spec : m_network.layers) {
        Layer& layer = m_layers.emplace_back();
        layer.spec = spec;
        layer.view = viewOf(spec);
    }
}

std::size_t Transformer::viewOf(const LayerSpec& layer) {
    for (std::size_t index = 0; index < m_views.size(); ++index)
        if (m_views[index].window == layer.window && m_views[index].spec == layer.rope)
            return index;
    m_views.push_back({layer.window, layer.rope,
                       RopeTable(layer.rope, m_config.head_dim, m_config.max_position_embeddings, m_compute.device)});
    return m_views.size() - 1;
}

AttentionShape Transformer::attentionShape(const Layer& layer) const {
    return {m_config.num_attention_heads, m_config.num_key_value_heads, m_config.head_dim, layer.spec.attention_scale,
            layer.spec.soft_cap};
}

std::int64_t Transformer::longestPath() const { return contextOf(m_config); }

PackInput Transformer::prepare(const Pack& pack) const {
    for (const std::int32_t token : pack.tokens)
        if (token < 0 || token >= m_config.vocab_size)
            throw Error("Token " + std::to_string(token) + " is outside the model's vocabulary of " +
                        std::to_string(m_config.vocab_size) + ": tokenizer and weights do not belong together.");
    for (const std::int32_t position : pack.position)
        if (position >= longestPath())
            throw Error("A text is longer than the model's context of " + std::to_string(longestPath()) +
                        " tokens: shorten it.");
    PackInput input;
    input.tokens = at::tensor(pack.tokens, at::kInt).to(at::kLong).to(m_compute.device);
    const at::Tensor positions = at::tensor(pack.position, at::kInt).to(at::kLong).to(m_compute.device);
    std::map<std::int64_t, AttentionPlan> plans; // by window: positions do not change who sees whom
    for (const View& view : m_views) {
        const auto [plan, fresh] = plans.try_emplace(view.window);
        if (fresh)
            plan->second = planAttention(pack.parent, m_compute.device, view.window);
        input.views.push_back({view.rope.at(positions), plan->second});
    }
    return input;
}

std::vector<Rotation> Transformer::rotations(const at::Tensor& positions) const {
    std::vector<Rotation> all;
    for (const View& view : m_views)
        all.push_back(view.rope.at(positions));
    return all;
}

at::Tensor Transformer::embed(const at::Tensor& tokens) const {
    const at::Tensor& table = embedding.master.defined() ? embedding.master : embedding.compute;
    at::Tensor x = table.index_select(0, tokens).to(at::kFloat);
    return m_network.embedding_scale == 1 ? x : x.mul_(m_network.embedding_scale);
}

at::Tensor Transformer::normed(const Parameter& norm, const at::Tensor& x, at::ScalarType out, NormSaved* saved) const {
    if (!norm.defined())
        return x.to(out);
    at::Tensor rstd; // [n]
    at::Tensor y = m_compute.backend->rms_norm(x, norm.compute, m_config.rms_norm_eps, out, rstd);
    if (saved)
        *saved = {x, rstd};
    return y;
}

at::Tensor Transformer::normBackward(Parameter& norm, const at::Tensor& dy, const NormSaved& saved) const {
    if (!norm.defined())
        return dy.to(at::kFloat);
    return m_compute.backend->rms_norm_backward(dy, saved.x, norm.compute, saved.rstd,
                                                norm.trained() ? &norm.grad : nullptr);
}

namespace {

/// Some heads of each row of qkv: columns [first * D, (first + heads) * D) -> [T heads, D], copied.
at::Tensor headsOf(const at::Tensor& qkv, std::int64_t first, std::int64_t heads, std::int64_t head_dim,
                   at::ScalarType type) {
    at::Tensor rows = at::empty({qkv.size(0), heads * head_dim}, qkv.options().dtype(type));
    rows.copy_(qkv.narrow(1, first * head_dim, heads * head_dim));
    return rows.view({-1, head_dim});
}

void putHeads(at::Tensor& qkv, std::int64_t first, const at::Tensor& rows) {
    const std::int64_t head_dim = rows.size(1), heads = rows.size(0) / qkv.size(0);
    qkv.narrow(1, first * head_dim, heads * head_dim).copy_(rows.view({qkv.size(0), heads * head_dim}));
}

} // namespace

void Transformer::normHeads(const Layer& layer, at::Tensor& qkv, LayerSaved* saved) const {
    const auto norm = [&](const Parameter& weight, std::int64_t first, std::int64_t heads, NormSaved* kept) {
        if (weight.defined())
            putHeads(qkv, first,
                     normed(weight, headsOf(qkv, first, heads, m_config.head_dim, at::kFloat), m_compute.type, kept));
    };
    norm(layer.query_norm, 0, m_config.num_attention_heads, saved ? &saved->query : nullptr);
    norm(layer.key_norm, m_config.num_attention_heads, m_config.num_key_value_heads, saved ? &saved->key : nullptr);
}

void Transformer::normHeadsBackward(Layer& layer, at::Tensor& d_qkv, const LayerSaved& saved) const {
    const auto back = [&](Parameter& weight, std::int64_t first, std::int64_t heads, const NormSaved& kept) {
        if (weight.defined())
            putHeads(d_qkv, first,
                     normBackward(weight, headsOf(d_qkv, first, heads, m_config.head_dim, m_compute.type), kept));
    };
    back(layer.query_norm, 0, m_config.num_attention_heads, saved.query);
    back(layer.key_norm, m_config.num_attention_heads, m_config.num_key_value_heads, saved.key);
}

at::Tensor Transformer::attentionInput(const Layer& layer, const at::Tensor& x, const Rotation& rotation,
                                       LayerSaved* saved) const {
    const at::Tensor y =
        normed(layer.pre_attention_norm, x, m_compute.type, saved ? &saved->pre_attention : nullptr); // [T, H]
    at::Tensor qkv = ops::linear(*m_compute.backend, y, layer.qkv, layer.qkv_bias); // [T, (A + 2 K) D]
    normHeads(layer, qkv, saved);
    m_compute.backend->rope(qkv, rotation.cosines, rotation.sines,
                            m_config.num_attention_heads + m_config.num_key_value_heads, m_config.head_dim, 1);
    if (saved) {
        saved->x = x;
        saved->y1 = y;
        saved->qkv = qkv;
    }
    return qkv;
}

at::Tensor Transformer::finishLayer(const Layer& layer, const at::Tensor& x, const at::Tensor& attended,
                                    LayerSaved* saved) const {
    if (!saved && x.size(0) > kRowsAtOnce) { // each token by itself: a tree may be large, what is in use need not be
        at::Tensor next = at::empty_like(x);
        for (std::int64_t row = 0; row < x.size(0); row += kRowsAtOnce) {
            const std::int64_t count = std::min(kRowsAtOnce, x.size(0) - row);
            next.narrow(0, row, count)
                .copy_(finishLayer(layer, x.narrow(0, row, count), attended.narrow(0, row, count), nullptr));
        }
        return next;
    }
    const auto back = [&](const Parameter& norm, const at::Tensor& y, NormSaved* kept) { // into the stream
        return norm.defined() ? normed(norm, y.to(at::kFloat), at::kFloat, kept) : y;
    };
    const at::Tensor x2 =
        x + back(layer.post_attention_norm, ops::linear(*m_compute.backend, attended, layer.out, layer.out_bias),
                 saved ? &saved->post_attention : nullptr); // [T, H] float32
    const at::Tensor y = normed(layer.pre_mlp_norm, x2, m_compute.type, saved ? &saved->pre_mlp : nullptr);
    const at::Tensor gate_up = ops::linear(*m_compute.backend, y, layer.gate_up, layer.gate_up_bias); // [T, 2 I]
    if (saved) {
        saved->attended = attended;
        saved->y2 = y;
        saved->gate_up = gate_up;
    }
    return x2 + back(layer.post_mlp_norm,
                     ops::linear(*m_compute.backend, m_compute.backend->gated(gate_up, layer.spec.activation),
                                 layer.down, layer.down_bias),
                     saved ? &saved->post_mlp : nullptr);
}

/// A layer of a large pack takes a second and more on a busy machine: whoever stops a run should not wait for all of
/// it.
at::Tensor Transformer::forwardLayer(const Layer& layer, const PackInput& input, const at::Tensor& x, LayerSaved* saved,
                                     const std::stop_token& stop,
                                     const std::function<void(const at::Tensor&)>& seen) const {
    throwIfStopped(stop);
    const PackView& view = input.views[layer.view];
    const at::Tensor qkv = attentionInput(layer, x, view.rotation, saved);
    if (seen)
        seen(qkv);
    throwIfStopped(stop);
    const at::Tensor attended = m_compute.backend->attention(qkv, attentionShape(layer), view.plan,
                                                             saved ? &saved->attention : nullptr); // [T, A D]
    throwIfStopped(stop);
    return finishLayer(layer, x, attended, saved);
}

at::Tensor Transformer::forward(const PackInput& input, std::vector<LayerSaved>* saved, const std::stop_token& stop,
                                const std::function<void(std::size_t, const at::Tensor&)>& seen, Keep keep) const {
    at::Tensor x = embed(input.tokens); // [T, H] float32
    if (saved)
        saved->assign(m_layers.size(), {});
    const std::size_t lowest = keep == Keep::All ? lowestTrained() : 0;
    for (std::size_t index = 0; index < m_layers.size(); ++index) {
        if (saved && index >= lowest)
            (*saved)[index].x = x;
        std::function<void(const at::Tensor&)> see;
        if (seen)
            see = [&](const at::Tensor& qkv) { seen(index, qkv); };
        x = forwardLayer(m_layers[index], input, x,
                         saved && keep == Keep::All && index >= lowest ? &(*saved)[index] : nullptr, stop, see);
    }
    return x;
}

std::size_t Transformer::lowestTrained() const {
    if (embedding.trained())
        return 0;
    for (std::size_t index = 0; index < m_layers.size(); ++index) {
        const Layer& one = m_layers[index];
        for (const Parameter* parameter :
             {&one.pre_attention_norm, &one.qkv, &one.qkv_bias, &one.query_norm, &one.key_norm, &one.out, &one.out_bias,
              &one.post_attention_norm, &one.pre_mlp_norm, &one.gate_up, &one.gate_up_bias, &one.down, &one.down_bias,
              &one.post_mlp_norm})
            if (parameter->trained())
                return index;
    }
    return m_layers.size();
}

std::int64_t Transformer::savedBytesAToken(const ModelConfig& c, const LayerSpec& layer, at::ScalarType compute) {
    const auto element = static_cast<std::int64_t>(at::elementSize(compute));
    const std::int64_t queries = c.num_attention_heads * c.head_dim, keys = c.num_key_value_heads * c.head_dim;
    std::int64_t floats = 2 * c.hidden_size;
    floats += layer.norms.post_attention.empty() ? 0 : c.hidden_size;
    floats += layer.norms.post_mlp.empty() ? 0 : c.hidden_size;
    floats += layer.norms.query.empty() ? 0 : queries;
    floats += layer.norms.key.empty() ? 0 : keys;
    return 4 * floats + element * (2 * c.hidden_size + 2 * queries + 2 * keys + 2 * c.intermediate_size);
}

std::int64_t Transformer::savedBytes(const PackInput& input) const {
    const auto element = static_cast<std::int64_t>(at::elementSize(m_compute.type));
    std::int64_t bytes = 0;
    for (const Layer& layer : m_layers) {
        bytes += input.tokens.size(0) * savedBytesAToken(m_config, layer.spec, m_compute.type);
        for (const AttentionPlan::Block& block : input.views[layer.view].plan.blocks)
            bytes += block.mask.numel() * m_config.num_attention_heads * element;
    }
    return bytes;
}

at::Tensor Transformer::backwardLayer(Layer& layer, const PackInput& input, LayerSaved& saved, const at::Tensor& dx,
                                      const std::stop_token& stop) const {
    throwIfStopped(stop);
    const PackView& view = input.views[layer.view];
    const Activation activation = layer.spec.activation;
    const Backend& backend = *m_compute.backend;
    const at::Tensor dy = normBackward(layer.post_mlp_norm, dx, saved.post_mlp).to(m_compute.type); // [T, H]
    const at::Tensor dh = ops::linearBackward(backend, dy, backend.gated(saved.gate_up, activation), layer.down,
                                              layer.down_bias);                         // [T, I]
    const at::Tensor d_gate_up = backend.gated_backward(dh, saved.gate_up, activation); // [T, 2 I]
    const at::Tensor dy2 =
        ops::linearBackward(backend, d_gate_up, saved.y2, layer.gate_up, layer.gate_up_bias); // [T, H]
    throwIfStopped(stop);
    at::Tensor dx2 = normBackward(layer.pre_mlp_norm, dy2, saved.pre_mlp);
    dx2.add_(dx); // [T, H] float32
    const at::Tensor d_out = normBackward(layer.post_attention_norm, dx2, saved.post_attention).to(m_compute.type);
    const at::Tensor d_attended =
        ops::linearBackward(backend, d_out, saved.attended, layer.out, layer.out_bias); // [T, A D]
    at::Tensor d_qkv =
        backend.attention_backward(d_attended, saved.qkv, attentionShape(layer), view.plan, saved.attention);
    throwIfStopped(stop);
    backend.rope(d_qkv, view.rotation.cosines, view.rotation.sines,
                 m_config.num_attention_heads + m_config.num_key_value_heads, m_config.head_dim, -1);
    normHeadsBackward(layer, d_qkv, saved);
    const at::Tensor dy1 = ops::linearBackward(backend, d_qkv, saved.y1, layer.qkv, layer.qkv_bias); // [T, H]
    return normBackward(layer.pre_attention_norm, dy1, saved.pre_attention).add_(dx2);
}

void Transformer::backward(const PackInput& input, std::vector<LayerSaved>& saved, at::Tensor dx,
                           const std::stop_token& stop) {
    const std::size_t lowest = lowestTrained();
    for (std::size_t index = m_layers.size(); index-- > lowest;) {
        if (!saved[index].qkv.defined()) // only the input was kept
            forwardLayer(m_layers[index], input, at::Tensor(saved[index].x), &saved[index], stop);
        dx = backwardLayer(m_layers[index], input, saved[index], dx, stop);
        saved[index] = {}; // a layer's activations are not needed any more
    }
    if (embedding.trained())
        embedding.grad.index_add_(0, input.tokens, dx, m_network.embedding_scale);
    saved.clear();
}

void Transformer::keepTokens(const at::Tensor& tokens) {
    const bool trained = embedding.trained();
    const at::Tensor& table = embedding.master.defined() ? embedding.master : embedding.compute;
    setParameter(embedding, table.index_select(0, tokens.to(m_compute.device)), embedding.compute.scalar_type(), trained);
    embedding.parts.front().rows = m_config.vocab_size = tokens.size(0);
}

void Transformer::startFrom(std::int64_t layers, const at::Tensor& states) {
    m_layers.erase(m_layers.begin(), m_layers.begin() + layers);
    m_network.layers.erase(m_network.layers.begin(), m_network.layers.begin() + layers);
    m_network.embedding_scale = 1;
    m_config.num_hidden_layers -= layers;
    m_config.vocab_size = states.size(0);
    embedding = {};
    embedding.name = "states";
    embedding.compute = states;
}

std::vector<Parameter*> Transformer::parameters() {
    std::vector<Parameter*> all{&embedding};
    for (Layer& layer : m_layers)
        for (Parameter* parameter :
             {&layer.pre_attention_norm, &layer.qkv, &layer.qkv_bias, &layer.query_norm, &layer.key_norm, &layer.out,
              &layer.out_bias, &layer.post_attention_norm, &layer.pre_mlp_norm, &layer.gate_up, &layer.gate_up_bias,
              &layer.down, &layer.down_bias, &layer.post_mlp_norm})
            if (parameter->defined())
                all.push_back(parameter);
    all.push_back(&final_norm);
    return all;
}

} // namespace stepmark
