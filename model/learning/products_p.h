// SPDX-License-Identifier: GPL-3.0-or-later
//
// Matrix products of a network on the CPU, by the way that this machine multiplies quickest with.
//
// Thread rule: takeWay() is process-wide, while nobody multiplies; the rest as torch's own products.
#pragma once

#include "model/learning/way.h"

#include <ATen/ATen.h>

#include <vector>

namespace stepmark::products {

/// The ways of this build on this machine; the first is the one that is taken without a choice. Cores of OpenBLAS have
/// passed a trial.
std::vector<Way> ways();
/// Whether it is one of these, as far as can be told without a trial.
bool isPossible(const Way& way);
/// For the products in float32 from now on. False: it is not to be had.
bool takeWay(const Way& way);
/// Of what libtorch multiplies with; for the key of what was measured.
std::string libraries();

/// a [n, k] b [k, m] -> [n, m].
at::Tensor product(const at::Tensor& a, const at::Tensor& b);
/// sum [n, m] += a b.
void addProduct(at::Tensor& sum, const at::Tensor& a, const at::Tensor& b);

} // namespace stepmark::products
