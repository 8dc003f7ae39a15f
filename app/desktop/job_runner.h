// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/desktop/job_progress.h"
#include "app/desktop/storage_thread.h"
#include "app/desktop/worker_process.h"

#include <QElapsedTimer>
#include <QObject>
#include <QTimer>

#include <optional>

namespace stepmark::desktop {

/// The background job of the open project, whoever runs it: at most one that this window started (a stepmarkctl of its
/// own), else the one that the project's job table shows. Looks at the table once a second. Main thread only.
class JobRunner : public QObject {
    Q_OBJECT
public:
    JobRunner(StorageThread& storage, QString program, QObject* parent = nullptr);

    void projectOpened(const QString& path); ///< absolute
    void projectClosed(); ///< ends the worker of this window, if any
    /// Starts stepmarkctl. False, and nothing started, while a worker of this window runs.
    bool start(const QString& kind, const QString& title, const WorkerCall& call,
               const std::vector<PlannedStage>& planned = {});
    /// Of the job shown: SIGTERM for our own worker, then the cancel flag of its row, then the end; the flag alone for
    /// somebody else's.
    void cancel(JobId job);
    bool isRunning() const { return m_worker.isRunning(); }
    bool somethingRuns() const { return isRunning() || m_foreign.has_value(); }
    /// Of what runs; of use where something does.
    ui::JobKind runningKind() const;
    WorkerProcess& worker() { return m_worker; }

    static constexpr int kPoll_ms = 1000;

Q_SIGNALS:
    void jobChanged(const std::optional<stepmark::ui::JobView>& job);
    void logged(const QString& line);
    void started(const QString& kind);
    void ended(const QString& kind, const stepmark::desktop::WorkerOutcome& outcome);
    /// Another process has changed rounds or queue.
    void queueChanged();

private:
    struct Look; ///< what the job table and the queue say now
    static Look lookAt(Session& session, qint64 own_pid, std::int64_t own_from, JobId log_job, std::int64_t log_from);
    void requestCancel(const QString& project, JobId job);
    void poll();
    void looked(const Look& look);
    void progressed(const Progress& progress);
    void workerEnded(const WorkerOutcome& outcome);
    void closeRow(const WorkerOutcome& outcome);
    void showOwnLog(const std::vector<std::string>& lines);
    void publish();

    StorageThread& m_storage;
    WorkerProcess m_worker;
    QTimer m_poll;
    QElapsedTimer m_clock;
    QString m_kind;
    std::optional<JobProgress> m_own; ///< running, or as it ended
    std::optional<ui::JobView> m_foreign;
    LossCurve m_foreign_curve; ///< since it is watched
    Progress m_foreign_at;     ///< its report at the last look
    JobId m_own_id = 0;
    std::int64_t m_own_lines = 0;                           ///< of our own job, already shown
    std::int64_t m_log_lines = 0;                           ///< of the foreign job, already shown
    std::optional<std::pair<RoundId, std::int64_t>> m_seen; ///< newest round and its queue's last place
    QString m_project;     ///< the open one; empty: none
    QString m_own_project; ///< that our own job is of
    bool m_looking = false;
    int m_generation = 0;
};

} // namespace stepmark::desktop
