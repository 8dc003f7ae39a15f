// SPDX-License-Identifier: GPL-3.0-or-later
//
// Candidates sampled from a base into the project.
#pragma once

#include "app/work/work.h"
#include "model/domain/ids.h"
#include "model/domain/step_splitting.h"

#include <functional>

namespace stepmark::work {

struct GenerateRequest {
    std::filesystem::path base; ///< causal language model; empty: the shipped generator
    int samples = 8;            ///< a problem
    double temperature = 0.8;
    double top_p = 1.0;
    int max_tokens = 512;
    int few_shot = 0;  ///< worked examples from reference solutions of split "train" put before each problem
    std::string split; ///< empty: all
    std::uint64_t seed = 0;
    bool unfinished = false; ///< keep solutions that were cut off, or hold no final answer
    RoundId round = 0;
    std::function<void(const Json& result)> stored; ///< called in the transaction that stores the solutions
};

/// Samples and stores solutions, a transaction a batch of problems. Results: problems, solutions, unfinished,
/// correct_share, seconds.
Json generate(Work& work, const GenerateRequest& request);

} // namespace stepmark::work
