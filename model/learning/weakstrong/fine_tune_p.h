// SPDX-License-Identifier: GPL-3.0-or-later
//
// A whole model learns a lesson.
//
// Thread rule: as train.h.
#pragma once

#include "model/learning/compute_p.h"
#include "model/learning/weakstrong/learn.h"
#include "model/learning/weakstrong/lower_states_p.h"
#include "model/learning/weakstrong/pupil_p.h"

namespace stepmark {

/// Trains the model's layers (with a fresh final norm where it is cut) and a fresh head. StopWeak and StopTrue keep the
/// best quarter of the run by the lesson's own labels or by the truth; the others its end. `lower` is of this task.
Learned fineTune(const Task& task, const LadderModel& model, const Lesson& lesson, const LearnOptions& options,
                 LowerStates& lower, const std::stop_token& stop, ProgressSink progress);

/// By the speed of a few batches.
struct FineTuneCost {
    LearnCost once;   ///< whatever the number of lessons
    LearnCost lesson; ///< of each
};
FineTuneCost fineTuneCost(const Task& task, const LadderModel& model, std::size_t examples,
                          const LearnOptions& options, const std::stop_token& stop);

/// What a run is trained with where nobody says otherwise.
TrainOptions trainOptions(const LearnOptions& options, const std::vector<Example>& learn, const ModelFolder& folder);
/// Of the test, that the course of a run is told by.
std::size_t courseExamples(std::size_t learnt, int epochs);

} // namespace stepmark
