// SPDX-License-Identifier: GPL-3.0-or-later
//
// What goes on beside the steps of a run: validation, early stop, figures, copies of the weights, reports of progress.
//
// Thread rule: called on the training thread.
#pragma once

#include "model/learning/skipped_steps_p.h"
#include "model/learning/trainer/example_source_p.h"

#include <nlohmann/json.hpp>

#include <stop_token>
#include <string_view>

namespace stepmark {

/// A step that was made, or skipped.
struct StepMade {
    const BatchResult& result;
    const Batch& batch;
    RunPlace place; ///< after it
    const SkippedSteps& skipped;
    double step_seconds = 0;
    double run_seconds = 0; ///< of the whole run, over all its sessions
};

class Observer {
public:
    virtual ~Observer() = default;

    virtual void stepped(const StepMade&) {}
    /// Between two steps, before the first and after the last. False ends the run. May throw Cancelled; a run that goes
    /// on asks again at the same place, so that what must not be done twice belongs to state().
    virtual bool between(const RunPlace&, const std::stop_token&) { return true; }

    /// Under this name state() is kept.
    virtual std::string_view name() const = 0;
    /// What it must know to go on; null: nothing.
    virtual nlohmann::json state() const { return nullptr; }
    virtual void restore(const nlohmann::json&) {}
};

} // namespace stepmark
