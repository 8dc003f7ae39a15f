// SPDX-License-Identifier: GPL-3.0-or-later
//
// Weak-to-strong studies: weak models teach strong ones, and it is measured how much of the strong ones' worth that
// brings out. The thread that opened the project.
#pragma once

#include "app/work/study_learner.h"
#include "app/work/work.h"

namespace stepmark::work {

/// A task with what it is known by: a change of what it holds is another fingerprint.
struct StudiedTask {
    Task task; ///< as studies see it (model/tasks/disagreements.h)
    std::string fingerprint;
};

/// What it would be: task, nodes, known and missing (runs of models, and folders that read the texts first), tokens, seconds, peak_bytes (of what is missing;
/// null where nothing is), notes. Changes nothing.
Json studyPlan(Work& work, const StudiedTask& task, const StudySpec& spec, Learner& learner);

/// Does what is missing of it, and says what came of all (studyReport()). What is done is kept, whatever stops the
/// rest: the same study asked for again goes on. Throws Error where one is under way in this project.
Json study(Work& work, const StudiedTask& task, const StudySpec& spec, Learner& learner);

} // namespace stepmark::work
