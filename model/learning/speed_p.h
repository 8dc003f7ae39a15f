// SPDX-License-Identifier: GPL-3.0-or-later
//
// How quick a model is on this machine, for plans.
//
// Thread rule: as TrainingCore.
#pragma once

#include "model/learning/training_core_p.h"

#include <stop_token>
#include <vector>

namespace stepmark {

struct Speed {
    double forward = 0; ///< seconds for a token through the network
    double both = 0;    ///< seconds for a token with the backward pass; 0: nothing of the network is trained
    double step = 0;    ///< seconds for a step of the optimizer, whatever the batch; 0 then, too
};

/// On packs of the real data (not empty). Where the network `learns`, the weights of `core` are touched: it is thrown
/// away.
Speed measuredSpeed(TrainingCore& core, const std::vector<LossPack>& packs, bool learns, const std::stop_token& stop);

} // namespace stepmark
