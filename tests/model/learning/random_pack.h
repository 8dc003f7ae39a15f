// SPDX-License-Identifier: GPL-3.0-or-later
// Packs of random tokens: a path, and a tree.
#pragma once

#include "model/learning/packing.h"

#include <random>
#include <vector>

namespace stepmark::test {

inline Pack onePath(const std::vector<std::int32_t>& ids) {
    Pack pack;
    for (std::int32_t i = 0; i < static_cast<std::int32_t>(ids.size()); ++i) {
        pack.tokens.push_back(ids[static_cast<std::size_t>(i)]);
        pack.parent.push_back(i - 1);
        pack.position.push_back(i);
        pack.origin.push_back({0, i, true});
    }
    return pack;
}

inline Pack randomPack(std::mt19937& random, int tokens) {
    Pack pack;
    for (std::int32_t i = 0; i < tokens; ++i) {
        const std::int32_t parent = i < 5 || random() % 8 ? i - 1 : static_cast<std::int32_t>(random() % 3) * (i / 4);
        pack.tokens.push_back(static_cast<std::int32_t>(random() % 256));
        pack.parent.push_back(parent);
        pack.position.push_back(parent < 0 ? 0 : pack.position[static_cast<std::size_t>(parent)] + 1);
        pack.origin.push_back({0, i, true});
    }
    return pack;
}

/// The path that ends at a token of a tree, as a row.
inline std::vector<std::int32_t> pathTo(const Pack& pack, std::int32_t token) {
    std::vector<std::int32_t> ids;
    for (; token >= 0; token = pack.parent[static_cast<std::size_t>(token)])
        ids.insert(ids.begin(), pack.tokens[static_cast<std::size_t>(token)]);
    return ids;
}

} // namespace stepmark::test
