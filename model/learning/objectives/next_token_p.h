// SPDX-License-Identifier: GPL-3.0-or-later
//
// Next token: cross entropy over the vocabulary, a token being told at the one before it on its path.
//
// Thread rule: as loss_items_p.h.
#pragma once

#include "model/learning/objectives/loss_items_p.h"
#include "model/learning/packing.h"

namespace stepmark {

/// Lets token `token` of a pack be learnt; nothing tells the first of a path.
inline void addNextToken(LossItems& items, const Pack& pack, std::size_t token, float weight) {
    if (pack.parent[token] >= 0 && weight > 0)
        items.add(pack.parent[token], pack.tokens[token], weight);
}

} // namespace stepmark
