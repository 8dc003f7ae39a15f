// SPDX-License-Identifier: GPL-3.0-or-later
//
// An object belongs to one thread: the main thread, as it speaks its language.
#pragma once

#include "model/run/loss_curve.h"
#include "storage/job_store.h"
#include "ui/jobs/job_view.h"

namespace stepmark::desktop {

/// A stage that is to come, with its estimate.
struct PlannedStage {
    Part part = Part::None;
    std::optional<double> seconds;
};

/// Builds what the pages show of a job out of the worker's reports: stages in the order in which they appear, time
/// left. Times in milliseconds of any monotonic clock. Plain value.
class JobProgress {
public:
    JobProgress() = default;
    JobProgress(const QString& title, qint64 now_ms, const std::vector<PlannedStage>& planned = {});

    void report(const Progress& progress, qint64 now_ms);
    void cancelling() { m_view.state = ui::JobState::Cancelling; }
    void end(ui::JobState state, const QString& error, qint64 now_ms);
    void setId(JobId id) { m_view.id = id; }
    void setKind(ui::JobKind kind) { m_view.kind = kind; }
    const ui::JobView& view() const { return m_view; }

private:
    void enter(Part part, qint64 now_ms);
    void closeStage(ui::StageState state, qint64 now_ms);
    std::optional<qint64> allLeft(qint64 now_ms) const;

    ui::JobView m_view;
    LossCurve m_curve;
    std::optional<std::size_t> m_current; ///< running stage of m_view.stages
    QString m_skipped;                    ///< what the running stage says of steps that it left out
    qint64 m_part_begin_ms = 0;           ///< of the running stage
    qint64 m_stage_begin_ms = 0;          ///< of what it is at, such as an epoch
};

/// Time left out of what was done so far: all epochs of a training, else the stage. nullopt where neither the rate nor
/// `elapsed_ms` tells.
std::optional<qint64> timeLeft(const Progress& progress, qint64 elapsed_ms);

/// Of a job's kind in its row. Any thread.
ui::JobKind jobKindOf(std::string_view kind);

/// A job that another process runs, from its row in the project.
ui::JobView viewOf(const storage::Job& job);

} // namespace stepmark::desktop
