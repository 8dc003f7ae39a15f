// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/learning/tree_attention_p.h"

#include "model/learning/ops_p.h"

#include <ATen/Parallel.h>
#include <ATen/core/grad_mode.h>

#include <algorithm>
#include <functional>

namespace stepmark {

namespace {

/// Neighbouring blocks, one thread's share.
struct Run {
    std::size_t begin = 0, end = 0;
};

/// The plan's blocks in runs of about equal work, one a thread, or in one.
std::vector<Run> runsOf(const AttentionPlan& plan, const AttentionSoftmax& softmax) {
    const std::int64_t parts = softmax.side_by_side ? ops::parts() : 1;
    std::int64_t total = 0;
    for (const AttentionPlan::Block& block : plan.blocks)
        total += block.mask.numel();
    std::vector<Run> runs;
    std::int64_t done = 0;
    Run run;
    for (std::size_t index = 0; index < plan.blocks.size(); ++index) {
        done += plan.blocks[index].mask.numel();
        run.end = index + 1;
        if (run.end < plan.blocks.size() && done * parts < total * static_cast<std::int64_t>(runs.size() + 1))
            continue;
        runs.push_back(run);
        run.begin = run.end;
    }
    return runs;
}

/// body(number of the run) for all of them, side by side: what a block does is too small to be shared among threads.
void forRuns(const std::vector<Run>& runs, const std::function<void(std::size_t)>& body) {
    at::parallel_for(0, static_cast<std::int64_t>(runs.size()), 1, [&](std::int64_t first, std::int64_t last) {
        const at::NoGradGuard no_graph; // a thread's own
        for (std::int64_t run = first; run < last; ++run)
            body(static_cast<std::size_t>(run));
    });
}

/// What a run's blocks say of their keys, for keys [begin, begin + rows); a key belongs to blocks of several runs where
/// a tree does.
struct KeyGradient {
    std::int64_t begin = 0;
    at::Tensor dk, dv; ///< [rows, kv * D] float32
};

KeyGradient emptyGradient(const AttentionPlan& plan, const Run& run, std::int64_t kv_width, const at::Device& device) {
    std::int64_t begin = plan.blocks[run.begin].begin;
    for (std::size_t index = run.begin; index < run.end; ++index)
        begin = std::min(begin, plan.blocks[index].first_key);
    const std::int64_t rows = plan.blocks[run.end - 1].end - begin;
    const auto options = at::dtype(at::kFloat).device(device);
    return {begin, at::zeros({rows, kv_width}, options), at::zeros({rows, kv_width}, options)};
}

/// [B, kv * group * D] of the block's queries (or their gradients) -> [kv, group * B, D].
at::Tensor byKvHead(const at::Tensor& rows, const AttentionShape& shape) {
    const std::int64_t group = shape.heads / shape.kv_heads;
    return rows.view({rows.size(0), shape.kv_heads, group, shape.head_dim})
        .permute({1, 2, 0, 3})
        .reshape({shape.kv_heads, group * rows.size(0), shape.head_dim});
}

/// The way back.
at::Tensor byToken(const at::Tensor& heads, const AttentionShape& shape) {
    const std::int64_t group = shape.heads / shape.kv_heads, tokens = heads.size(1) / group;
    return heads.view({shape.kv_heads, group, tokens, shape.head_dim})
        .permute({2, 0, 1, 3})
        .reshape({tokens, shape.heads * shape.head_dim});
}

/// The block's keys or values: columns [column, column + kv * D) of qkv -> [kv, K, D].
at::Tensor gather(const at::Tensor& qkv, const AttentionPlan::Block& block, const AttentionShape& shape,
                  std::int64_t column) {
    const std::int64_t count = block.keys.size(0);
    const at::Tensor columns = qkv.narrow(1, column, shape.kv_heads * shape.head_dim);
    const at::Tensor rows = block.contiguous ? columns.narrow(0, block.first_key, count)
                                             : columns.index_select(0, block.keys); // [K, kv * D]
    return rows.unflatten(1, at::IntArrayRef{shape.kv_heads, shape.head_dim}).transpose(0, 1).contiguous();
}

/// sum [rows, kv * D] float32, of keys from `begin` on, += what the block says of its keys, [kv, K, D].
void scatter(at::Tensor& sum, std::int64_t begin, const AttentionPlan::Block& block, const at::Tensor& grad) {
    const at::Tensor rows = grad.transpose(0, 1).to(at::kFloat).reshape({block.keys.size(0), sum.size(1)});
    if (block.contiguous)
        sum.narrow(0, block.first_key - begin, rows.size(0)).add_(rows);
    else
        sum.index_add_(0, block.keys - begin, rows);
}

/// Scores [kv, group * B, K], of the products' type throughout, scaled and capped.
at::Tensor capped(const at::Tensor& scores, const AttentionShape& shape) {
    return (scores.to(at::kFloat) * (shape.scale / shape.soft_cap))
        .tanh_()
        .mul_(shape.soft_cap)
        .to(scores.scalar_type());
}

/// From the gradient of the capped scores to that of the plain ones.
at::Tensor capBackward(const at::Tensor& grad, const at::Tensor& scores, const AttentionShape& shape) {
    const at::Tensor tanh = (scores.to(at::kFloat) * (shape.scale / shape.soft_cap)).tanh_();
    return (grad.to(at::kFloat) * (1 - tanh.square()) * shape.scale).to(grad.scalar_type());
}

/// Calls `each` with the token and its ancestors, nearest first, as far as the window goes, until it gives false.
template <typename Each>
void forAncestors(std::span<const std::int32_t> parent, std::int64_t token, std::int64_t window, const Each& each) {
    std::int64_t seen = 0;
    for (auto at = static_cast<std::int32_t>(token); at >= 0; at = parent[static_cast<std::size_t>(at)])
        if ((window > 0 && ++seen > window) || !each(static_cast<std::size_t>(at)))
            return;
}

AttentionPlan::Block makeBlock(std::span<const std::int32_t> parent, std::int64_t begin, std::int64_t end,
                               std::int64_t window, std::vector<std::int32_t>& column_of) {
    std::vector<std::int64_t> keys;
    for (std::int64_t token = begin; token < end; ++token)
        forAncestors(parent, token, window, [&](std::size_t at) {
            if (column_of[at] >= 0)
                return window > 0; // its ancestors are there already, but for those beyond another token's window
            column_of[at] = 0;
            keys.push_back(static_cast<std::int64_t>(at));
            return true;
        });
    std::sort(keys.begin(), keys.end());
    const auto count = static_cast<std::int64_t>(keys.size());
    for (std::int64_t column = 0; column < count; ++column)
        column_of[static_cast<std::size_t>(keys[static_cast<std::size_t>(column)])] = static_cast<std::int32_t>(column);
    at::Tensor mask = at::zeros({end - begin, count}, at::kByte);
    auto* seen = mask.data_ptr<std::uint8_t>();
    for (std::int64_t token = begin; token < end; ++token, seen += count)
        forAncestors(parent, token, window, [&](std::size_t at) {
            seen[column_of[at]] = 1;
            return true;
        });
    for (const std::int64_t key : keys)
        column_of[static_cast<std::size_t>(key)] = -1;
    const bool contiguous = keys.back() - keys.front() + 1 == count;
    return {begin, end, keys.front(), at::tensor(keys, at::kLong), mask, contiguous};
}

} // namespace

AttentionPlan planAttention(std::span<const std::int32_t> parent, at::Device device, std::int64_t window,
                            std::int64_t block_tokens) {
    AttentionPlan plan;
    std::vector<std::int32_t> column_of(parent.size(), -1);
    const auto total = static_cast<std::int64_t>(parent.size());
    for (std::int64_t begin = 0; begin < total;) {
        std::int64_t end = std::min(begin + block_tokens, total);
        // A block that ends where a tree ends shares no work with the next; worth it from half a block on.
        for (std::int64_t cut = end - 1; cut > begin + block_tokens / 2; --cut)
            if (parent[static_cast<std::size_t>(cut)] < 0) {
                end = cut;
                break;
            }
        plan.blocks.push_back(makeBlock(parent, begin, end, window, column_of));
        plan.blocks.back().keys = plan.blocks.back().keys.to(device);
        plan.blocks.back().mask = plan.blocks.back().mask.to(device);
        begin = end;
    }
    return plan;
}

at::Tensor treeAttention(const at::Tensor& qkv, const AttentionShape& shape, const AttentionPlan& plan,
                         AttentionSaved* saved, const AttentionSoftmax& softmax) {
    const std::int64_t width = shape.heads * shape.head_dim, kv_width = shape.kv_heads * shape.head_dim;
    at::Tensor y = at::empty({qkv.size(0), width}, qkv.options()); // [T, A D]
    if (saved)
        saved->resize(plan.blocks.size());
    const auto attend = [&](std::size_t index) {
        const AttentionPlan::Block& block = plan.blocks[index];
        const std::int64_t count = block.end - block.begin;
        const at::Tensor q = byKvHead(qkv.narrow(0, block.begin, count).narrow(1, 0, width).contiguous(), shape);
        const at::Tensor k = gather(qkv, block, shape, width);            // [kv, K, D]
        const at::Tensor v = gather(qkv, block, shape, width + kv_width); // [kv, K, D]
        at::Tensor scores = at::bmm(q, k.transpose(1, 2));                // [kv, group * B, K]
        if (shape.soft_cap > 0)
            scores = capped(scores, shape);
        softmax.forward(scores, block.mask, shape.soft_cap > 0 ? 1.0 : shape.scale);
        y.narrow(0, block.begin, count).copy_(byToken(at::bmm(scores, v), shape));
        if (saved)
            (*saved)[index] = scores;
    };
    const std::vector<Run> runs = runsOf(plan, softmax);
    forRuns(runs, [&](std::size_t run) {
        for (std::size_t index = runs[run].begin; index < runs[run].end; ++index)
            attend(index);
    });
    return y;
}

at::Tensor treeAttentionBackward(const at::Tensor& dy, const at::Tensor& qkv, const AttentionShape& shape,
                                 const AttentionPlan& plan, const AttentionSaved& saved,
                                 const AttentionSoftmax& softmax) {
    const std::int64_t width = shape.heads * shape.head_dim, kv_width = shape.kv_heads * shape.head_dim;
    at::Tensor grad = at::empty_like(qkv);
    const auto goBack = [&](std::size_t index, KeyGradient& sum) {
        const AttentionPlan::Block& block = plan.blocks[index];
        const std::int64_t count = block.end - block.begin;
        const at::Tensor q = byKvHead(qkv.narrow(0, block.begin, count).narrow(1, 0, width).contiguous(), shape);
        const at::Tensor k = gather(qkv, block, shape, width);
        const at::Tensor v = gather(qkv, block, shape, width + kv_width);
        const at::Tensor out = byKvHead(dy.narrow(0, block.begin, count), shape); // [kv, group * B, D]
        const at::Tensor& probabilities = saved[index];                           // [kv, group * B, K]
        scatter(sum.dv, sum.begin, block, at::bmm(probabilities.transpose(1, 2), out));
        at::Tensor ds = at::bmm(out, v.transpose(1, 2)); // [kv, group * B, K]
        softmax.backward(probabilities, ds, shape.soft_cap > 0 ? 1.0 : shape.scale);
        if (shape.soft_cap > 0)
            ds = capBackward(ds, at::bmm(q, k.transpose(1, 2)), shape);
        scatter(sum.dk, sum.begin, block, at::bmm(ds.transpose(1, 2), q));
        grad.narrow(0, block.begin, count).narrow(1, 0, width).copy_(byToken(at::bmm(ds, k), shape));
    };
    const std::vector<Run> runs = runsOf(plan, softmax);
    std::vector<KeyGradient> sums(runs.size());
    forRuns(runs, [&](std::size_t run) {
        sums[run] = emptyGradient(plan, runs[run], kv_width, qkv.device());
        for (std::size_t index = runs[run].begin; index < runs[run].end; ++index)
            goBack(index, sums[run]);
    });
    at::Tensor keys = at::zeros({qkv.size(0), 2 * kv_width}, qkv.options().dtype(at::kFloat)); // [T, 2 kv D]
    for (const KeyGradient& sum : sums) { // in order: the same rounding every time
        at::Tensor rows = keys.narrow(0, sum.begin, sum.dk.size(0));
        rows.narrow(1, 0, kv_width).add_(sum.dk);
        rows.narrow(1, kv_width, kv_width).add_(sum.dv);
    }
    grad.narrow(1, width, 2 * kv_width).copy_(keys);
    return grad;
}

} // namespace stepmark
