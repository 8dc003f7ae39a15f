// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/domain/assignment.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <random>

namespace stepmark {

std::uint64_t seedFor(std::uint64_t seed, std::uint64_t purpose) {
    // splitmix64: neighbouring seeds give unrelated ones.
    std::uint64_t z = seed + 0x9E3779B97F4A7C15ULL * (purpose + 1);
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9ULL;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBULL;
    return z ^ (z >> 31);
}

std::vector<std::size_t> draw(std::size_t size, std::size_t count, std::uint64_t seed) {
    std::vector<std::size_t> numbers(size);
    std::iota(numbers.begin(), numbers.end(), std::size_t{0});
    // Fisher-Yates by hand: std::shuffle may differ between standard libraries.
    std::mt19937_64 random(seed);
    for (std::size_t i = 0; i < std::min(size, count); ++i)
        std::swap(numbers[i], numbers[i + random() % (size - i)]);
    numbers.resize(std::min(size, count));
    return numbers;
}

std::vector<PlannedItem> planQueue(const std::vector<Selected>& selected, const ControlOptions& options,
                                   std::uint64_t seed) {
    std::vector<PlannedItem> plan;
    for (const Selected& one : selected)
        plan.push_back({one});
    const double share = options.overlap_labelers > 1 ? std::clamp(options.overlap_share, 0.0, 1.0) : 0;
    const auto overlapped = static_cast<std::size_t>(std::llround(share * static_cast<double>(plan.size())));
    for (const std::size_t place : draw(plan.size(), overlapped, seedFor(seed, 1))) {
        plan[place].labelers = options.overlap_labelers;
        plan[place].opinion_withheld = true;
    }
    const auto decoys = static_cast<std::size_t>(std::max(0, options.gold_items));
    for (const std::size_t place : draw(plan.size(), std::min(decoys, plan.size() / 2), seedFor(seed, 2)))
        plan[place].opinion_withheld = true;
    return plan;
}

std::string usualReason(std::string_view strategy, const std::optional<bool>& correct) {
    if (strategy == toText(SelectionStrategy::Uniform))
        return "uniform";
    if (strategy == toText(SelectionStrategy::Uncertainty))
        return "uncertain";
    return correct == false ? "convincing wrong answer" : "convincing";
}

} // namespace stepmark
