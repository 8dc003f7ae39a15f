// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/worker_process.h"

#include "model/run/progress_json.h"
#include "ui/jobs/fault_text.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>
#include <QJsonDocument>
#include <QJsonObject>

#include <nlohmann/json.hpp>

#include <csignal>
#include <unistd.h>
#ifdef __linux__
#include <sys/prctl.h>
#endif

namespace stepmark::desktop {

namespace {

constexpr qsizetype kLongestLine = 1 << 20;    ///< of standard error; a longer one is cut
constexpr qsizetype kLongestOutput = 64 << 20; ///< of standard output

/// A worker's error in the user's language, where it is one that has words of its own; else as the worker says it.
QString errorIn(const QJsonObject& said) {
    const QStringList values = said.value(u"values").toVariant().toStringList();
    const auto fault = faultFromText(said.value(u"fault").toString().toStdString());
    return fault ? ui::faultText(*fault, values) : said.value(u"error").toString();
}

/// What a line says to people: the message of a worker's {"error": ...}, or the line itself.
QString wordsOf(const QByteArray& line) {
    const QString error = errorIn(QJsonDocument::fromJson(line).object());
    return error.isEmpty() ? QString::fromUtf8(line) : error;
}

} // namespace

std::optional<Progress> progressFromLine(const QByteArray& line) {
    if (!line.startsWith('{'))
        return std::nullopt;
    return progressFromText(std::string_view(line.constData(), static_cast<std::size_t>(line.size())));
}

QString WorkerProcess::defaultProgram() {
    return QDir(QCoreApplication::applicationDirPath()).filePath(QStringLiteral("stepmarkctl"));
}

WorkerProcess::WorkerProcess(QString program, QObject* parent)
    : QObject(parent)
    , m_program(std::move(program)) {
    m_grace.setSingleShot(true);
    connect(&m_grace, &QTimer::timeout, this, &WorkerProcess::graceElapsed);
    connect(&m_process, &QProcess::readyReadStandardError, this, &WorkerProcess::readErrors);
    connect(&m_process, &QProcess::readyReadStandardOutput, this, [this] {
        const QByteArray more = m_process.readAllStandardOutput();
        if (m_output.size() < kLongestOutput)
            m_output += more;
    });
    connect(&m_process, &QProcess::finished, this,
            [this](int code, QProcess::ExitStatus status) { report(outcomeOf(code, status)); });
    connect(&m_process, &QProcess::errorOccurred, this, [this](QProcess::ProcessError error) {
        if (error != QProcess::FailedToStart)
            return; // a crash is told by finished()
        WorkerOutcome outcome;
        outcome.kind = WorkerOutcome::Kind::NotStarted;
        outcome.message = tr("%1 could not be started: %2. It belongs beside the stepmark program; install both again.")
                              .arg(m_program, m_process.errorString());
        report(outcome);
    });
}

WorkerProcess::~WorkerProcess() {
    m_process.disconnect(this);
    if (!isRunning())
        return;
    m_process.terminate();
    if (!m_process.waitForFinished(2000)) {
        m_process.kill();
        m_process.waitForFinished(1000);
    }
}

WorkerCall callWith(const nlohmann::ordered_json& spec, QStringList arguments) {
    arguments << QStringLiteral("--spec") << QStringLiteral("-") << QStringLiteral("--json");
    return {std::move(arguments), QByteArray::fromStdString(spec.dump())};
}

void WorkerProcess::start(const QStringList& arguments, const QByteArray& input) {
    m_output.clear();
    m_partial.clear();
    m_tail.clear();
    m_cancelling = m_grace_over = m_reported = false;
    m_process.setChildProcessModifier([] {
        // Runs in the child between fork and exec: async-signal-safe calls only.
        [[maybe_unused]] const int niceness = ::nice(kNiceness);
#ifdef __linux__
        ::prctl(PR_SET_PDEATHSIG, SIGTERM);
#endif
    });
    m_process.setProgram(m_program);
    m_process.setArguments(arguments);
    m_process.setStandardInputFile(input.isEmpty() ? QProcess::nullDevice() : QString());
    m_process.start(input.isEmpty() ? QIODevice::ReadOnly : QIODevice::ReadWrite);
    if (input.isEmpty())
        return;
    m_process.write(input);
    m_process.closeWriteChannel(); // once that is written
}

void WorkerProcess::cancel() {
    if (!isRunning() || m_cancelling)
        return;
    m_cancelling = true;
    m_process.terminate();
    m_grace.start(m_grace_ms);
}

void WorkerProcess::graceElapsed() {
    if (!isRunning())
        return;
    if (m_grace_over) {
        m_process.kill();
        return;
    }
    m_grace_over = true;
    m_grace.start(m_grace_ms);
    Q_EMIT graceOver();
}

void WorkerProcess::readErrors() {
    m_partial += m_process.readAllStandardError();
    qsizetype begin = 0;
    for (qsizetype end = m_partial.indexOf('\n'); end >= 0; end = m_partial.indexOf('\n', begin)) {
        takeLine(m_partial.mid(begin, end - begin));
        begin = end + 1;
    }
    m_partial.remove(0, begin);
    if (m_partial.size() > kLongestLine) {
        takeLine(m_partial);
        m_partial.clear();
    }
}

void WorkerProcess::takeLine(QByteArray line) {
    line = line.trimmed();
    if (line.isEmpty())
        return;
    if (const auto progress = progressFromLine(line)) {
        Q_EMIT progressed(*progress);
        return;
    }
    const QString text = wordsOf(line.left(kLongestLine));
    m_tail.append(text);
    if (m_tail.size() > kTailLines)
        m_tail.removeFirst();
    Q_EMIT logged(text);
}

WorkerOutcome WorkerProcess::outcomeOf(int exit_code, QProcess::ExitStatus status) {
    readErrors();
    takeLine(std::exchange(m_partial, {}));
    m_output += m_process.readAllStandardOutput();
    WorkerOutcome outcome;
    outcome.exit_code = exit_code;
    outcome.result = QJsonDocument::fromJson(m_output.trimmed()).object();
    outcome.tail = m_tail;
    if (m_cancelling) {
        outcome.kind = WorkerOutcome::Kind::Cancelled;
        outcome.message = tr("Cancelled.");
    } else if (status == QProcess::CrashExit) {
        outcome.kind = WorkerOutcome::Kind::Crashed;
        outcome.message =
            tr("The worker ended without a word (signal %1), perhaps for want of memory. What was on disk "
               "is kept; its last log lines are shown. Start it again, with less at a time.")
                .arg(exit_code);
    } else if (exit_code != 0) {
        outcome.kind = WorkerOutcome::Kind::Failed;
        outcome.message = errorIn(outcome.result);
        if (outcome.message.isEmpty())
            outcome.message = m_tail.isEmpty()
                                  ? tr("The worker failed (exit code %1) and left no message.").arg(exit_code)
                                  : m_tail.last();
    }
    return outcome;
}

void WorkerProcess::report(WorkerOutcome outcome) {
    if (std::exchange(m_reported, true))
        return;
    m_grace.stop();
    Q_EMIT ended(outcome);
}

} // namespace stepmark::desktop
