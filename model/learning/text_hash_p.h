// SPDX-License-Identifier: GPL-3.0-or-later
//
// A 128-bit hash of texts and numbers: keys of cached states and fingerprints of data. Fast and well mixed, not
// cryptographic: it tells things apart, it does not defend against somebody who wants a collision in their own data.
//
// Thread rule: plain values.
#pragma once

#include <array>
#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>

namespace stepmark {

class TextHash {
public:
    /// Length and bytes, so that ("ab", "c") differs from ("a", "bc").
    TextHash& add(std::string_view text) {
        addNumber(text.size());
        return addBytes(text.data(), text.size());
    }
    TextHash& addBytes(const void* bytes, std::size_t count) {
        const auto* at = static_cast<const unsigned char*>(bytes);
        for (; count >= 8; count -= 8, at += 8) {
            std::uint64_t word = 0;
            std::memcpy(&word, at, 8);
            addNumber(word);
        }
        std::uint64_t rest = 0;
        std::memcpy(&rest, at, count);
        return addNumber(rest ^ (std::uint64_t{count} << 56));
    }
    TextHash& addNumber(std::uint64_t value) {
        m_a = mix((m_a ^ value) * 0x9e3779b97f4a7c15u);
        m_b = mix((m_b + value) * 0xd6e8feb86659fd93u + 0x2545f4914f6cdd1du);
        return *this;
    }

    std::array<std::uint64_t, 2> value() const { return {mix(m_a ^ (m_b >> 7)), mix(m_b + m_a)}; }
    /// 32 hexadecimal digits.
    std::string hex() const {
        static constexpr char kDigits[] = "0123456789abcdef";
        std::string text;
        for (const std::uint64_t word : value())
            for (int shift = 60; shift >= 0; shift -= 4)
                text += kDigits[(word >> shift) & 15];
        return text;
    }

private:
    static std::uint64_t mix(std::uint64_t x) {
        x ^= x >> 32;
        x *= 0xd6e8feb86659fd93u;
        return x ^ (x >> 29);
    }

    std::uint64_t m_a = 0x243f6a8885a308d3u, m_b = 0x13198a2e03707344u;
};

} // namespace stepmark
