// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/desktop/job_runner.h"
#include "app/desktop/plan_asker.h"
#include "app/desktop/round_state.h"
#include "ui/rounds/rounds_page.h"

#include <QObject>

namespace stepmark::desktop {

/// Starts rounds, shows how they go, and keeps the history current. Main thread only.
class RoundController : public QObject {
    Q_OBJECT
public:
    /// `program`: path of stepmarkctl, for estimates.
    RoundController(StorageThread& storage, JobRunner& jobs, ui::RoundsPage& page, QString program,
                    QObject* parent = nullptr);

    void begin(const QString& project_path);
    void end();
    void refreshHistory();
    /// The page comes up: gold, people and rounds may have changed since the form was filled in.
    void propose();

Q_SIGNALS:
    void notice(const QString& text, bool is_error);
    /// A round has ended well: there is a new queue.
    void queueReady();

private:
    void askProposal(void (ui::RoundsPage::*answer)(const RoundSpec&));
    void start(const RoundSpec& spec);
    void resume();
    void discard();
    void run(const QString& title, const WorkerCall& call, const std::vector<PlannedStage>& planned);
    void ended(const QString& kind, const WorkerOutcome& outcome);
    void show(const RoundState& state);

    StorageThread& m_storage;
    JobRunner& m_jobs;
    ui::RoundsPage& m_page;
    PlanAsker m_estimator;
    std::vector<PlannedStage> m_planned; ///< of the newest estimate
    QString m_path;                      ///< empty: no project
    int m_next_number = 1;
    int m_unfinished_number = 0; ///< 0: none
    bool m_job_runs = false;
    int m_generation = 0;
};

} // namespace stepmark::desktop
