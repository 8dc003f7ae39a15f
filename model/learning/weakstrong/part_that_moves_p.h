// SPDX-License-Identifier: GPL-3.0-or-later
//
// What of a ladder's model learns a task: the folder cut at a depth, and its last layers, or all of them.
//
// Thread rule: pure functions.
#pragma once

#include "model/base/model_folder.h"
#include "model/learning/training_core_p.h"

#include <cstdint>
#include <stop_token>

namespace stepmark {

/// `layers` 0: all of it.
ModelFolder cutAt(const ModelFolder& whole, int layers);
/// Layers below the last `top` of them; none where `top` is 0, which is all. Throws Error where there are fewer.
std::int64_t frozenLayers(const ModelFolder& folder, int top);
/// All above the frozen ones; neither these nor the embedding, unless everything moves.
Trainable movingAbove(std::int64_t frozen);
OptimizerOptions taskOptimizer();
/// The weights of `folder`, with a fresh final norm where it is cut off `whole`: the folder's was made for its last
/// layer.
Transformer freshNetwork(const ModelFolder& whole, const ModelFolder& folder, const Compute& compute,
                         const std::stop_token& stop);

} // namespace stepmark
