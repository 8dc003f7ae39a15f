// SPDX-License-Identifier: GPL-3.0-or-later
//
// Where a student says something else than its supervisor, to be read by people. Pure functions: any thread.
#pragma once

#include "model/run/study_results.h"
#include "model/tasks/task.h"

#include <cstddef>
#include <span>
#include <vector>

namespace stepmark {

/// The task as studies see it: of the test what is left when its classes are balanced, the same for every seed.
Task studiedTask(Task task);

struct Disagreements {
    std::int64_t count = 0;
    std::vector<StudyDisagreement> first; ///< at most so many as asked for, in the order of the examples
};
/// Of hardened judgements; an example of a choice is one, else an item is. Throws Error for judgements of another task.
Disagreements disagreements(TaskKind kind, const std::vector<TaskExample>& examples, std::span<const float> supervisor,
                            std::span<const float> student, std::size_t most);

} // namespace stepmark
