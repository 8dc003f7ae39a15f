// SPDX-License-Identifier: GPL-3.0-or-later
//
// One token at a time for many sequences, with a key/value cache. Sequences sit in slots and come and go independently,
// and what one gets does not depend on the others, to the last bit: matrix products round differently for other shapes,
// so every product has one shape, whatever is under way: all slots step each time, those in use and those not, and
// attention reads the cache in blocks of kBlock tokens. Without that a sample would change with what shares its batch,
// and a run that was interrupted would end with other samples than one that was not. B: slots, S: capacity of a slot,
// K: key/value heads, D: head dimension.
//
// Thread rule: as transformer_p.h.
#pragma once

#include "model/learning/token_head_p.h"
#include "model/learning/transformer_p.h"

#include <memory>
#include <span>
#include <vector>

namespace stepmark {

/// Keys and values of a prompt, computed once and copied into every slot that continues it.
struct PromptCache {
    std::int64_t tokens = 0;
    std::vector<at::Tensor> keys, values; ///< by layer [K, P, D] compute
    at::Tensor logits;                    ///< [V] float32 on the CPU: what follows the prompt
};

class Decoder {
public:
    static constexpr std::int64_t kBlock = 256;

    /// `slots` sequences of at most `capacity` tokens each, prompt included. The same tokens may be followed by others
    /// in a decoder with another number of slots, to rounding.
    Decoder(const Transformer& model, const TokenHead& head, std::int64_t slots, std::int64_t capacity);

    /// A prompt goes through the network alone, for the reason above.
    std::shared_ptr<PromptCache> prefill(const std::vector<std::int32_t>& prompt, const std::stop_token& stop) const;
    /// Puts a sequence that has only its prompt so far into a slot.
    void place(std::int64_t slot, const PromptCache& prompt);
    /// Feeds tokens[i] to slots[i]; returns what follows, [n, V] float32 on the CPU.
    at::Tensor step(std::span<const std::int64_t> slots, std::span<const std::int32_t> tokens,
                    const std::stop_token& stop);

    /// Bytes of cache a slot takes.
    static std::int64_t bytesPerSlot(const ModelConfig& config, std::int64_t capacity, std::int64_t element_bytes);

private:
    at::Tensor attend(std::size_t layer, const at::Tensor& qkv, const at::Tensor& lengths, std::int64_t longest);

    const Transformer& m_model;
    const TokenHead& m_head;
    AttentionShape m_shape;
    std::vector<at::Tensor> m_keys, m_values; ///< by layer [B, K, S, D] compute
    std::vector<std::int64_t> m_lengths;      ///< tokens in each slot
};

} // namespace stepmark
