// SPDX-License-Identifier: GPL-3.0-or-later
//
// A lesson as those who learn it take it: which examples are learnt and which validate, and what is told of each item.
//
// Thread rule: plain values and pure functions.
#pragma once

#include "model/learning/weakstrong/learn.h"

#include <vector>

namespace stepmark {

/// An example of a lesson.
struct Taught {
    std::size_t place = 0;      ///< in Task::train
    std::vector<float> targets; ///< [items]
    std::vector<float> truth;   ///< [items]
};

struct LessonParts {
    std::vector<Taught> learn, validation;
};

/// Groups are drawn for validation by hash of their number and the seed; where all or none of them would be, all are
/// learnt and nothing validates. Throws Error for a lesson that is none: no example, targets of another number, not in
/// [0, 1], or places beyond the task.
LessonParts partsOf(const Task& task, const Lesson& lesson, const LearnOptions& options);

} // namespace stepmark
