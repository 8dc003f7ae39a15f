// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/learning/llama_p.h"

#include "model/domain/error.h"
#include "model/domain/stop.h"
#include "model/learning/context.h"
#include "model/learning/ops_p.h"

namespace stepmark {

namespace {

constexpr std::int64_t kRowsAtOnce = 8192;

} // namespace

Llama::Llama(const ModelConfig& config, const Compute& compute)
    : m_config(config)
    , m_compute(compute)
    , m_rope(config, compute.device)
    , m_layers(static_cast<std::size_t>(config.num_hidden_layers)) {}

AttentionShape Llama::attentionShape() const {
    return {m_config.num_attention_heads, m_config.num_key_value_heads, m_config.head_dim};
}

std::int64_t Llama::longestPath() const { return contextOf(m_config); }

PackInput Llama::prepare(const Pack& pack) const {
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
    std::tie(input.cosines, input.sines) = m_rope.at(positions);
    input.plan = planAttention(pack.parent, m_compute.device);
    return input;
}

at::Tensor Llama::embed(const at::Tensor& tokens) const {
    const at::Tensor& table = embedding.master.defined() ? embedding.master : embedding.compute;
    return table.index_select(0, tokens).to(at::kFloat);
}

at::Tensor Llama::attentionInput(const Layer& layer, const at::Tensor& x, const at::Tensor& cosines,
                                 const at::Tensor& sines, LayerSaved* saved) const {
    at::Tensor rstd;                                                                                     // [T]
    const at::Tensor y = ops::rmsNorm(x, layer.input_norm, m_config.rms_norm_eps, m_compute.type, rstd); // [T, H]
    at::Tensor qkv = ops::linear(y, layer.qkv, &layer.qkv_bias); // [T, (A + 2 K) D]
    ops::rope(qkv, cosines, sines, m_config.num_attention_heads + m_config.num_key_value_heads, m_config.head_dim, 1);
    if (saved) {
        saved->x = x;
        saved->y1 = y;
        saved->rstd1 = rstd;
        saved->qkv = qkv;
    }
    return qkv;
}

at::Tensor Llama::finishLayer(const Layer& layer, const at::Tensor& x, const at::Tensor& attended,
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
    const at::Tensor x2 = x + ops::linear(attended, layer.out, &layer.out_bias); // [T, H] float32
    at::Tensor rstd;                                                             // [T]
    const at::Tensor y = ops::rmsNorm(x2, layer.mlp_norm, m_config.rms_norm_eps, m_compute.type, rstd);
    const at::Tensor gate_up = ops::linear(y, layer.gate_up, &layer.gate_up_bias); // [T, 2 I]
    if (saved) {
        saved->attended = attended;
        saved->x2 = x2;
        saved->y2 = y;
        saved->rstd2 = rstd;
        saved->gate_up = gate_up;
    }
    return x2 + ops::linear(ops::swiGlu(gate_up), layer.down, &layer.down_bias);
}

/// A layer of a large pack takes a second and more on a busy machine: whoever stops a run should not wait for all of it.
at::Tensor Llama::forwardLayer(const Layer& layer, const PackInput& input, const at::Tensor& x, LayerSaved* saved,
                               const std::stop_token& stop, const std::function<void(const at::Tensor&)>& seen) const {
    throwIfStopped(stop);
    const at::Tensor qkv = attentionInput(layer, x, input.cosines, input.sines, saved);
    if (seen)
        seen(qkv);
    throwIfStopped(stop);
    const at::Tensor attended =
        treeAttention(qkv, attentionShape(), input.plan, saved ? &saved->attention : nullptr); // [T, A D]
    throwIfStopped(stop);
    return finishLayer(layer, x, attended, saved);
}

at::Tensor Llama::forward(const PackInput& input, std::vector<LayerSaved>* saved, const std::stop_token& stop,
                          const std::function<void(std::size_t, const at::Tensor&)>& seen, Keep keep) const {
    at::Tensor x = embed(input.tokens); // [T, H] float32
    if (saved)
        saved->assign(m_layers.size(), {});
    for (std::size_t index = 0; index < m_layers.size(); ++index) {
        if (saved)
            (*saved)[index].x = x;
        std::function<void(const at::Tensor&)> see;
        if (seen)
            see = [&](const at::Tensor& qkv) { seen(index, qkv); };
        x = forwardLayer(m_layers[index], input, x, saved && keep == Keep::All ? &(*saved)[index] : nullptr, stop,
                         see);
    }
    return x;
}

std::int64_t Llama::savedBytes(const PackInput& input) const {
    const auto element = static_cast<std::int64_t>(at::elementSize(m_compute.type));
    const std::int64_t qkv = (m_config.num_attention_heads + 2 * m_config.num_key_value_heads) * m_config.head_dim;
    const std::int64_t token =
        8 * m_config.hidden_size + element * (2 * m_config.hidden_size + qkv + 2 * m_config.intermediate_size +
                                              m_config.num_attention_heads * m_config.head_dim);
    std::int64_t layer = input.tokens.size(0) * token;
    for (const AttentionPlan::Block& block : input.plan.blocks)
        layer += block.mask.numel() * m_config.num_attention_heads * element;
    return layer * m_config.num_hidden_layers;
}

at::Tensor Llama::backwardLayer(Layer& layer, const PackInput& input, LayerSaved& saved, const at::Tensor& dx,
                                const std::stop_token& stop) const {
    throwIfStopped(stop);
    const at::Tensor dy = dx.to(m_compute.type);                                                             // [T, H]
    const at::Tensor dh = ops::linearBackward(dy, ops::swiGlu(saved.gate_up), layer.down, &layer.down_bias); // [T, I]
    const at::Tensor d_gate_up = ops::swiGluBackward(dh, saved.gate_up);                                     // [T, 2 I]
    const at::Tensor dy2 = ops::linearBackward(d_gate_up, saved.y2, layer.gate_up, &layer.gate_up_bias);     // [T, H]
    throwIfStopped(stop);
    at::Tensor dx2 = ops::rmsNormBackward(dy2, saved.x2, layer.mlp_norm, saved.rstd2);
    dx2.add_(dx); // [T, H] float32
    const at::Tensor d_attended = ops::linearBackward(dx2.to(m_compute.type), saved.attended, layer.out,
                                                      &layer.out_bias); // [T, A D]
    at::Tensor d_qkv = treeAttentionBackward(d_attended, saved.qkv, attentionShape(), input.plan, saved.attention);
    throwIfStopped(stop);
    ops::rope(d_qkv, input.cosines, input.sines, m_config.num_attention_heads + m_config.num_key_value_heads,
              m_config.head_dim, -1);
    const at::Tensor dy1 = ops::linearBackward(d_qkv, saved.y1, layer.qkv, &layer.qkv_bias); // [T, H]
    return ops::rmsNormBackward(dy1, saved.x, layer.input_norm, saved.rstd1).add_(dx2);
}

void Llama::backward(const PackInput& input, std::vector<LayerSaved>& saved, at::Tensor dx,
                     const std::stop_token& stop) {
    for (std::size_t index = m_layers.size(); index-- > 0;) {
        if (!saved[index].qkv.defined()) // only the input was kept
            forwardLayer(m_layers[index], input, at::Tensor(saved[index].x), &saved[index], stop);
        dx = backwardLayer(m_layers[index], input, saved[index], dx, stop);
        saved[index] = {}; // a layer's activations are not needed any more
    }
    if (embedding.trained())
        embedding.grad.index_add_(0, input.tokens, dx);
    saved.clear();
}

std::vector<Parameter*> Llama::parameters() {
    std::vector<Parameter*> all{&embedding};
    for (Layer& layer : m_layers)
        for (Parameter* parameter :
             {&layer.input_norm, &layer.qkv, &layer.qkv_bias, &layer.out, &layer.out_bias, &layer.mlp_norm,
              &layer.gate_up, &layer.gate_up_bias, &layer.down, &layer.down_bias})
            if (parameter->defined())
                all.push_back(parameter);
    all.push_back(&final_norm);
    return all;
}

} // namespace stepmark
