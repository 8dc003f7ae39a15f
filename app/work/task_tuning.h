// SPDX-License-Identifier: GPL-3.0-or-later
//
// A base reads a task's text before it learns the task: unsupervised generative tuning (Burns et al. 2023,
// section 5.2.2). No label is seen, and no text of the test. The calling thread.
#pragma once

#include "model/learning/weakstrong/learn.h"

#include <cstdint>
#include <filesystem>
#include <stop_token>
#include <string>

namespace stepmark::work {

struct TuneRequest {
    std::string name;                ///< what it is known by: all that decides what comes of it
    std::filesystem::path base, out; ///< a tuned base that is there and of this very run is kept
    int epochs = 1;
    std::size_t examples = 0; ///< of the training examples at most so many, drawn; 0: all
    ComputeChoice compute;
};

struct Tuned {
    double loss = 0; ///< nats a token, at the end
    std::int64_t tokens = 0;
    double seconds = 0;
    bool known = false; ///< it was there already
};

/// Trains the whole of the base on the text of the training examples: each way through an example's tree is a text.
/// Throws Error where OUT is of another run, Cancelled; an interrupted one goes on.
Tuned tuneOnText(const Task& task, const TuneRequest& request, const std::stop_token& stop,
                 const ProgressSink& progress);

/// What that would cost, by the speed of a batch. Changes nothing.
LearnCost tuneCost(const Task& task, const TuneRequest& request, const std::stop_token& stop);

} // namespace stepmark::work
