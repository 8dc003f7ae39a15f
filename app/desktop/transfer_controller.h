// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/desktop/job_runner.h"

#include <QObject>

namespace stepmark::desktop {

/// Import and export, by stepmarkctl in the background, so that labelling goes on. Main thread only.
class TransferController : public QObject {
    Q_OBJECT
public:
    explicit TransferController(JobRunner& jobs, QObject* parent = nullptr);

    void begin(const QString& project_path) { m_path = project_path; }
    void end() { m_path.clear(); }
    void importFiles(const QStringList& files);
    void exportTo(const QString& file, const QString& format);

Q_SIGNALS:
    void notice(const QString& text, bool is_error);
    void imported();

private:
    void start(const QString& kind, const QString& title, const QStringList& arguments);
    void ended(const QString& kind, const WorkerOutcome& outcome);

    JobRunner& m_jobs;
    QString m_path; ///< empty: no project
    QString m_target;
};

} // namespace stepmark::desktop
