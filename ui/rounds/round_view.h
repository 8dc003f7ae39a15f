// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/domain/ids.h"
#include "model/domain/selection.h"

#include <QDateTime>
#include <QMetaType>
#include <QString>

#include <cstdint>
#include <optional>
#include <vector>

namespace stepmark::ui {

enum class TrainingMode { Head, Full };

/// What the user asks a round to be.
struct RoundRequest {
    SelectionOptions selection; ///< strategy, count, wrong share, cap a problem, seed (the seed of the whole round)
    int samples = 0;            ///< new candidates a problem to generate first; 0: use the pool as it is
    TrainingMode mode = TrainingMode::Head;
    int epochs = 2;   ///< LVSS trains for 2
    QString base_dir; ///< Hugging Face folder; empty: the built-in base
};

enum class StageState { Waiting, Running, Done, Failed, Skipped };

struct StageView {
    QString name; ///< "score", "queue", "train", "evaluate"
    StageState state = StageState::Waiting;
    QString detail; ///< "14,310 steps in 12 s", may be empty
};

enum class JobState { Queued, Running, Cancelling, Done, Failed, Cancelled };

/// The background job, as the worker last reported it.
struct JobView {
    JobId id = 0;
    QString title; ///< "round 3", "import"
    JobState state = JobState::Running;
    QString stage; ///< "training PRM, epoch 1 of 2"
    std::int64_t done = 0;
    std::int64_t total = 0; ///< 0 where unknown: the bar only shows that something runs
    double units_per_s = 0; ///< 0 where unknown
    QString unit;           ///< "tokens"
    std::optional<double> loss;
    std::optional<qint64> left_ms; ///< nullopt where unknown
    std::vector<StageView> stages; ///< may be empty
    QString error;                 ///< of a failed job, says what to do
};

/// A row of the history table.
struct RoundRow {
    int number = 0;
    QDateTime started;
    QString strategy;        ///< "convincing wrong, 80 %"
    QString state;           ///< "done", "running", "cancelled", "failed"
    std::int64_t labels = 0; ///< ratings the round's PRM was trained on
    std::int64_t queued = 0;
    std::optional<double> wrong_share;        ///< of the queued solutions: final answer wrong, 0 to 1
    std::optional<double> step_auc;           ///< over all held-out steps
    std::optional<double> step_auc_within;    ///< within a problem: the one that tells quality
    int best_of = 0;                          ///< N of the following three; 0: not evaluated
    std::optional<double> prm, orm, majority; ///< share of problems solved, 0 to 1
};

} // namespace stepmark::ui
