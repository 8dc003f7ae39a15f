// SPDX-License-Identifier: GPL-3.0-or-later
//
// A project on the built-in sample: word problems, candidates from the shipped generator, and the oracle's judgement of
// the held-out ones. The thread that opened the project.
#pragma once

#include "app/work/work.h"

namespace stepmark::work {

struct SampleRequest {
    int problems = 300; ///< a third of them held out
    int samples = 16;   ///< candidates a problem of split "train"
    int held_out_samples = 64;
    double temperature = 1.0;
    std::uint64_t seed = 0;
};

/// Fills an empty project. Held-out problems are labelled by the oracle at once (8 solutions each), so that a curve
/// means something from the first round on. Results: problems, solutions, correct_share.
Json fillSample(Work& work, const SampleRequest& request);
/// What it would make: problems, held_out, solutions (samples drawn; those without a final answer are not kept).
Json samplePlan(const SampleRequest& request);

} // namespace stepmark::work
