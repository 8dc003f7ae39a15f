// SPDX-License-Identifier: GPL-3.0-or-later
//
// Candidates sampled from a base into the project. The thread that opened the project.
#pragma once

#include "app/work/work.h"
#include "model/domain/ids.h"
#include "model/domain/split.h"
#include "model/domain/step_splitting.h"
#include "model/run/compute_choice.h"

#include <functional>

namespace stepmark::work {

struct GenerateRequest {
    std::filesystem::path base; ///< causal language model; empty: the shipped generator
    int samples = 8;            ///< a problem
    double temperature = 0.8;
    double top_p = 1.0;
    int max_tokens = 512;
    int few_shot = 0; ///< worked examples from reference solutions of Split::Train put before each problem, by seed
    std::optional<Split> split; ///< nullopt: all
    std::uint64_t seed = 0;
    ComputeChoice compute;
    bool unfinished = false; ///< keep solutions that were cut off, or hold no final answer
    RoundId round = 0;
    std::function<void(const Json& result)> stored; ///< called in a transaction after all solutions are stored
};

/// Samples solutions and stores them as they come, problem by problem, with nothing locked while it samples; what a
/// cancelled or killed run has stored stays. No sample is drawn twice: a call with the same base, options and seed goes
/// on where one was interrupted, and ends with the same samples as if it had not been; where nothing is missing it
/// draws nothing, and with more samples a problem, or further problems, only those. Results: problems, solutions,
/// unfinished, known (samples of these problems that had been drawn before), correct_share, seconds; of this call
/// alone.
Json generate(Work& work, const GenerateRequest& request);

/// What it would do: problems, solutions (samples that it would draw), known, seconds (by what an earlier sampling
/// took; null where there was none). Nothing is changed.
Json generatePlan(Work& work, const GenerateRequest& request);

} // namespace stepmark::work
