// SPDX-License-Identifier: GPL-3.0-or-later
//
// What training a language model (causal_lm.h) will cost.
//
// Thread rule: as causal_lm.h.
#pragma once

#include "model/learning/causal_lm.h"

#include <cstdint>
#include <stop_token>

namespace stepmark {

struct CausalLmCost {
    std::int64_t tokens = 0;     ///< through the network
    std::int64_t peak_bytes = 0; ///< at most
    double seconds = 0;
};

/// Of a run from `options.base`, by the speed of its first batch. Changes nothing.
CausalLmCost causalLmCost(const DocumentSource& source, const CausalLmOptions& options,
                          const std::stop_token& stop = {});

} // namespace stepmark
