// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/learning/decoder_p.h"

#include "model/domain/progress.h"

#include <algorithm>
#include <cmath>

namespace stepmark {

Decoder::Decoder(const Llama& model, const TokenHead& head, std::int64_t slots, std::int64_t capacity)
    : m_model(model)
    , m_head(head)
    , m_shape(model.attentionShape())
    , m_lengths(static_cast<std::size_t>(slots), 0) {
    for (std::size_t layer = 0; layer < model.layers().size(); ++layer) {
        const auto options = at::dtype(model.compute().type).device(model.compute().device);
        m_keys.push_back(at::zeros({slots, m_shape.kv_heads, capacity, m_shape.head_dim}, options));
        m_values.push_back(at::zeros_like(m_keys.back()));
    }
}

std::int64_t Decoder::bytesPerSlot(const ModelConfig& config, std::int64_t capacity, std::int64_t element_bytes) {
    return 2 * config.num_hidden_layers * config.num_key_value_heads * config.head_dim * capacity * element_bytes;
}

std::vector<std::shared_ptr<PromptCache>> Decoder::prefill(const std::vector<std::vector<std::int32_t>>& prompts,
                                                           const std::stop_token& stop) const {
    Pack pack;
    std::vector<std::int64_t> begins, lasts;
    std::vector<std::shared_ptr<PromptCache>> caches;
    for (const std::vector<std::int32_t>& prompt : prompts) {
        begins.push_back(static_cast<std::int64_t>(pack.size()));
        for (std::size_t i = 0; i < prompt.size(); ++i) {
            pack.parent.push_back(i == 0 ? -1 : static_cast<std::int32_t>(pack.size()) - 1);
            pack.position.push_back(static_cast<std::int32_t>(i));
            pack.tokens.push_back(prompt[i]);
        }
        lasts.push_back(static_cast<std::int64_t>(pack.size()) - 1);
        caches.push_back(std::make_shared<PromptCache>());
        caches.back()->tokens = static_cast<std::int64_t>(prompt.size());
    }
    const std::int64_t width = m_shape.heads * m_shape.head_dim, kv_width = m_shape.kv_heads * m_shape.head_dim;
    const at::Tensor x = m_model.forward(m_model.prepare(pack), nullptr, stop, [&](std::size_t, const at::Tensor& qkv) {
        for (std::size_t i = 0; i < caches.size(); ++i) {
            const at::Tensor rows = qkv.narrow(0, begins[i], caches[i]->tokens); // [P, (A + 2 K) D]
            const auto heads = [&](std::int64_t column) {
                return rows.narrow(1, column, kv_width)
                    .reshape({caches[i]->tokens, m_shape.kv_heads, m_shape.head_dim})
                    .transpose(0, 1)
                    .contiguous(); // [K, P, D]
            };
            caches[i]->keys.push_back(heads(width));
            caches[i]->values.push_back(heads(width + kv_width));
        }
    });
    const at::Tensor logits =
        m_head.logits(m_model, x.index_select(0, at::tensor(lasts).to(x.device()))).cpu(); // [n, V]
    for (std::size_t i = 0; i < caches.size(); ++i)
        caches[i]->logits = logits[static_cast<std::int64_t>(i)].clone();
    return caches;
}

void Decoder::place(std::int64_t slot, const PromptCache& prompt) {
    for (std::size_t layer = 0; layer < m_keys.size(); ++layer) {
        m_keys[layer][slot].narrow(1, 0, prompt.tokens).copy_(prompt.keys[layer]);
        m_values[layer][slot].narrow(1, 0, prompt.tokens).copy_(prompt.values[layer]);
    }
    m_lengths[static_cast<std::size_t>(slot)] = prompt.tokens;
}

at::Tensor Decoder::attend(std::size_t layer, const at::Tensor& qkv, const at::Tensor& slots, const at::Tensor& lengths,
                           std::int64_t longest) {
    const std::int64_t count = qkv.size(0), group = m_shape.heads / m_shape.kv_heads;
    const std::int64_t width = m_shape.heads * m_shape.head_dim, kv_width = m_shape.kv_heads * m_shape.head_dim;
    const auto heads = [&](std::int64_t column) {
        return qkv.narrow(1, column, kv_width).reshape({count, m_shape.kv_heads, m_shape.head_dim});
    };
    // The new token's key and value go behind the slot's others.
    m_keys[layer].index_put_({slots, at::indexing::Slice(), lengths}, heads(width));
    m_values[layer].index_put_({slots, at::indexing::Slice(), lengths}, heads(width + kv_width));
    const bool all = count == m_keys[layer].size(0); // slots are then in order, and nothing need be gathered
    const auto seen = [&](const at::Tensor& cache) {
        const at::Tensor used = cache.narrow(2, 0, longest);
        return (all ? used : used.index_select(0, slots))
            .reshape({count * m_shape.kv_heads, longest, m_shape.head_dim});
    };
    const at::Tensor q = qkv.narrow(1, 0, width).reshape({count * m_shape.kv_heads, group, m_shape.head_dim});
    at::Tensor scores = at::bmm(q, seen(m_keys[layer]).transpose(1, 2))
                            .to(at::kFloat)
                            .mul_(1.0 / std::sqrt(static_cast<double>(m_shape.head_dim))); // [B K, group, longest]
    const at::Tensor beyond =
        at::arange(longest, lengths.options()).unsqueeze(0).gt(lengths.unsqueeze(1)); // [B, longest]
    scores.view({count, m_shape.kv_heads, group, longest}).masked_fill_(beyond.unsqueeze(1).unsqueeze(1), -INFINITY);
    return at::bmm(at::softmax(scores, -1).to(qkv.scalar_type()), seen(m_values[layer])).reshape({count, width});
}

at::Tensor Decoder::step(std::span<const std::int64_t> slots, std::span<const std::int32_t> tokens,
                         const std::stop_token& stop) {
    std::vector<std::int64_t> lengths;
    for (const std::int64_t slot : slots)
        lengths.push_back(m_lengths[static_cast<std::size_t>(slot)]++);
    const std::int64_t longest = *std::max_element(lengths.begin(), lengths.end()) + 1;
    const at::Device device = m_model.compute().device;
    const at::Tensor length = at::tensor(lengths).to(device); // [B], the new token's position, too
    const at::Tensor slot = at::tensor(at::ArrayRef<std::int64_t>(slots.data(), slots.size())).to(device);
    const at::Tensor ids =
        at::tensor(at::ArrayRef<std::int32_t>(tokens.data(), tokens.size())).to(at::kLong).to(device);
    const auto [cosines, sines] = m_model.rotation(length);
    at::Tensor x = m_model.embed(ids); // [B, H]
    for (std::size_t layer = 0; layer < m_keys.size(); ++layer) {
        throwIfStopped(stop);
        const at::Tensor qkv = m_model.attentionInput(m_model.layers()[layer], x, cosines, sines, nullptr);
        x = m_model.finishLayer(m_model.layers()[layer], x, attend(layer, qkv, slot, length, longest), nullptr);
    }
    return m_head.logits(m_model, x).cpu();
}

} // namespace stepmark
