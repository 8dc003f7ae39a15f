// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/desktop/job_runner.h"
#include "app/desktop/plan_asker.h"
#include "model/run/grid_choice.h"
#include "ui/rounds/rounds_page.h"

#include <QObject>

namespace stepmark::desktop {

/// Compares trainings: says what that takes, starts it, and shows what was found. Main thread only.
class GridController : public QObject {
    Q_OBJECT
public:
    /// `program`: path of stepmarkctl, for estimates.
    GridController(StorageThread& storage, JobRunner& jobs, ui::RoundsPage& page, QString program,
                   QObject* parent = nullptr);

    void begin(const QString& project_path);
    void end();

Q_SIGNALS:
    void notice(const QString& text, bool is_error);

private:
    void ask(const GridChoice& choice);
    void start(const GridChoice& choice);
    void ended(const QString& kind, const WorkerOutcome& outcome);
    void refresh();

    StorageThread& m_storage;
    JobRunner& m_jobs;
    ui::GridTab& m_tab;
    PlanAsker m_asker;
    QString m_path; ///< empty: no project
    bool m_job_runs = false;
    int m_generation = 0;
};

/// What `stepmarkctl grid` is called with; with `--plan` where it shall only say what it would do. Any thread.
WorkerCall gridCall(const QString& project_path, const GridChoice& choice, bool plan);

} // namespace stepmark::desktop
