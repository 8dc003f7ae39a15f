// SPDX-License-Identifier: GPL-3.0-or-later
//
// Rotary positions (Su et al. 2021), stretched evenly or as Llama 3 does it, or none.
//
// Thread rule: as the model that holds it.
#pragma once

#include "model/base/network_spec.h"

#include <ATen/ATen.h>

#include <cstdint>
#include <vector>

namespace stepmark {

/// Angles per position of the frequencies theta^(-2 i / D), i < D / 2, scaled as the spec says. [D / 2]
std::vector<double> ropeFrequencies(const RopeSpec& spec, std::int64_t head_dim);

/// Of some positions, [n, D / 2] float32 each.
struct Rotation {
    at::Tensor cosines, sines;
};

/// Cosines and sines of all positions that a path may have, computed once.
class RopeTable {
public:
    RopeTable(const RopeSpec& spec, std::int64_t head_dim, std::int64_t positions, at::Device device);
    /// positions [n] int64
    Rotation at(const at::Tensor& positions) const;

private:
    at::Tensor m_cosines, m_sines; ///< [max positions, D / 2]
};

} // namespace stepmark
