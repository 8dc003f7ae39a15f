// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/desktop/worker_process.h"
#include "ui/transfer/transfer_dialogs.h"

#include <QObject>

#include <optional>

namespace stepmark::desktop {

/// Moves problems between splits by `stepmarkctl split`, and asks it beforehand what would move. Main thread only.
class HoldOutController : public QObject {
    Q_OBJECT
public:
    HoldOutController(ui::TransferDialogs& dialogs, const QString& worker_program, QObject* parent = nullptr);

    void begin(const QString& project_path) { m_path = project_path; }
    void end();

Q_SIGNALS:
    void notice(const QString& text, bool is_error);
    void moved();

private:
    struct Call {
        ui::HoldOutChoice choice;
        bool preview = true;
    };
    void call(const Call& wanted);
    void ended(const WorkerOutcome& outcome);
    void previewed(const WorkerOutcome& outcome);
    void done(const WorkerOutcome& outcome);

    ui::TransferDialogs& m_dialogs;
    WorkerProcess m_worker;
    QString m_path;             ///< empty: no project
    std::optional<Call> m_call; ///< under way
    std::optional<Call> m_next; ///< asked for meanwhile
};

/// What `stepmarkctl split --json` printed.
ui::HoldOutCounts holdOutCountsFrom(const QJsonObject& result);

} // namespace stepmark::desktop
