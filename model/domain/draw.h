// SPDX-License-Identifier: GPL-3.0-or-later
//
// Draws by hash. What becomes of a thing follows from the seed, from what it is drawn for and from the thing's own
// content, and from nothing else: not from the order in which things come, from row numbers or from what else is there.
// So adding a problem leaves the draws of the others as they were, which one running generator for all would not, and
// the same data gives the same draws in every project and on every machine.
//
//   a share:   each thing by itself, drawn.share(key) < 0.2; the share holds on average, not to the number
//   a number:  the first so many of drawn.sort(things, key); a new thing takes a place, the others keep their order
//   a stream:  numbers of its own for each thing
//
// Thread rule: plain values and pure functions.
#pragma once

#include <algorithm>
#include <cstdint>
#include <string_view>
#include <utility>
#include <vector>

namespace stepmark {

/// What a thing is to draws: a hash of its content, the same everywhere.
std::uint64_t drawKey(std::string_view text);
/// The key of something that consists of parts: drawKey(drawKey(a), b), ... in their order.
std::uint64_t drawKey(std::uint64_t so_far, std::uint64_t part);

/// Random numbers that belong to one thing. Generator: SplitMix64 (Steele, Lea, Flood 2014).
class DrawStream {
public:
    explicit DrawStream(std::uint64_t state)
        : m_state(state) {}
    std::uint64_t next();
    /// Uniform in [0, count); count > 0 and below 2^32.
    std::uint64_t below(std::uint64_t count) { return (next() >> 32) * count >> 32; }
    double unit() { return static_cast<double>(next() >> 11) * 0x1p-53; } ///< uniform in [0, 1)

private:
    std::uint64_t m_state;
};

/// All draws of one seed for one purpose; those of two purposes have nothing to do with each other.
class Draw {
public:
    Draw(std::uint64_t seed, std::string_view purpose);
    /// The draws of one of several (a labeler, a problem), by their key.
    Draw of(std::uint64_t key) const;

    std::uint64_t number(std::uint64_t key) const;
    double share(std::uint64_t key) const; ///< uniform in [0, 1)
    DrawStream stream(std::uint64_t key) const { return DrawStream(number(key)); }
    /// Poisson-distributed with mean 1: how often a thing is in the resample `round` of a bootstrap. Things are drawn
    /// independently of each other (Chamandy et al. 2012, "Estimating uncertainty for massive data streams"), so that
    /// a further one does not change how often the others are drawn.
    int timesInResample(std::uint64_t key, std::uint64_t round) const;

    /// Into drawn order; equal keys keep theirs.
    template <typename T, typename KeyOf>
    void sort(std::vector<T>& things, const KeyOf& key_of) const {
        std::vector<std::pair<std::uint64_t, T>> keyed;
        keyed.reserve(things.size());
        for (T& thing : things) {
            const std::uint64_t drawn = number(key_of(thing));
            keyed.emplace_back(drawn, std::move(thing));
        }
        std::stable_sort(keyed.begin(), keyed.end(), [](auto& a, auto& b) { return a.first < b.first; });
        for (std::size_t i = 0; i < things.size(); ++i)
            things[i] = std::move(keyed[i].second);
    }

private:
    explicit Draw(std::uint64_t state)
        : m_state(state) {}

    std::uint64_t m_state;
};

} // namespace stepmark
