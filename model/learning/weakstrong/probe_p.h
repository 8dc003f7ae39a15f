// SPDX-License-Identifier: GPL-3.0-or-later
//
// A linear head on the frozen base learns a lesson.
//
// Thread rule: as train.h.
#pragma once

#include "model/learning/weakstrong/ballots_p.h"
#include "model/learning/weakstrong/lesson_p.h"
#include "model/learning/weakstrong/task_states_p.h"

#include <list>
#include <memory>
#include <string>

namespace stepmark {

/// The examples of a lesson as rows, whoever has labelled them.
struct ProbeRows {
    ProbeRows(const Task& task, const ItemStates& states, const LessonParts& parts);

    Ballots learn_ballots, check_ballots;
    at::Tensor check; ///< [items, H] float32 of the validation examples
    LinearFit fits;
};

/// The last few, since many lessons are of the same examples: their principal axes cost more than a fit.
class RecentRows {
public:
    /// `name`: of model and examples.
    ProbeRows& of(const std::string& name, const Task& task, const ItemStates& states, const LessonParts& parts);

private:
    std::list<std::pair<std::string, std::unique_ptr<ProbeRows>>> m_rows; ///< the newest first
};

/// Its penalty is chosen on the validation examples by the lesson's own labels; StudyMethod::StopTrue: by the truth.
Learned learnProbe(const Task& task, const ItemStates& states, const Lesson& lesson, const LearnOptions& options,
                   const std::string& model, RecentRows& recent, const std::stop_token& stop, ProgressSink progress);

} // namespace stepmark
