// SPDX-License-Identifier: GPL-3.0-or-later
//
// The network's operations with their gradients written out, in the way of karpathy/llm.c: no autograd graph, so that
// memory is known, gradients of weights go straight into float32 sums, and a run can stop between any two layers.
// T: tokens of a pack, H: hidden size, I: intermediate size. "compute" is bf16 or float32.
//
// Thread rule: one caller at a time; each uses all threads.
#pragma once

#include "model/base/network_spec.h"
#include "model/learning/parameter_p.h"

#include <ATen/ATen.h>

#include <functional>

namespace stepmark::ops {

/// Splits `rows` evenly over the threads: body(begin, end, part), part < parts(). The same split for the same number of
/// threads, so that sums over parts are reproducible.
void forRows(std::int64_t rows, const std::function<void(std::int64_t, std::int64_t, int)>& body);
int parts();

/// x [T, in] compute -> [T, out] compute. `bias` may be undefined.
at::Tensor linear(const at::Tensor& x, const Parameter& weight, const Parameter* bias = nullptr);
/// dy [T, out], x [T, in] -> dx [T, in]; adds to the gradients of weight and bias where these are trained.
at::Tensor linearBackward(const at::Tensor& dy, const at::Tensor& x, Parameter& weight, Parameter* bias = nullptr,
                          bool need_input_grad = true);

/// x [T, H] float32, weight [H] -> [T, H] of type `out`; rstd [T] float32 is set.
at::Tensor rmsNorm(const at::Tensor& x, const Parameter& weight, double eps, at::ScalarType out, at::Tensor& rstd);
/// dy [T, H] -> dx [T, H] float32; adds to the weight's gradient.
at::Tensor rmsNormBackward(const at::Tensor& dy, const at::Tensor& x, Parameter& weight, const at::Tensor& rstd);

/// gate_up [T, 2 I] (gates first) -> activation(gate) * up [T, I].
at::Tensor gated(const at::Tensor& gate_up, Activation activation);
at::Tensor gatedBackward(const at::Tensor& dy, const at::Tensor& gate_up, Activation activation);

/// Rotates in place the first `heads` heads of each row of x [T, stride]. cosines, sines [T, head_dim / 2] float32;
/// sign -1 undoes it (and is its gradient).
void rope(at::Tensor& x, const at::Tensor& cosines, const at::Tensor& sines, std::int64_t heads, std::int64_t head_dim,
          double sign);

/// grad [n, m] float32 += value (compute).
void accumulate(at::Tensor& grad, const at::Tensor& value);

} // namespace stepmark::ops
