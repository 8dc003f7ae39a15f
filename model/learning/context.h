// SPDX-License-Identifier: GPL-3.0-or-later
//
// Nothing is shared: any thread.
#pragma once

#include "model/base/model_config.h"

#include <algorithm>
#include <cstdint>

namespace stepmark {

/// Tokens that a path may have: what the model was made for, 32,768 at most.
inline std::int64_t contextOf(const ModelConfig& config) {
    return std::min<std::int64_t>(config.max_position_embeddings, 32768);
}

/// Tokens of a tree that go through the network at once unless somebody chooses; a larger one is cut. A backward pass
/// needs every layer's activations, a forward pass those of one.
inline constexpr std::int64_t kTrainedAtOnce = 16384, kReadAtOnce = 65536;

} // namespace stepmark
