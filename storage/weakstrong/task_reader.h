// SPDX-License-Identifier: GPL-3.0-or-later
//
// Tasks out of files, and out of a project's own ratings. Nothing is written. The thread that opened the project.
#pragma once

#include "model/run/progress.h"
#include "model/tasks/task.h"
#include "storage/project.h"

#include <cstdint>
#include <filesystem>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

namespace stepmark::storage {

struct TaskFiles {
    std::string name;                               ///< of the task; empty: as nameOfTask() says
    std::optional<TaskKind> kind;                   ///< none: that of the first row
    std::vector<std::filesystem::path> train, test; ///< JSON lines, JSON arrays, CSV, gzipped or not; no test: drawn
};

/// A task and what was counted on the way.
struct ReadTask {
    Task task;
    std::int64_t rows = 0;          ///< read
    std::int64_t repeated = 0;      ///< of them: stood there already
    std::int64_t one_move = 0;      ///< of chess: left out, there was nothing to choose
    std::int64_t several_mates = 0; ///< of chess: left out, another move mates as well
    std::int64_t in_test = 0;       ///< of a project's rated problems: left out, they are in the test files
    std::int64_t not_train = 0;     ///< of them: left out, they are not of split train and there are test files
    std::int64_t without_group = 0; ///< their group is what has the same text, prompt or position
    bool drew_test = false;         ///< a fifth of the groups, drawn
};

/// Of a file: its name without endings, or that of its folder where it is only called "train".
std::string nameOfTask(const std::filesystem::path& file);

/// Error (formats::LineError for one about a row) where a row makes no sense or is of another kind, a group stands in
/// train and test, the same text has two labels, or a class is missing.
ReadTask readTask(const TaskFiles& files, const ProgressSink& progress = {}, std::stop_token stop = {});

/// The ratings of the project's problems: those of split train to learn from, those of validation and test to measure
/// by. `test`: files of ProcessBench rows to measure by instead; no problem of theirs is learnt from. Error where there
/// are none, or only right or wrong ones.
ReadTask readStepTask(Project& project, const std::string& name, const std::vector<std::filesystem::path>& test = {});

} // namespace stepmark::storage
