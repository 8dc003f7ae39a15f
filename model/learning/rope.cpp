// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/learning/rope_p.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace stepmark {

std::vector<double> ropeFrequencies(const RopeSpec& spec, std::int64_t head_dim) {
    std::vector<double> frequencies;
    if (!spec.rotates) // turned by nothing, to the last bit
        return std::vector<double>(static_cast<std::size_t>(head_dim / 2), 0.0);
    for (std::int64_t i = 0; i < head_dim / 2; ++i) {
        double f = std::pow(spec.theta, -2.0 * static_cast<double>(i) / static_cast<double>(head_dim)) / spec.factor;
        if (const auto& scaling = spec.scaling) {
            const double wavelength = 2 * std::numbers::pi / f;
            const auto original = static_cast<double>(scaling->original_max_position_embeddings);
            const double s = (original / wavelength - scaling->low_freq_factor) /
                             (scaling->high_freq_factor - scaling->low_freq_factor);
            if (wavelength > original / scaling->low_freq_factor)
                f /= scaling->factor;
            else if (wavelength >= original / scaling->high_freq_factor)
                f = (1 - s) * f / scaling->factor + s * f;
        }
        frequencies.push_back(f);
    }
    return frequencies;
}

RopeTable::RopeTable(const RopeSpec& spec, std::int64_t head_dim, std::int64_t positions, at::Device device) {
    // Contexts of a million positions exist; nothing here feeds more than this many tokens along one path.
    positions = std::min<std::int64_t>(positions, 32768);
    std::vector<float> frequencies; // float32 products, as transformers has them
    for (const double f : ropeFrequencies(spec, head_dim))
        frequencies.push_back(static_cast<float>(f));
    const at::Tensor angles = at::outer(at::arange(positions, at::kFloat), at::tensor(frequencies, at::kFloat));
    m_cosines = angles.cos().to(device);
    m_sines = angles.sin().to(device);
}

Rotation RopeTable::at(const at::Tensor& positions) const {
    return {m_cosines.index_select(0, positions), m_sines.index_select(0, positions)};
}

} // namespace stepmark
