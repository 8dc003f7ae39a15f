// SPDX-License-Identifier: GPL-3.0-or-later
//
// A whole model learns a lesson as a language model: to write the answers (TaskReading::Generated).
//
// Thread rule: as train.h.
#pragma once

#include "model/learning/weakstrong/learn.h"

namespace stepmark {

/// StopWeak and StopTrue keep the best quarter of the run by the lesson's own answers or by the true ones; the other
/// methods that isForWritten() its end. A lesson without examples is none: the model judges as it is.
Learned learnToWrite(const Task& task, const LadderModel& model, const Lesson& lesson, const LearnOptions& options,
                     const std::stop_token& stop, ProgressSink progress);

/// Of one lesson, by the speed of a few batches and a few answers.
LearnCost writingCost(const Task& task, const LadderModel& model, std::size_t examples, const LearnOptions& options,
                      const std::stop_token& stop);

} // namespace stepmark
