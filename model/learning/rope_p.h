// SPDX-License-Identifier: GPL-3.0-or-later
//
// Rotary positions (Su et al. 2021), with Llama 3's stretched frequencies.
//
// Thread rule: as the model that holds it.
#pragma once

#include "model/base/model_config.h"

#include <ATen/ATen.h>

#include <vector>

namespace stepmark {

/// Angles per position of the frequencies theta^(-2 i / D), i < D / 2, scaled as the configuration says. [D / 2]
std::vector<double> ropeFrequencies(const ModelConfig& config);

/// Cosines and sines, computed once for all positions that came up so far.
class RopeTable {
public:
    RopeTable() = default;
    RopeTable(const ModelConfig& config, at::Device device);
    /// positions [T] int64 -> cosines and sines, [T, D / 2] float32 each.
    std::pair<at::Tensor, at::Tensor> at(const at::Tensor& positions) const;

private:
    at::Tensor m_cosines, m_sines; ///< [max positions, D / 2]
};

} // namespace stepmark
