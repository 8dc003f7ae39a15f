// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <random>
#include <utility>
#include <vector>

namespace stepmark {

/// Fisher and Yates' shuffle: the same order for the same state of `random` everywhere, which std::shuffle does not
/// promise between standard libraries. One thread.
template <typename T>
void seededShuffle(std::vector<T>& items, std::mt19937_64& random) {
    for (std::size_t i = items.size(); i > 1; --i)
        std::swap(items[i - 1], items[random() % i]);
}

} // namespace stepmark
