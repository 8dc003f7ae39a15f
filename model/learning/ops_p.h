// SPDX-License-Identifier: GPL-3.0-or-later
//
// What operations of a network are put together from: rows shared out among threads, and a layer's product with its
// gradients.
//
// Thread rule: one caller at a time; each uses all threads.
#pragma once

#include "model/learning/backend_p.h"
#include "model/learning/parameter_p.h"

#include <ATen/ATen.h>

#include <functional>

namespace stepmark::ops {

/// Splits `rows` evenly over the threads: body(begin, end, part), part < parts(). The same split for the same number of
/// threads, so that sums over parts are reproducible.
void forRows(std::int64_t rows, const std::function<void(std::int64_t, std::int64_t, int)>& body);
int parts();

/// x [T, in] compute -> [T, out] compute. `bias` may be undefined.
at::Tensor linear(const Backend& backend, const at::Tensor& x, const Parameter& weight, const Parameter& bias);
/// dy [T, out], x [T, in] -> dx [T, in]; adds to the gradients of weight and bias where these are trained.
at::Tensor linearBackward(const Backend& backend, const at::Tensor& dy, const at::Tensor& x, Parameter& weight,
                          Parameter& bias);

} // namespace stepmark::ops
