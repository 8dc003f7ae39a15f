// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/desktop/job_runner.h"
#include "app/desktop/plan_asker.h"
#include "app/desktop/weakstrong_reader.h"
#include "ui/weakstrong/weak_strong_page.h"

#include <QObject>
#include <QTimer>

namespace stepmark::desktop {

/// Starts studies, shows what comes of them while they go on, and brings tasks in. Main thread only.
class WeakStrongController : public QObject {
    Q_OBJECT
public:
    /// `program`: path of stepmarkctl, for costs.
    WeakStrongController(StorageThread& storage, JobRunner& jobs, ui::WeakStrongPage& page, QString program,
                         QObject* parent = nullptr);

    void begin(const ProjectInfo& project);
    void end();
    void refresh();

    static constexpr int kGrow_ms = 3000; ///< between looks at what a job has brought so far

Q_SIGNALS:
    void notice(const QString& text, bool is_error);

private:
    void start(const StudySpec& spec);
    void add(const ui::NewTask& task);
    void removeTask(const QString& name);
    void removeStudy(std::int64_t study);
    void askCost(const StudySpec& spec);
    void openRun(const ui::RunPlace& place);
    void run(const QString& kind, const QString& title, const WorkerCall& call);
    void jobChanged(const std::optional<ui::JobView>& job);
    void ended(const QString& kind, const WorkerOutcome& outcome);
    /// What is said where a job of that kind did not do what it should.
    struct Words {
        QString cancelled, failed; ///< the second with %1 for why
    };
    static std::optional<Words> wordsOf(const QString& kind);
    void tellDone(const QString& kind, const QJsonObject& result);
    void show(const WeakStrongState& state);

    StorageThread& m_storage;
    JobRunner& m_jobs;
    ui::WeakStrongPage& m_page;
    PlanAsker m_asker;
    QTimer m_grow;
    QString m_path;                  ///< of the open project; empty: none
    std::int64_t m_newest_study = 0; ///< as last seen
    bool m_follow = false;           ///< the next new study is this window's, and is to be in sight
    QString m_choose_task;           ///< to be chosen in the form once it is there
    int m_generation = 0;
    bool m_looking = false;
};

} // namespace stepmark::desktop
