// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/base/finite.h"

#include "model/domain/error.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstring>

namespace stepmark {
namespace {

constexpr std::uint32_t exponent_f32 = 0x7f800000u;
constexpr std::uint16_t exponent_bf16 = 0x7f80u, exponent_f16 = 0x7c00u;

/// Whether one of up to `block` values has all bits of `exponent`; without a branch, so that it is vectorised.
constexpr std::size_t block = 4096;
template <typename Bits>
bool anyIn(const Bits* values, std::size_t count, Bits exponent) {
    Bits found = 0;
    for (std::size_t i = 0; i < count; ++i)
        found |= static_cast<Bits>((values[i] & exponent) == exponent);
    return found != 0;
}

template <typename Bits>
NonFinite scan(const void* data, std::size_t bytes, Bits exponent) {
    const std::size_t count = bytes / sizeof(Bits);
    std::array<Bits, block> values; // a copy: a tensor's bytes may be unaligned
    NonFinite result;
    for (std::size_t begin = 0; begin < count; begin += block) {
        const std::size_t size = std::min(block, count - begin);
        std::memcpy(values.data(), static_cast<const std::byte*>(data) + begin * sizeof(Bits), size * sizeof(Bits));
        if (!anyIn(values.data(), size, exponent))
            continue;
        for (std::size_t i = 0; i < size; ++i)
            if ((values[i] & exponent) == exponent && result.count++ == 0)
                result.first = static_cast<std::int64_t>(begin + i);
    }
    return result;
}

} // namespace

NonFinite nonFinite(const TensorView& tensor) {
    switch (tensor.dtype) {
    case DType::F32:
        return scan<std::uint32_t>(tensor.data, tensor.bytes, exponent_f32);
    case DType::BF16:
        return scan<std::uint16_t>(tensor.data, tensor.bytes, exponent_bf16);
    case DType::F16:
        return scan<std::uint16_t>(tensor.data, tensor.bytes, exponent_f16);
    default:
        return {};
    }
}

bool allFinite(std::span<const float> values) {
    std::uint32_t found = 0;
    for (const float value : values) {
        std::uint32_t bits = 0;
        std::memcpy(&bits, &value, sizeof bits);
        found |= static_cast<std::uint32_t>((bits & exponent_f32) == exponent_f32);
    }
    return found == 0;
}

bool allFinite(std::span<const std::uint16_t> bf16_values) {
    return !anyIn(bf16_values.data(), bf16_values.size(), exponent_bf16);
}

void requireFinite(const SafetensorsReader& weights, const TensorView& tensor) {
    const NonFinite bad = nonFinite(tensor);
    if (bad.count == 0)
        return;
    throw Error(weights.fileOf(tensor).string() + ": tensor \"" + tensor.name +
                "\" is broken: " + std::to_string(bad.count) + " of its " + std::to_string(tensor.elementCount()) +
                " values are NaN or infinite, the first at index " + std::to_string(bad.first) +
                ". Fetch the folder again, or use another checkpoint.");
}

} // namespace stepmark
