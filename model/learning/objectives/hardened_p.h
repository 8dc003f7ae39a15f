// SPDX-License-Identifier: GPL-3.0-or-later
//
// A model's own answers as labels (Burns et al. 2023, appendix A.4). The classes keep the shares that the supervisor
// gives them in the batch, so that the model cannot make all one class; for two classes that is the threshold at the
// batch's quantile.
//
// Thread rule: pure functions.
#pragma once

#include <ATen/ATen.h>

#include <cstdint>
#include <vector>

namespace stepmark {

/// The class of each row of p [N, C] when class c takes rows of about told[:, c].sum() weight in all, the surest first;
/// told [N, C] sums to a row's weight. A row that rounding leaves over takes its most likely class.
std::vector<std::int64_t> hardened(const at::Tensor& p, const at::Tensor& told);

} // namespace stepmark
