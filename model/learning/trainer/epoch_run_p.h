// SPDX-License-Identifier: GPL-3.0-or-later
//
// A run over epochs of examples, validated after each: what PRM, ORM and generator training are.
//
// Thread rule: as transformer_p.h.
#pragma once

#include "model/learning/run_state_p.h"
#include "model/learning/supervision_p.h"
#include "model/run/progress.h"

namespace stepmark {

/// Trains to the end (or Cancelled, with the state saved). Afterwards the core holds the best epoch's weights.
/// `options` decided; `core` fresh; `subject`: of the progress.
TrainReport runEpochs(const ExampleSet& set, const TrainOptions& options, Subject subject, TrainingCore& core,
                      RunState& state, const std::stop_token& stop, ProgressSink progress);

} // namespace stepmark
