// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/desktop/worker_process.h"

#include <QObject>
#include <QTimer>

#include <optional>

namespace stepmark::desktop {

/// Asks a `stepmarkctl ... --plan` what something would take, in the background, for the newest question only: one that
/// is still being answered is stopped by the next. Main thread only.
class PlanAsker : public QObject {
    Q_OBJECT
public:
    explicit PlanAsker(QString program, QObject* parent = nullptr);

    /// Waits a moment first: the user may still be typing.
    void ask(const WorkerCall& call);
    void stop(); ///< no answer is wanted any more

    static constexpr int kPause_ms = 500;

Q_SIGNALS:
    void answered(const QJsonObject& plan);
    void failed(const QString& message);

private:
    void begin();
    void ended(const WorkerOutcome& outcome);

    WorkerProcess m_worker;
    QTimer m_pause;
    std::optional<WorkerCall> m_wanted; ///< nullopt: nothing is asked
    bool m_answering = false;           ///< the worker is at m_wanted
};

} // namespace stepmark::desktop
