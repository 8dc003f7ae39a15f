// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/run/progress.h"

#include <QByteArray>
#include <QJsonObject>
#include <QObject>
#include <QProcess>
#include <QStringList>
#include <QTimer>

#include <nlohmann/json_fwd.hpp>

#include <optional>

namespace stepmark::desktop {

/// One progress line of `stepmarkctl --json`: a JSON object with a `stage`; nullopt for any other line.
std::optional<Progress> progressFromLine(const QByteArray& line);

/// What stepmarkctl is called with.
struct WorkerCall {
    QStringList arguments;
    QByteArray input; ///< on its standard input; empty: there is none
};
/// Of a subcommand that takes a spec: `arguments` begin with its name.
WorkerCall callWith(const nlohmann::ordered_json& spec, QStringList arguments);

/// How a run of stepmarkctl ended.
struct WorkerOutcome {
    enum class Kind { Done, Failed, Cancelled, Crashed, NotStarted };
    Kind kind = Kind::Done;
    int exit_code = 0;
    QJsonObject result; ///< what it printed on standard output, where that was JSON
    QString message;    ///< of a run that did not succeed: what happened and what to do
    QStringList tail;   ///< last lines of its log
};

/// Runs stepmarkctl once, in the background and at low priority, so that it never takes the window down and never makes
/// it slow. Progress comes as JSON lines on standard error, everything else there is log. The child ends with this
/// process, even if this process is killed. Main thread only.
class WorkerProcess : public QObject {
    Q_OBJECT
public:
    /// `program`: path of stepmarkctl.
    explicit WorkerProcess(QString program, QObject* parent = nullptr);
    ~WorkerProcess() override; ///< ends the child without waiting for long

    /// beside this program
    static QString defaultProgram();

    void start(const QStringList& arguments, const QByteArray& input = {});
    bool isRunning() const { return m_process.state() != QProcess::NotRunning; }
    bool isCancelling() const { return m_cancelling; }
    qint64 pid() const { return m_process.processId(); }
    /// Asks it to stop (SIGTERM); a child that does not answer in the grace period is reported by graceOver(), and
    /// killed after another one.
    void cancel();
    void setGrace(int grace_ms) { m_grace_ms = grace_ms; }

    static constexpr int kTailLines = 40;
    static constexpr int kNiceness = 10;

Q_SIGNALS:
    void progressed(const stepmark::Progress& progress);
    void logged(const QString& line);
    void graceOver();
    void ended(const stepmark::desktop::WorkerOutcome& outcome);

private:
    void readErrors();
    void takeLine(QByteArray line);
    void report(WorkerOutcome outcome);
    WorkerOutcome outcomeOf(int exit_code, QProcess::ExitStatus status);
    void graceElapsed();

    QString m_program;
    QProcess m_process;
    QTimer m_grace;
    QByteArray m_output;
    QByteArray m_partial; ///< of a line not yet complete
    QStringList m_tail;
    int m_grace_ms = 5000;
    bool m_cancelling = false;
    bool m_grace_over = false;
    bool m_reported = true;
};

} // namespace stepmark::desktop
