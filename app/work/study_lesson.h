// SPDX-License-Identifier: GPL-3.0-or-later
//
// What a node of a study learns from. Pure functions: any thread.
#pragma once

#include "app/work/study_plan.h"

#include <optional>

namespace stepmark::work {

/// The lesson of a node, without the examples for which its teacher has no answer. `teacher`: the judgements of the run
/// that it learns from, nullptr: the truth. Throws Error where a half is empty or of one class.
Lesson lessonOf(const Task& task, const StudySpec& spec, const StudyNode& node, const Judgements* teacher);

} // namespace stepmark::work
