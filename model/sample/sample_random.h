// SPDX-License-Identifier: GPL-3.0-or-later
//
// Random numbers that are the same everywhere. The distributions of <random> may differ between standard libraries, and
// the sample must give the same problems from the same seed on every machine.
// Generator: SplitMix64 (Steele, Lea, Flood 2014). Thread rule: one object belongs to one thread.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace stepmark {

class SampleRandom {
public:
    /// `stream` keeps apart what must not share problems although the seeds are equal (training of the base, projects).
    explicit SampleRandom(std::uint64_t seed, std::uint64_t stream = 0)
        : m_state(seed) {
        m_state = next() ^ (stream * 0xD1342543DE82EF95ULL);
        next();
    }

    std::uint64_t next() {
        m_state += 0x9E3779B97F4A7C15ULL;
        std::uint64_t z = m_state;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9ULL;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EBULL;
        return z ^ (z >> 31);
    }

    /// Uniform in [0, count); count > 0 and below 2^31 (the bias is below 2^-32).
    int below(int count) { return static_cast<int>(((next() >> 32) * static_cast<std::uint64_t>(count)) >> 32); }
    /// Uniform in [low, high], both included.
    int between(int low, int high) { return low + below(high - low + 1); }
    /// Uniform in [0, 1).
    double unit() { return static_cast<double>(next() >> 11) * 0x1.0p-53; }
    bool chance(double probability) { return unit() < probability; }

    template <typename T>
    const T& pick(const std::vector<T>& from) {
        return from[static_cast<std::size_t>(below(static_cast<int>(from.size())))];
    }
    template <typename T>
    void shuffle(std::vector<T>& values) {
        for (std::size_t i = values.size(); i > 1; --i) {
            std::swap(values[i - 1], values[static_cast<std::size_t>(below(static_cast<int>(i)))]);
        }
    }

private:
    std::uint64_t m_state;
};

} // namespace stepmark
