// SPDX-License-Identifier: GPL-3.0-or-later
//
// Values that are no numbers: a weight that is NaN or infinite makes everything that a network computes so, and the
// comparisons that follow come out as "no" without a word. Whoever reads weights or hands out results asks here first.
// Checked by the bits (an exponent of ones), at the speed of reading memory.
//
// Thread rule: pure functions.
#pragma once

#include "model/base/safetensors.h"

#include <cstdint>
#include <span>

namespace stepmark {

struct NonFinite {
    std::int64_t count = 0;  ///< values that are NaN or infinite
    std::int64_t first = -1; ///< index of the first, row-major
};

/// Of a tensor of F32, BF16 or F16; other types count as finite.
NonFinite nonFinite(const TensorView& tensor);
bool allFinite(std::span<const float> values);
/// bf16 by their bits.
bool allFinite(std::span<const std::uint16_t> bf16_values);

/// Throws Error with the file, the tensor, how many values and where, where some are not finite.
void requireFinite(const SafetensorsReader& weights, const TensorView& tensor);

} // namespace stepmark
