// SPDX-License-Identifier: GPL-3.0-or-later
//
// A whole model learns a lesson.
//
// Thread rule: as train.h.
#pragma once

#include "model/learning/compute_p.h"
#include "model/learning/weakstrong/learn.h"

namespace stepmark {

/// Trains the model's layers (with a fresh final norm where it is cut) and a fresh head. StopWeak and StopTrue keep the
/// best quarter of the run by the lesson's own labels or by the truth; the others its end.
Learned fineTune(const Task& task, const LadderModel& model, const Lesson& lesson, const LearnOptions& options,
                 const std::stop_token& stop, ProgressSink progress);

/// Of one lesson, by the speed of a few batches.
LearnCost fineTuneCost(const Task& task, const LadderModel& model, std::size_t examples, const LearnOptions& options,
                       const std::stop_token& stop);

} // namespace stepmark
