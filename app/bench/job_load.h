// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/bench/job_inputs.h"
#include "app/desktop/worker_process.h"

#include <QElapsedTimer>
#include <QJsonArray>
#include <QJsonObject>
#include <QObject>

#include <vector>

namespace stepmark::bench {

/// One of stepmarkctl's jobs on the project that is labelled, again and again from start() to stop(), at the priority
/// that the window gives its workers. Main thread; works while the event loop runs.
class JobLoad : public QObject {
public:
    /// `job` empty: nothing is started, nothing reported.
    JobLoad(const QString& job, const JobPlace& place);

    void start();
    void stop(); ///< cancels what is running and waits for its end

    /// `with`, `with_runs` (finished), `with_cancelled`, `with_failed` (messages), `with_run_s_median`.
    QJsonObject report() const;

private:
    void next();
    void ended(const desktop::WorkerOutcome& outcome);

    QString m_job;
    JobPlace m_place;
    desktop::WorkerProcess m_worker;
    QElapsedTimer m_clock;
    bool m_wanted = false;
    int m_started = 0, m_cancelled = 0;
    std::vector<double> m_seconds; ///< of the runs that finished
    QJsonArray m_failed;
};

} // namespace stepmark::bench
