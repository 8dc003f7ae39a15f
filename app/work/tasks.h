// SPDX-License-Identifier: GPL-3.0-or-later
//
// Tasks of the weak-to-strong workshop: into the project, out of it, and what there is. The thread that opened the
// project.
#pragma once

#include "app/work/work.h"
#include "model/tasks/task.h"

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace stepmark::work {

struct TaskRequest {
    std::string name;                               ///< empty: that of the file, "steps", "sample-..."
    std::optional<TaskKind> kind;                   ///< none: as the rows have it; Steps: the project's own ratings
    std::vector<std::filesystem::path> files, test; ///< rows to learn from, rows to measure by
    std::optional<TaskKind> example;                ///< rows of the built-in sample in place of files
    int example_train = 2000, example_test = 500;
    std::uint64_t seed = 0; ///< of the built-in rows
};

/// What the task would be, without adding it: as addTask(), but for the fingerprint. The same errors.
Json planTask(Work& work, const TaskRequest& request);
/// Error where the name is taken, or where the rows make no task.
Json addTask(Work& work, const TaskRequest& request);
Json listTasks(Work& work);
Json removeTask(Work& work, const std::string& name);

} // namespace stepmark::work
