// SPDX-License-Identifier: GPL-3.0-or-later
//
// The network's operations with their gradients written out, in the way of karpathy/llm.c: no autograd graph, so that
// memory is known, gradients of weights go straight into float32 sums, and a run can stop between any two layers.
//
// They are one table a device, chosen with it (Compute::backend); nothing else asks where a tensor lies. A table more
// is one file, and a line in tst_backends, which holds every operation against plain loops.
//
// T: tokens of a pack, H: hidden size, I: intermediate size. "compute" is bf16 or float32; sums are kept in float32.
//
// Thread rule: constant tables; one caller at a time, each operation uses what its device has.
#pragma once

#include "model/base/network_spec.h"
#include "model/learning/tree_attention_p.h"

#include <ATen/ATen.h>

#include <cstdint>

namespace stepmark {

/// One AdamW step (Loshchilov & Hutter 2019).
struct AdamW {
    double learning_rate = 0, beta1 = 0, beta2 = 0, eps = 0, weight_decay = 0;
    double bias1 = 1, bias2 = 1; ///< 1 - beta^step
    double grad_scale = 1;       ///< clipping
};

struct Backend {
    const char* name;

    /// a [n, k] b [k, m] -> [n, m], all of the compute type.
    at::Tensor (*product)(const at::Tensor& a, const at::Tensor& b);
    /// sum [n, m] float32 += a b.
    void (*add_product)(at::Tensor& sum, const at::Tensor& a, const at::Tensor& b);

    /// x [T, H] float32, weight [H] float32 -> x * rstd * weight [T, H] of type `out`, rstd = 1 / sqrt(mean(x^2) + eps)
    /// [T] float32 is set; NaN where a row is too large for float32.
    at::Tensor (*rms_norm)(const at::Tensor& x, const at::Tensor& weight, double eps, at::ScalarType out,
                           at::Tensor& rstd);
    /// dy [T, H] -> dx [T, H] float32; adds to weight_grad [H] float32, which may be null.
    at::Tensor (*rms_norm_backward)(const at::Tensor& dy, const at::Tensor& x, const at::Tensor& weight,
                                    const at::Tensor& rstd, at::Tensor* weight_grad);

    /// gate_up [T, 2 I] (gates first) -> activation(gate) * up [T, I].
    at::Tensor (*gated)(const at::Tensor& gate_up, Activation activation);
    at::Tensor (*gated_backward)(const at::Tensor& dy, const at::Tensor& gate_up, Activation activation);

    /// Rotates in place the first `heads` heads of each row of x [T, stride]: (a, b) with b half a head further becomes
    /// (a cos - b sin, b cos + a sin). cosines, sines [T, head_dim / 2] float32; sign -1 undoes it (and is its
    /// gradient).
    void (*rope)(at::Tensor& x, const at::Tensor& cosines, const at::Tensor& sines, std::int64_t heads,
                 std::int64_t head_dim, double sign);

    /// qkv [T, (A + 2 kv) D], rotated -> [T, A D]. `saved` may be null.
    at::Tensor (*attention)(const at::Tensor& qkv, const AttentionShape& shape, const AttentionPlan& plan,
                            AttentionSaved* saved);
    /// dy [T, A D] -> gradient of qkv, [T, (A + 2 kv) D].
    at::Tensor (*attention_backward)(const at::Tensor& dy, const at::Tensor& qkv, const AttentionShape& shape,
                                     const AttentionPlan& plan, const AttentionSaved& saved);

    /// Sum over the items of weight * -log softmax(logits[row])[target], nats; logits [N, C] float32. With `d_logits`
    /// its gradient [N, C].
    double (*cross_entropy)(const at::Tensor& logits, const at::Tensor& row, const at::Tensor& target,
                            const at::Tensor& weight, at::Tensor* d_logits);

    /// Moves `weight` and its moments, all float32 of one shape, zeroes `grad`, and puts what the weight has become into
    /// `copy` (bf16; undefined: nowhere): each value is read once and written once.
    void (*adamw)(at::Tensor& weight, at::Tensor& grad, at::Tensor& first, at::Tensor& second, at::Tensor& copy,
                  const AdamW& step);
};

/// The kernels of kernels.h, and the products that are quickest here.
const Backend& cpuBackend();
/// ATen's operations, for a GPU; they run anywhere.
const Backend& atenBackend();
const Backend& backendOf(at::Device device);

} // namespace stepmark
