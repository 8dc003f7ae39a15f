// SPDX-License-Identifier: GPL-3.0-or-later
//
// Attention in which a token sees its ancestors and itself (ARCHITECTURE.md, "The step tree"). The tokens of a pack are
// cut into blocks of neighbours; a block's keys are the union of its tokens' ancestors, a mask says who sees whom. In
// depth-first order that union is little more than one path, so the cost grows with tokens times path length, not with
// the square of the pack, and trees in one pack cost each other nothing.
//
// Thread rule: one caller at a time; it uses all threads.
#pragma once

#include <ATen/ATen.h>

#include <cstdint>
#include <span>
#include <vector>

namespace stepmark {

struct AttentionShape {
    std::int64_t heads = 0;    ///< query heads A
    std::int64_t kv_heads = 0; ///< key/value heads; divides heads
    std::int64_t head_dim = 0; ///< D
    double scale = 1;          ///< factor on the scores
    double soft_cap = 0;       ///< scaled scores s become cap * tanh(s / cap); 0: they stay
};

/// Who sees whom in a pack of T tokens; built once, used by every layer.
struct AttentionPlan {
    struct Block {
        std::int64_t begin = 0, end = 0; ///< queries: tokens [begin, end), B of them
        std::int64_t first_key = 0;      ///< keys[0]
        at::Tensor keys;                 ///< [K] int64, ascending: the union of their ancestors and themselves
        at::Tensor mask;                 ///< [B, K] uint8, 1 where the query sees the key
        bool contiguous = false;         ///< keys are one run that starts at first_key
    };
    std::vector<Block> blocks;
};

/// `parent` [T]: the token before on the path, -1 at a start; parents stand before their children. `window`: tokens of
/// its path that a token sees, itself among them; 0: all.
AttentionPlan planAttention(std::span<const std::int32_t> parent, at::Device device, std::int64_t window = 0,
                            std::int64_t block_tokens = 128);

/// What the gradient needs of the forward pass: the probabilities of each block, [kv_heads, (A / kv_heads) * B, K].
using AttentionSaved = std::vector<at::Tensor>;

/// What a device does between the products of attention.
struct AttentionSoftmax {
    /// scores [n, rows, K] become softmax(scale * scores) over the seen keys, 0 at the others; mask [mask_rows, K]
    /// repeats.
    void (*forward)(at::Tensor& scores, const at::Tensor& mask, double scale);
    /// grad [n, rows, K] of the probabilities becomes that of the unscaled scores.
    void (*backward)(const at::Tensor& probabilities, at::Tensor& grad, double scale);
    bool side_by_side; ///< blocks are shared out among threads
};

/// See Backend::attention.
at::Tensor treeAttention(const at::Tensor& qkv, const AttentionShape& shape, const AttentionPlan& plan,
                         AttentionSaved* saved, const AttentionSoftmax& softmax);
/// See Backend::attention_backward.
at::Tensor treeAttentionBackward(const at::Tensor& dy, const at::Tensor& qkv, const AttentionShape& shape,
                                 const AttentionPlan& plan, const AttentionSaved& saved,
                                 const AttentionSoftmax& softmax);

} // namespace stepmark
