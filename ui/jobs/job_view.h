// SPDX-License-Identifier: GPL-3.0-or-later
//
// Plain data: any thread.
#pragma once

#include "model/domain/ids.h"
#include "model/domain/loss_point.h"
#include "model/run/progress.h"

#include <QMetaType>
#include <QString>

#include <optional>
#include <vector>

namespace stepmark::ui {

enum class StageState { Waiting, Running, Done, Failed, Skipped };

struct StageView {
    Part part = Part::None;
    StageState state = StageState::Waiting;
    QString detail;                ///< "14,310 steps in 12 s", may be empty
    std::optional<double> seconds; ///< estimated, of a waiting stage
};

enum class JobState { Queued, Running, Cancelling, Done, Failed, Cancelled };

/// What kinds of job the pages tell apart.
enum class JobKind { Other, Round, Grid };

/// The background job, as the worker last reported it.
struct JobView {
    JobId id = 0;
    JobKind kind = JobKind::Other;
    QString title; ///< "round 3", "import"
    JobState state = JobState::Running;
    Progress progress;                 ///< total 0: the bar only shows that something runs
    std::optional<qint64> left_ms;     ///< of this stage, nullopt where unknown
    std::optional<qint64> all_left_ms; ///< of all that is still to come, likewise
    std::vector<StageView> stages;     ///< may be empty
    std::vector<LossPoint> curve;      ///< of the newest training, may be empty
    QString error;                     ///< of a failed job, says what to do
};

} // namespace stepmark::ui
