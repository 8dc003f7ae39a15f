// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/desktop/worker_process.h"
#include "ui/main_window.h"

#include <QObject>

#include <optional>

namespace stepmark::desktop {

/// Moves problems between splits by `stepmarkctl split`, and asks it beforehand what would move. Main thread only.
class HoldOutController : public QObject {
    Q_OBJECT
public:
    HoldOutController(ui::MainWindow& window, const QString& worker_program, QObject* parent = nullptr);

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

    ui::MainWindow& m_window;
    WorkerProcess m_worker;
    QString m_path;             ///< empty: no project
    std::optional<Call> m_call; ///< under way
    std::optional<Call> m_next; ///< asked for meanwhile
};

/// What `stepmarkctl split --json` printed.
ui::HoldOutCounts holdOutCountsFrom(const QJsonObject& result);

} // namespace stepmark::desktop
