// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/learning/decoder_p.h"

#include "model/domain/stop.h"

#include <algorithm>

namespace stepmark {

Decoder::Decoder(const Transformer& model, const TokenHead& head, std::int64_t slots, std::int64_t capacity)
    : m_model(model)
    , m_head(head)
    , m_shape(model.attentionShape(model.layers().front()))
    , m_lengths(static_cast<std::size_t>(slots), 0) {
    const std::int64_t whole = (capacity + kBlock - 1) / kBlock * kBlock;
    for (std::size_t layer = 0; layer < model.layers().size(); ++layer) {
        const auto options = at::dtype(model.compute().type).device(model.compute().device);
        m_keys.push_back(at::zeros({slots, m_shape.kv_heads, whole, m_shape.head_dim}, options));
        m_values.push_back(at::zeros_like(m_keys.back()));
    }
}

std::int64_t Decoder::bytesPerSlot(const ModelConfig& config, std::int64_t capacity, std::int64_t element_bytes) {
    const std::int64_t whole = (capacity + kBlock - 1) / kBlock * kBlock;
    return 2 * config.num_hidden_layers * config.num_key_value_heads * config.head_dim * whole * element_bytes;
}

std::shared_ptr<PromptCache> Decoder::prefill(const std::vector<std::int32_t>& prompt,
                                              const std::stop_token& stop) const {
    Pack pack;
    for (std::size_t i = 0; i < prompt.size(); ++i) {
        pack.parent.push_back(static_cast<std::int32_t>(i) - 1);
        pack.position.push_back(static_cast<std::int32_t>(i));
        pack.tokens.push_back(prompt[i]);
    }
    auto cache = std::make_shared<PromptCache>();
    cache->tokens = static_cast<std::int64_t>(prompt.size());
    const std::int64_t width = m_shape.heads * m_shape.head_dim, kv_width = m_shape.kv_heads * m_shape.head_dim;
    const at::Tensor x = m_model.forward(m_model.prepare(pack), nullptr, stop, [&](std::size_t, const at::Tensor& qkv) {
        const auto heads = [&](std::int64_t column) {
            return qkv.narrow(1, column, kv_width)
                .reshape({cache->tokens, m_shape.kv_heads, m_shape.head_dim})
                .transpose(0, 1)
                .contiguous(); // [K, P, D]
        };
        cache->keys.push_back(heads(width));
        cache->values.push_back(heads(width + kv_width));
    });
    cache->logits = m_head.logits(m_model, x.narrow(0, cache->tokens - 1, 1)).cpu()[0].clone(); // [V]
    return cache;
}

void Decoder::place(std::int64_t slot, const PromptCache& prompt) {
    for (std::size_t layer = 0; layer < m_keys.size(); ++layer) {
        m_keys[layer][slot].narrow(1, 0, prompt.tokens).copy_(prompt.keys[layer]);
        m_values[layer][slot].narrow(1, 0, prompt.tokens).copy_(prompt.values[layer]);
    }
    m_lengths[static_cast<std::size_t>(slot)] = prompt.tokens;
}

at::Tensor Decoder::attend(std::size_t layer, const at::Tensor& qkv, const at::Tensor& lengths, std::int64_t longest) {
    const std::int64_t count = qkv.size(0), group = m_shape.heads / m_shape.kv_heads;
    const std::int64_t width = m_shape.heads * m_shape.head_dim, kv_width = m_shape.kv_heads * m_shape.head_dim;
    const std::int64_t blocks = (longest + kBlock - 1) / kBlock;
    const auto heads = [&](std::int64_t column) {
        return qkv.narrow(1, column, kv_width).reshape({count, m_shape.kv_heads, m_shape.head_dim});
    };
    // The new token's key and value go behind the slot's others.
    const at::Tensor slots = at::arange(count, lengths.options());
    m_keys[layer].index_put_({slots, at::indexing::Slice(), lengths}, heads(width));
    m_values[layer].index_put_({slots, at::indexing::Slice(), lengths}, heads(width + kv_width));
    const auto seen = [&](const at::Tensor& cache, std::int64_t block) {
        return cache.narrow(2, block * kBlock, kBlock).reshape({count * m_shape.kv_heads, kBlock, m_shape.head_dim});
    };
    const at::Tensor q = qkv.narrow(1, 0, width).reshape({count * m_shape.kv_heads, group, m_shape.head_dim});
    std::vector<at::Tensor> parts;
    for (std::int64_t block = 0; block < blocks; ++block)
        parts.push_back(at::bmm(q, seen(m_keys[layer], block).transpose(1, 2)).to(at::kFloat));
    const LayerSpec& spec = m_model.layers()[layer].spec;
    at::Tensor scores = at::cat(parts, 2).mul_(spec.attention_scale);
    if (spec.soft_cap > 0)
        scores.div_(spec.soft_cap).tanh_().mul_(spec.soft_cap);
    const at::Tensor places = at::arange(blocks * kBlock, lengths.options()).unsqueeze(0), now = lengths.unsqueeze(1);
    at::Tensor beyond = places.gt(now); // [B, blocks kBlock]
    if (spec.window > 0)
        beyond = beyond.logical_or(places.le(now - spec.window));
    scores.view({count, m_shape.kv_heads, group, blocks * kBlock})
        .masked_fill_(beyond.unsqueeze(1).unsqueeze(1), -INFINITY);
    const at::Tensor weights = at::softmax(scores, -1).to(qkv.scalar_type()); // [B K, group, blocks kBlock]
    at::Tensor sum; // a block that a sequence does not reach adds exactly nothing
    for (std::int64_t block = 0; block < blocks; ++block) {
        const at::Tensor part =
            at::bmm(weights.narrow(2, block * kBlock, kBlock).contiguous(), seen(m_values[layer], block))
                .to(at::kFloat);
        sum = block == 0 ? part : sum.add_(part);
    }
    return sum.to(qkv.scalar_type()).reshape({count, width});
}

at::Tensor Decoder::step(std::span<const std::int64_t> slots, std::span<const std::int32_t> tokens,
                         const std::stop_token& stop) {
    std::vector<std::int64_t> lengths(m_lengths.size(), 0); // a slot that is not in use takes a token that nobody sees
    std::vector<std::int64_t> ids(m_lengths.size(), 0);
    std::int64_t longest = 0;
    for (std::size_t i = 0; i < slots.size(); ++i) {
        const auto slot = static_cast<std::size_t>(slots[i]);
        ids[slot] = tokens[i];
        lengths[slot] = m_lengths[slot]++;
        longest = std::max(longest, m_lengths[slot]);
    }
    const at::Device device = m_model.compute().device;
    const at::Tensor length = at::tensor(lengths).to(device); // [B], the new token's position, too
    const std::vector<Rotation> rotations = m_model.rotations(length);
    at::Tensor x = m_model.embed(at::tensor(ids).to(device)); // [B, H]
    for (std::size_t layer = 0; layer < m_keys.size(); ++layer) {
        throwIfStopped(stop);
        const Layer& weights = m_model.layers()[layer];
        const at::Tensor qkv = m_model.attentionInput(weights, x, rotations[weights.view], nullptr);
        x = m_model.finishLayer(weights, x, attend(layer, qkv, length, longest), nullptr);
    }
    const at::Tensor used = at::tensor(at::ArrayRef<std::int64_t>(slots.data(), slots.size())).to(device);
    return m_head.logits(m_model, x).index_select(0, used).cpu();
}

} // namespace stepmark
