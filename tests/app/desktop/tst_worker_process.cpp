// SPDX-License-Identifier: GPL-3.0-or-later
// A shell script stands for stepmarkctl.
#include "app/desktop/job_progress.h"
#include "tests/app/desktop/fixture.h"

#include <QElapsedTimer>
#include <QSignalSpy>
#include <QTest>

#include <csignal>

using namespace stepmark;
using namespace stepmark::desktop;
using namespace stepmark::desktop::testing;
using Kind = WorkerOutcome::Kind;

namespace {

struct Run {
    explicit Run(const QString& program)
        : worker(program) {
        QObject::connect(&worker, &WorkerProcess::progressed, [this](const Progress& one) { progress.push_back(one); });
        QObject::connect(&worker, &WorkerProcess::logged, [this](const QString& line) { log.append(line); });
        QObject::connect(&worker, &WorkerProcess::ended, [this](const WorkerOutcome& one) { outcome = one; });
    }
    bool wait() {
        return QTest::qWaitFor([this] { return outcome.has_value(); }, 15000);
    }
    WorkerProcess worker;
    std::vector<Progress> progress;
    QStringList log;
    std::optional<WorkerOutcome> outcome;
};

} // namespace

class TestWorkerProcess : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void progressLines_data() {
        QTest::addColumn<QByteArray>("line");
        QTest::addColumn<bool>("is_progress");
        QTest::addRow("full")
            << QByteArray(
                   R"({"stage":"training","subject":"prm","epoch":1,"epochs":2,"done":123,"total":456,"unit":"tokens","per_s":10400.0,"loss":0.41})")
            << true;
        QTest::addRow("stage only") << QByteArray(R"({"stage":"evaluating"})") << true;
        QTest::addRow("words") << QByteArray("loading the base") << false;
        QTest::addRow("other object") << QByteArray(R"({"queued": 3})") << false;
        QTest::addRow("stage is no text") << QByteArray(R"({"stage": 3})") << false;
        QTest::addRow("cut off") << QByteArray("{\"stage\":\"training") << false;
        QTest::addRow("list") << QByteArray(R"([1, 2])") << false;
        QTest::addRow("empty") << QByteArray() << false;
        QTest::addRow("not UTF-8") << QByteArray("{\"stage\":\"\xff\xfe\"}") << false;
    }
    /// Else a stray line of a library would move the bar, or a progress line would flood the log.
    void progressLines() {
        QFETCH(QByteArray, line);
        QFETCH(bool, is_progress);
        QCOMPARE(progressFromLine(line).has_value(), is_progress);
    }

    /// Else the window would not show how a round goes and what came of it.
    void progressLogAndResult() {
        ProjectFile file(0);
        Run run(file.script("echo 'loading the base' >&2\n"
                            "printf '{\"stage\":\"training\",\"subject\":\"prm\",\"done\":1,\"to' >&2; sleep 0.1\n"
                            "printf 'tal\":4,\"unit\":\"tokens\",\"per_s\":10.5,\"loss\":0.5}\\nlast words' >&2\n"
                            "echo '{\"queued\": 50, \"args\": \"'\"$*\"'\"}'\n"));
        run.worker.start({QStringLiteral("round"), QStringLiteral("a b.stepmark"), QStringLiteral("--json")});
        QVERIFY(run.wait());
        QCOMPARE(run.outcome->kind, Kind::Done);
        QCOMPARE(run.outcome->result.value(u"queued").toInt(), 50);
        QCOMPARE(run.outcome->result.value(u"args").toString(), QStringLiteral("round a b.stepmark --json"));
        QCOMPARE(run.progress.size(), std::size_t(1));
        QCOMPARE(run.progress[0].total, std::int64_t(4));
        QCOMPARE(run.progress[0].loss, std::optional(0.5));
        QCOMPARE(run.log, QStringList({QStringLiteral("loading the base"), QStringLiteral("last words")}));
    }

    /// Else training would make the window stutter.
    void runsAtLowPriority() {
        ProjectFile file(0);
        Run run(file.script("nice >&2\n"));
        run.worker.start({});
        QVERIFY(run.wait());
        QVERIFY(run.log.value(0).toInt() >= WorkerProcess::kNiceness);
    }

    /// Else the user would see a number in place of what to do.
    void failureSaysWhy() {
        ProjectFile file(0);
        Run told(file.script("echo '{\"error\":\"There is no base: give --base.\"}' | tee /dev/stderr; exit 1\n"));
        told.worker.start({});
        QVERIFY(told.wait());
        QCOMPARE(told.outcome->kind, Kind::Failed);
        QCOMPARE(told.outcome->message, QStringLiteral("There is no base: give --base."));
        QCOMPARE(told.log, QStringList{told.outcome->message});
        Run usage(file.script("echo 'unknown option' >&2; exit 2\n"));
        usage.worker.start({});
        QVERIFY(usage.wait());
        QCOMPARE(usage.outcome->exit_code, 2);
        QCOMPARE(usage.outcome->message, QStringLiteral("unknown option"));
    }

    /// Else a window without a command line would speak of --too-long, and in English.
    void errorsNameTheWindowsControls() {
        ProjectFile file(0);
        Run run(file.script("echo '{\"error\":\"use --base DIR\",\"fault\":\"base_too_small\","
                            "\"values\":[\"1200\",\"1500\",\"512\",\"stepmark-base\"]}' | tee /dev/stderr; exit 1\n"));
        run.worker.start({});
        QVERIFY(run.wait());
        const QString message = run.outcome->message;
        for (const char* says : {"512", "stepmark-base", "Base model", "Too long for the model"})
            QVERIFY2(message.contains(QLatin1String(says)), qPrintable(message));
        QVERIFY2(!message.contains(QLatin1String("--")) && !message.contains(QLatin1Char('%')), qPrintable(message));
        QCOMPARE(run.log, QStringList{message});
        Run newer(file.script("echo '{\"error\":\"something else\",\"fault\":\"of_a_later_version\"}'; exit 1\n"));
        newer.worker.start({});
        QVERIFY(newer.wait());
        QCOMPARE(newer.outcome->message, QStringLiteral("something else"));
    }

    /// Else the window would wait for ever for a worker that the kernel has killed.
    void crashIsReportedWithItsLog() {
        ProjectFile file(0);
        Run run(file.script("echo 'allocating 80 GiB' >&2; kill -9 $$\n"));
        run.worker.start({});
        QVERIFY(run.wait());
        QCOMPARE(run.outcome->kind, Kind::Crashed);
        QCOMPARE(run.outcome->tail, QStringList{QStringLiteral("allocating 80 GiB")});
        QVERIFY(!run.worker.isRunning());
    }

    /// Else a broken installation would look like a round that does nothing.
    void missingProgramIsReported() {
        Run run(QStringLiteral("/nonexistent/stepmarkctl"));
        run.worker.start({});
        QVERIFY(run.wait());
        QCOMPARE(run.outcome->kind, Kind::NotStarted);
        QVERIFY(run.outcome->message.contains(QStringLiteral("/nonexistent/stepmarkctl")));
    }

    /// Else cancel would leave a job half done, or kill what would have stopped cleanly.
    void cancelLetsItEndCleanly() {
        ProjectFile file(0);
        Run run(
            file.script("trap 'echo cleaned up >&2; exit 1' TERM\necho ready >&2\nwhile true; do sleep 0.05; done\n"));
        QSignalSpy grace(&run.worker, &WorkerProcess::graceOver);
        run.worker.start({});
        QTRY_VERIFY(run.log.contains(QStringLiteral("ready")));
        run.worker.cancel();
        QVERIFY(run.worker.isCancelling());
        QVERIFY(run.wait());
        QCOMPARE(run.outcome->kind, Kind::Cancelled);
        QVERIFY(run.log.contains(QStringLiteral("cleaned up")));
        QCOMPARE(grace.count(), 0);
    }

    /// Else a worker that hangs could not be got rid of.
    void deafWorkerIsKilledAfterTheGrace() {
        ProjectFile file(0);
        Run run(file.script("trap '' TERM\necho ready >&2\nwhile true; do sleep 0.05; done\n"));
        QSignalSpy grace(&run.worker, &WorkerProcess::graceOver);
        run.worker.setGrace(300);
        run.worker.start({});
        QTRY_VERIFY(run.log.contains(QStringLiteral("ready")));
        QElapsedTimer clock;
        clock.start();
        run.worker.cancel();
        QVERIFY(run.wait());
        QCOMPARE(run.outcome->kind, Kind::Cancelled);
        QCOMPARE(grace.count(), 1);
        QVERIFY(clock.elapsed() >= 500);
    }

    /// Else a round would go on unseen after its window is gone.
    void endsWithItsWindow() {
        ProjectFile file(0);
        qint64 pid = 0;
        {
            Run run(file.script("echo ready >&2\nexec sleep 60\n"));
            run.worker.start({});
            QTRY_VERIFY(run.log.contains(QStringLiteral("ready")));
            pid = run.worker.pid();
        }
        QCOMPARE(::kill(static_cast<pid_t>(pid), 0), -1);
    }

    /// Else the list of stages would repeat itself each epoch, or the time left would be nonsense.
    void stagesAndTimeLeft() {
        QCOMPARE(partOf({.stage = Stage::ReadingRatings}), Part::Train);
        QCOMPARE(partOf({.stage = Stage::Choosing}), Part::Queue);
        QCOMPARE(partOf({.stage = Stage::Validating}), Part::None);
        JobProgress job(QStringLiteral("round 3"), 0);
        const auto report = [&](Progress progress, std::int64_t done, std::int64_t total, double rate, qint64 at_ms) {
            progress.done = done;
            progress.total = total;
            progress.units_per_s = rate;
            progress.unit = Unit::Tokens;
            job.report(progress, at_ms);
        };
        const Progress first{.stage = Stage::Training, .subject = Subject::Prm, .epoch = 1, .epochs = 2};
        Progress second = first;
        second.epoch = 2;
        report(first, 100, 1000, 100, 1000);
        QCOMPARE(job.view().left_ms, std::optional<qint64>(19'000)); // of this epoch and of the next
        report(second, 500, 1000, 0, 11'000);
        QVERIFY(!job.view().left_ms); // no rate, and the stage has only begun
        report(second, 500, 1000, 0, 16'000);
        QCOMPARE(job.view().left_ms, std::optional<qint64>(5000));
        report({.stage = Stage::Scoring}, 0, 0, 0, 20'000);
        QVERIFY(!job.view().left_ms);
        QCOMPARE(job.view().stages.size(), std::size_t(2));
        QCOMPARE(job.view().stages[0].part, Part::Train);
        QCOMPARE(job.view().stages[0].state, ui::StageState::Done);
        QCOMPARE(job.view().stages[1].part, Part::Score);
        job.end(ui::JobState::Failed, QStringLiteral("no space"), 21'000);
        QCOMPARE(job.view().stages[1].state, ui::StageState::Failed);
        QCOMPARE(job.view().error, QStringLiteral("no space"));
    }
};

QTEST_MAIN(TestWorkerProcess)
#include "tst_worker_process.moc"
