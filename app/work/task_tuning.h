// SPDX-License-Identifier: GPL-3.0-or-later
//
// A base reads a task's text before it learns the task: unsupervised generative tuning (Burns et al. 2023,
// section 5.2). No label is seen. The calling thread.
#pragma once

#include "model/run/compute_choice.h"
#include "model/run/progress.h"
#include "model/tasks/task.h"

#include <cstdint>
#include <filesystem>
#include <stop_token>

namespace stepmark::work {

struct TuneRequest {
    std::filesystem::path base, out; ///< a tuned base that is there and of this very run is kept
    int epochs = 1;
    std::uint64_t seed = 0;
    ComputeChoice compute;
};

struct Tuned {
    double loss = 0; ///< nats a token, at the end
    std::int64_t tokens = 0;
    double seconds = 0;
    bool known = false; ///< it was there already
};

/// Trains on the text of the training examples: each way through an example's tree is a text. `fingerprint`: the
/// task's. Throws Error where OUT is of another run, Cancelled; an interrupted one goes on.
Tuned tuneOnText(const Task& task, const std::string& fingerprint, const TuneRequest& request,
                 const std::stop_token& stop, const ProgressSink& progress);

} // namespace stepmark::work
