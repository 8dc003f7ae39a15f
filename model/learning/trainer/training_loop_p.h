// SPDX-License-Identifier: GPL-3.0-or-later
//
// The one training loop: batch after batch from a source, a step on each, the run's state saved and gone on from. What
// is learnt is the core's objective's business; when a run ends, what it is measured by and who hears of it, the
// source's and the observers'.
//
// Thread rule: as transformer_p.h.
#pragma once

#include "model/learning/trainer/example_source_p.h"
#include "model/learning/trainer/observer_p.h"

#include <stop_token>
#include <vector>

namespace stepmark {

/// The learning rate over a run, see scheduleAt().
struct Schedule {
    Rates peak;
    double warmup_share = 0, decay_share = 1;

    Rates at(const RunPlace& place) const;
};

/// What a run is made of; all of it outlives train().
struct TrainingParts {
    TrainingCore& core; ///< network, head, objective, what is trainable, optimizer
    ExampleSource& examples;
    Schedule schedule;
    RunState& state;
    bool resume = false; ///< go on from the state
    std::vector<Observer*> observers;
};

struct RunTotals {
    std::int64_t steps_taken = 0, steps_skipped = 0;
    double seconds = 0; ///< over all sessions
};

/// Trains to the end of the examples, or until an observer ends it. Throws Error where ten steps in a row were not
/// finite or all were, Cancelled with the state saved where that is quick.
RunTotals train(const TrainingParts& parts, const std::stop_token& stop);

} // namespace stepmark
