// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/desktop/job_runner.h"
#include "ui/rounds/rounds_page.h"

#include <QObject>

namespace stepmark::desktop {

/// Starts rounds, shows how they go, and keeps the history current. Main thread only.
class RoundController : public QObject {
    Q_OBJECT
public:
    RoundController(StorageThread& storage, JobRunner& jobs, ui::RoundsPage& page, QObject* parent = nullptr);

    void begin(const QString& project_path);
    void end();
    void refreshHistory();

Q_SIGNALS:
    void notice(const QString& text, bool is_error);
    /// A round has ended well: there is a new queue.
    void queueReady();

private:
    void start(const ui::RoundRequest& request);
    void ended(const QString& kind, const WorkerOutcome& outcome);

    StorageThread& m_storage;
    JobRunner& m_jobs;
    ui::RoundsPage& m_page;
    QString m_path; ///< empty: no project
    int m_next_number = 1;
    int m_generation = 0;
};

/// Command line of a round, without the program's name.
QStringList roundArguments(const QString& project_path, const ui::RoundRequest& request);

} // namespace stepmark::desktop
