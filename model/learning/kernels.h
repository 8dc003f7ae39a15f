// SPDX-License-Identifier: GPL-3.0-or-later
//
// The loops between the matrix products on a CPU, fused so that each value is read once. ATen's bf16 kernels of
// libtorch 1.13 convert and pass over memory several times. Each kernel is compiled for several instruction sets
// (kernels_*.cpp) and chosen when the program starts; nothing here knows torch.
//
// bf16 values are given as their bits (std::uint16_t). All accumulation is in float32.
//
// Thread rule: pure functions on the caller's memory; callers split rows over threads.
#pragma once

#include <cstdint>

namespace stepmark::kernels {

using bf16 = std::uint16_t;

/// y[h] = x[h] * rstd * weight[h], rstd = 1 / sqrt(mean(x^2) + eps), for each of `rows` rows of `width`; rstd is kept.
template <typename T>
using RmsNorm = void (*)(const float* x, const float* weight, T* y, float* rstd, std::int64_t rows, std::int64_t width,
                         float eps);
/// dx[h] from dy and the forward's x and rstd; weight_grad[h] is added to (one array a thread), or null.
template <typename T>
using RmsNormBackward = void (*)(const T* dy, const float* x, const float* weight, const float* rstd, float* dx,
                                 float* weight_grad, std::int64_t rows, std::int64_t width);
/// y[i] = f(gate[i]) * up[i], f being SiLU or GELU (by its tanh approximation); a row of `gate_up` holds `width` gates,
/// then `width` ups.
template <typename T>
using Gated = void (*)(const T* gate_up, T* y, std::int64_t rows, std::int64_t width);
/// Gradients in the same layout; needs the forward's `gate_up`.
template <typename T>
using GatedBackward = void (*)(const T* dy, const T* gate_up, T* d_gate_up, std::int64_t rows, std::int64_t width);
/// Rotates in place `heads` heads of `head_dim` at the start of each row of `stride` values: (a, b) with b half a head
/// further becomes (a cos - b sin, b cos + a sin). cosines, sines: [rows, head_dim / 2]. sign -1 rotates back.
template <typename T>
using Rope = void (*)(T* rows_begin, std::int64_t stride, const float* cosines, const float* sines, std::int64_t rows,
                      std::int64_t heads, std::int64_t head_dim, float sign);
/// scores[k] becomes softmax(scale * scores[k]) over the keys whose mask[k] is not 0; the others become 0. The mask's
/// row of row r is r % mask_rows.
template <typename T>
using MaskedSoftmax = void (*)(T* scores, const std::uint8_t* mask, std::int64_t rows, std::int64_t mask_rows,
                               std::int64_t keys, float scale);
/// grad[k] (of the probabilities) becomes the gradient of the unscaled scores.
template <typename T>
using MaskedSoftmaxBackward = void (*)(const T* probabilities, T* grad, std::int64_t rows, std::int64_t keys,
                                       float scale);

struct AdamW {
    float learning_rate, beta1, beta2, eps, weight_decay;
    float bias1, bias2; ///< 1 - beta^step
    float grad_scale;   ///< clipping
};

struct Table {
    const char* name;
    RmsNorm<float> rms_norm_f32;
    RmsNorm<bf16> rms_norm_bf16;
    RmsNormBackward<float> rms_norm_backward_f32;
    RmsNormBackward<bf16> rms_norm_backward_bf16;
    Gated<float> silu_f32, gelu_f32;
    Gated<bf16> silu_bf16, gelu_bf16;
    GatedBackward<float> silu_backward_f32, gelu_backward_f32;
    GatedBackward<bf16> silu_backward_bf16, gelu_backward_bf16;
    Rope<float> rope_f32;
    Rope<bf16> rope_bf16;
    MaskedSoftmax<float> softmax_f32;
    MaskedSoftmax<bf16> softmax_bf16;
    MaskedSoftmaxBackward<float> softmax_backward_f32;
    MaskedSoftmaxBackward<bf16> softmax_backward_bf16;
    /// One AdamW step (Loshchilov & Hutter 2019) on `count` values: grad becomes 0, copy (or null) the new weight.
    void (*adamw)(float* weight, float* grad, float* m, float* v, bf16* copy, std::int64_t count, const AdamW& options);
    /// to[i] += from[i]
    void (*add_bf16)(const bf16* from, float* to, std::int64_t count);
};

/// The fastest table this processor runs.
const Table& table();
/// The fastest table for a processor that has the instruction sets for which `has` is true (see kernels_features.h):
/// all that a table was compiled for are asked for.
const Table& fastest(bool (*has)(const char* feature));
/// This processor and its operating system; false for a name that is not in the list.
bool processorHas(const char* feature);

const Table& baselineTable();
const Table& avx2Table();   ///< only where the build has it (x86-64)
const Table& avx512Table(); ///< only where the build has it (x86-64)

} // namespace stepmark::kernels
