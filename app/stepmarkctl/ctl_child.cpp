// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/stepmarkctl/ctl_child.h"

#include "model/domain/error.h"

#include <QCoreApplication>
#include <QDir>
#include <QProcess>

#include <csignal>
#include <sys/prctl.h>

namespace stepmark::ctl {

namespace {

using work::Json;

class CtlChild : public work::Child {
public:
    CtlChild(const std::vector<std::string>& arguments, const std::string& input) {
        QStringList words;
        for (const std::string& word : arguments)
            words << QString::fromStdString(word);
        // Between fork and exec: async-signal-safe calls only.
        m_process.setChildProcessModifier([] { ::prctl(PR_SET_PDEATHSIG, SIGTERM); });
        m_process.setStandardErrorFile(QProcess::nullDevice()); // its progress is in its job's row
        m_process.start(QDir(QCoreApplication::applicationDirPath()).filePath(QStringLiteral("stepmarkctl")),
                        words << QStringLiteral("--json"));
        if (!m_process.waitForStarted())
            throw Error("A worker could not be started: " + m_process.errorString().toStdString() + ".");
        m_process.write(input.data(), static_cast<qint64>(input.size()));
        m_process.closeWriteChannel();
    }
    ~CtlChild() override {
        constexpr int kPatience_ms = 120'000; // a checkpoint that it is writing is large
        stop();
        if (m_process.state() != QProcess::NotRunning && !m_process.waitForFinished(kPatience_ms))
            m_process.kill();
        m_process.waitForFinished();
    }
    CtlChild(const CtlChild&) = delete;
    CtlChild& operator=(const CtlChild&) = delete;

    bool isOver(std::chrono::milliseconds patience) override {
        return m_process.state() == QProcess::NotRunning ||
               m_process.waitForFinished(static_cast<int>(patience.count()));
    }

    Json result() override {
        const QByteArray printed = m_process.readAllStandardOutput();
        Json result = Json::parse(printed.toStdString(), nullptr, false);
        if (result.is_object() && m_process.exitStatus() == QProcess::NormalExit && m_process.exitCode() == 0)
            return result;
        if (result.is_object() && result.contains("error"))
            throw Error(result["error"].get<std::string>());
        throw Error(m_process.exitStatus() == QProcess::CrashExit
                        ? "Its process was killed or crashed: run the same command again."
                        : "Its process ended with code " + std::to_string(m_process.exitCode()) + ".");
    }

    void stop() override {
        if (m_process.state() != QProcess::NotRunning)
            m_process.terminate();
    }

private:
    QProcess m_process;
};

} // namespace

std::unique_ptr<work::Child> startCtl(const std::vector<std::string>& arguments, const std::string& input) {
    return std::make_unique<CtlChild>(arguments, input);
}

} // namespace stepmark::ctl
