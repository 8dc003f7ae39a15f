// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/domain/draw.h"

#include <array>
#include <cmath>

namespace stepmark {

namespace {

constexpr std::uint64_t kGolden = 0x9E3779B97F4A7C15ULL;

/// SplitMix64's last steps: every bit of the result hangs on every bit of z.
std::uint64_t mixed(std::uint64_t z) {
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9ULL;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBULL;
    return z ^ (z >> 31);
}

} // namespace

std::uint64_t drawKey(std::string_view text) {
    std::uint64_t hash = 0xCBF29CE484222325ULL; // FNV-1a, 64 bits
    for (const char letter : text)
        hash = (hash ^ static_cast<unsigned char>(letter)) * 0x100000001B3ULL;
    return mixed(hash);
}

std::uint64_t drawKey(std::uint64_t so_far, std::uint64_t part) {
    return mixed(mixed(so_far + kGolden) ^ (part * 0xD1342543DE82EF95ULL + kGolden));
}

std::uint64_t DrawStream::next() { return mixed(m_state += kGolden); }

Draw::Draw(std::uint64_t seed, std::string_view purpose)
    : m_state(drawKey(seed, drawKey(purpose))) {}

Draw Draw::of(std::uint64_t key) const { return Draw(number(key)); }

std::uint64_t Draw::number(std::uint64_t key) const { return drawKey(m_state, key); }

double Draw::share(std::uint64_t key) const { return static_cast<double>(number(key) >> 11) * 0x1p-53; }

int Draw::timesInResample(std::uint64_t key, std::uint64_t round) const {
    static const auto up_to = [] { // P(at most k), Poisson with mean 1; beyond 15: below 10^-14
        std::array<double, 16> sums{};
        double term = std::exp(-1.0), sum = 0;
        for (std::size_t k = 0; k < sums.size(); ++k) {
            sums[k] = sum += term;
            term /= static_cast<double>(k + 1);
        }
        return sums;
    }();
    const double drawn = share(drawKey(key, round));
    int times = 0;
    while (times < static_cast<int>(up_to.size()) && drawn >= up_to[static_cast<std::size_t>(times)])
        ++times;
    return times;
}

} // namespace stepmark
