// SPDX-License-Identifier: GPL-3.0-or-later
//
// Stopping: a user who cancels, or whose machine dies, finds the project as it was or as it would have been.
#include "tests/app/stepmarkctl/ctl_runner.h"

#include <csignal>

using namespace stepmark::test;

class TestCtlStop : public QObject {
    Q_OBJECT

    Workplace m_place;

    /// Starts a long training run and waits until it trains.
    void startTraining(QProcess& process, const QStringList& more = {}) {
        process.start(ctlProgram(), QStringList{"train", m_place.project(), "--kind", "prm", "--out",
                                                m_place.file("model"), "--epochs", "400", "--patience", "0", "--json"} +
                                        more);
        QByteArray seen;
        QTRY_VERIFY_WITH_TIMEOUT((seen += process.readAllStandardError()).contains("\"loss\""), 120'000);
    }

private Q_SLOTS:
    void initTestCase() {
        QCOMPARE(
            ctl({"sample", m_place.project(), "--problems", "30", "--samples", "4", "--held-out-samples", "4"}).code,
            0);
        QCOMPARE(ctl({"queue", m_place.project(), "--count", "60"}).code, 0);
        QCOMPARE(ctl({"label", m_place.project(), "--oracle"}).code, 0);
    }

    void signalsStopCleanly_data() {
        QTest::addColumn<int>("signal");
        QTest::newRow("SIGTERM") << SIGTERM;
        QTest::newRow("SIGINT") << SIGINT;
        QTest::newRow("SIGHUP") << SIGHUP;
    }
    void signalsStopCleanly() {
        QFETCH(int, signal);
        const int models = ctl({"status", m_place.project()}).json["models"];
        QProcess process;
        startTraining(process);
        ::kill(static_cast<pid_t>(process.processId()), signal);
        QVERIFY(process.waitForFinished(30'000));
        QCOMPARE(process.exitStatus(), QProcess::NormalExit);
        QCOMPARE(process.exitCode(), 130);
        const auto said = nlohmann::json::parse(process.readAllStandardOutput().toStdString());
        const QString on = "stepmarkctl train " + m_place.project() + " --kind prm --out " + m_place.file("model") +
                           " --epochs 400 --patience 0 --json --resume";
        QCOMPARE(QString::fromStdString(said["go_on"]), on);
        QVERIFY(QString::fromStdString(said["error"]).endsWith(on));
        QVERIFY(!QDir(m_place.file("model")).exists());
        QCOMPARE(ctl({"status", m_place.project()}).json["models"].get<int>(), models);
        QCOMPARE(QString::fromStdString(ctl({"jobs", m_place.project()}).json["jobs"][0]["state"]),
                 QString("cancelled"));
    }

    // Lost: a night's training, to the end of a session that it was started to outlive.
    void nohupIsHeeded() {
        QProcess process;
        process.setChildProcessModifier([] { ::signal(SIGHUP, SIG_IGN); });
        startTraining(process);
        ::kill(static_cast<pid_t>(process.processId()), SIGHUP);
        QByteArray seen;
        QTRY_VERIFY_WITH_TIMEOUT((seen += process.readAllStandardError()).count("\"loss\"") > 20, 120'000);
        ::kill(static_cast<pid_t>(process.processId()), SIGTERM);
        QVERIFY(process.waitForFinished(30'000));
        QCOMPARE(process.exitCode(), 130);
    }

    // The shell must read the words as they were meant.
    void whatIsSaidCanBeTyped() {
        const QString project = m_place.file("it's mine; rm.stepmark");
        QVERIFY(QFile::copy(m_place.project(), project));
        QProcess process;
        process.start(ctlProgram(), {"label", project, "--scores", "-", "--labeler", "$HOME"});
        QVERIFY(process.waitForStarted());
        const auto waits = [&] { return ctl({"jobs", project}).json["jobs"][0]["kind"] == "label"; };
        QTRY_VERIFY_WITH_TIMEOUT(waits(), 60'000);
        ::kill(static_cast<pid_t>(process.processId()), SIGINT);
        QVERIFY(process.waitForFinished(30'000));
        QCOMPARE(process.exitCode(), 130);
        const QString said = QString::fromUtf8(process.readAllStandardError());
        const QString command = said.section("It goes on with: stepmarkctl ", -1).trimmed();
        QProcess shell;
        shell.start("/bin/sh", {"-c", "printf '%s\\n' " + command});
        QVERIFY(shell.waitForFinished());
        QCOMPARE(QString::fromUtf8(shell.readAllStandardOutput()),
                 "label\n" + project + "\n--scores\n-\n--labeler\n$HOME\n");
    }

    /// The window, or a colleague's shell, cancels through the project.
    void cancelThroughTheTable() {
        QProcess process;
        startTraining(process);
        const auto job = ctl({"jobs", m_place.project()}).json["jobs"][0];
        QCOMPARE(QString::fromStdString(job["state"]), QString("running"));
        QCOMPARE(ctl({"cancel", m_place.project(), QString::number(job["id"].get<int>())}).code, 0);
        QVERIFY(process.waitForFinished(30'000));
        QCOMPARE(process.exitCode(), 130);
    }

    /// After kill -9 nothing claims to run for ever, and the project is whole.
    void killedWorkerIsFound() {
        QProcess process;
        startTraining(process);
        process.kill();
        QVERIFY(process.waitForFinished());
        QCOMPARE(QString::fromStdString(ctl({"jobs", m_place.project()}).json["jobs"][0]["state"]), QString("failed"));
        QCOMPARE(ctl({"check", m_place.project()}).code, 0);
    }
};

QTEST_GUILESS_MAIN(TestCtlStop)
#include "tst_ctl_stop.moc"
