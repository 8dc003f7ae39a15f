// SPDX-License-Identifier: GPL-3.0-or-later
//
// What the weak-to-strong page is given and what it asks for. Plain data: any thread.
#pragma once

#include "model/run/study_results.h"
#include "model/tasks/task.h"

#include <QString>
#include <QStringList>

#include <cstdint>
#include <optional>
#include <utility>
#include <vector>

namespace stepmark::ui {

/// A task of the project.
struct TaskRow {
    QString name;
    TaskKind kind = TaskKind::Classification;
    std::int64_t train = 0, test = 0; ///< examples
    std::int64_t train_groups = 0, test_groups = 0;

    bool operator==(const TaskRow&) const = default;
};

/// Where a new task comes from.
struct NewTask {
    enum class From {
        Files,   ///< of a kind that their rows tell
        Example, ///< made of the built-in sample
        Ratings, ///< of the project: step labels
    };
    From from = From::Files;
    QString name; ///< empty: as the worker calls it
    QStringList files, test_files;
    TaskKind example = TaskKind::Classification;
};

/// What a study would take.
struct StudyCost {
    std::int64_t runs = 0, missing = 0; ///< of models: in all, not known yet
    std::optional<std::int64_t> tokens, peak_bytes;
    std::optional<double> seconds;
};

/// One run of a study's figure: places in its results and seeds.
struct RunPlace {
    std::int64_t study = 0;
    int figure = 0; ///< place in the study's results
    int seed = 0;   ///< place in the study's seeds

    bool operator==(const RunPlace&) const = default;
};

/// What is known of one run.
struct RunView {
    RunPlace place;
    StudyRunDetails details;
    std::vector<std::pair<QString, QString>> settings; ///< by the names that --json has for them
};

} // namespace stepmark::ui
