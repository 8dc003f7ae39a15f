// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/desktop/job_runner.h"
#include "ui/transfer/transfer_dialogs.h"

#include <QObject>

#include <optional>

namespace stepmark::desktop {

/// Import and export, by stepmarkctl in the background, so that labelling goes on; and what they would do, by another
/// stepmarkctl, at any time. Main thread only.
class TransferController : public QObject {
    Q_OBJECT
public:
    TransferController(JobRunner& jobs, ui::TransferDialogs& dialogs, const QString& worker_program,
                       QObject* parent = nullptr);

    void begin(const QString& project_path) { m_path = project_path; }
    void end();

Q_SIGNALS:
    void notice(const QString& text, bool is_error);
    void imported();

private:
    enum class Look { None, Import, Export };
    void preview(const ui::ImportChoice& choice);
    void count(const ui::ExportChoice& choice);
    void look(Look what, const QStringList& arguments);
    void looked(const WorkerOutcome& outcome);
    void importFiles(const ui::ImportChoice& choice);
    void exportTo(const ui::ExportChoice& choice);
    bool start(const QString& kind, const QString& title, const QStringList& arguments);
    void progressed(const std::optional<ui::JobView>& job);
    void ended(const QString& kind, const WorkerOutcome& outcome);
    void importEnded(const WorkerOutcome& outcome);
    void exportEnded(const WorkerOutcome& outcome);
    QString whyNot() const;

    JobRunner& m_jobs;
    ui::TransferDialogs& m_dialogs;
    WorkerProcess m_look;
    Look m_looking = Look::None;
    std::optional<std::pair<Look, QStringList>> m_next_look; ///< asked for while another look is under way
    QString m_path;                                          ///< empty: no project
    QString m_target;
    QString m_running; ///< "import", "export": ours under way
};

} // namespace stepmark::desktop
