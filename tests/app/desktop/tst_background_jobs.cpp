// SPDX-License-Identifier: GPL-3.0-or-later
// Rounds, imports and jobs of other processes beside the labelling.
#include "app/desktop/round_history.h"
#include "tests/app/desktop/fixture.h"
#include "ui/window/notice_bar.h"

#include <QSignalSpy>
#include <QSqlDatabase>
#include <QSqlQuery>
#include <QTest>

using namespace stepmark;
using namespace stepmark::desktop;
using namespace stepmark::desktop::testing;
using State = ui::LabelPage::State;

namespace {

QString noticeOf(Desktop& desktop) { return desktop.window().findChild<ui::NoticeBar*>()->text(); }

/// Keeps the job that the window shows.
struct Shown {
    explicit Shown(Desktop& desktop) {
        QObject::connect(&desktop.jobs(), &JobRunner::jobChanged,
                         [this](const std::optional<ui::JobView>& view) { job = view; });
    }
    bool is(ui::JobState state) const { return job && job->state == state; }
    std::optional<ui::JobView> job;
};

} // namespace

class TestBackgroundJobs : public QObject {
    Q_OBJECT

private Q_SLOTS:
    /// Else what the user chose in the form would not be what is run.
    void roundArgumentsNameEveryChoice() {
        ui::RoundRequest request;
        request.selection.strategy = SelectionStrategy::ConvincingWrong;
        request.selection.count = 40;
        request.selection.wrong_share = 0.75;
        request.selection.per_problem = 2;
        request.selection.seed = 7;
        request.samples = 16;
        request.mode = ui::TrainingMode::Full;
        request.epochs = 3;
        request.base_dir = QStringLiteral("/models/a b");
        const QStringList expected{"round",         "p.stepmark", "--strategy", "convincing-wrong",
                                   "--count",       "40",         "--mix",      "0.75",
                                   "--per-problem", "2",          "--seed",     "7",
                                   "--samples",     "16",         "--mode",     "full",
                                   "--epochs",      "3",          "--base",     "/models/a b",
                                   "--json"};
        QCOMPARE(roundArguments(QStringLiteral("p.stepmark"), request), expected);
    }

    /// Else a labeler would have to wait for the training, or restart the program to see the new queue.
    void roundRunsWhileLabellingGoesOnAndBringsANewQueue() {
        ProjectFile file(2);
        const QString go = file.folder() + QStringLiteral("/go");
        auto desktop = openDesktop(
            file,
            file.script("echo '{\"stage\":\"training PRM, epoch 1 of 2\",\"done\":1,\"total\":4}' >&2\necho hello >&2\n"
                        "while [ ! -e '" +
                        go.toUtf8() + "' ]; do sleep 0.05; done\necho '{\"queued\": 2}'\n"));
        Shown shown(*desktop);
        QSignalSpy logged(&desktop->jobs(), &JobRunner::logged);
        Q_EMIT desktop->window().roundsPage()->startRound({});
        QTRY_VERIFY(shown.is(ui::JobState::Running) && shown.job->done == 1);
        QCOMPARE(shown.job->title, QStringLiteral("round 2"));
        type(*desktop, "333333");
        QVERIFY(settle(*desktop));
        QTRY_COMPARE(desktop->window().labelPage()->state(), State::EmptyQueue);
        QCOMPARE(file.events().size(), std::size_t(6));
        const auto queued = file.addSharing(); // what the worker does before it ends
        QFile(go).open(QIODevice::WriteOnly);
        QTRY_VERIFY(shown.is(ui::JobState::Done));
        QTRY_COMPARE(onScreen(*desktop), queued[0]);
        QTRY_VERIFY(noticeOf(*desktop).contains(QStringLiteral("round is done")));
        QCOMPARE(logged.count(), 1);
    }

    /// Else a round could not be stopped from the window.
    void roundIsCancelled() {
        ProjectFile file;
        auto desktop = openDesktop(
            file,
            file.script("trap 'exit 1' TERM\necho '{\"stage\":\"scoring\"}' >&2\nwhile true; do sleep 0.05; done\n"));
        Shown shown(*desktop);
        Q_EMIT desktop->window().roundsPage()->startRound({});
        QTRY_VERIFY(shown.job && shown.job->stage == QLatin1String("scoring"));
        Q_EMIT desktop->window().roundsPage()->cancelJob(shown.job->id);
        QVERIFY(shown.is(ui::JobState::Cancelling));
        QTRY_VERIFY(shown.is(ui::JobState::Cancelled));
        QVERIFY(isLabelling(*desktop));
    }

    /// Else a crashed training would look as if it still ran, or take the marks with it.
    void crashedRoundIsReportedAndLabellingGoesOn() {
        ProjectFile file;
        auto desktop = openDesktop(file, file.script("echo 'about to die' >&2; kill -9 $$\n"));
        Shown shown(*desktop);
        Q_EMIT desktop->window().roundsPage()->startRound({});
        QTRY_VERIFY(shown.is(ui::JobState::Failed));
        QVERIFY(!shown.job->error.isEmpty());
        QVERIFY(noticeOf(*desktop).contains(QStringLiteral("failed")));
        type(*desktop, "3");
        QVERIFY(settle(*desktop));
        QCOMPARE(file.events().size(), std::size_t(1));
    }

    /// Else two trainings would fight for the machine.
    void secondRoundIsRefused() {
        ProjectFile file;
        auto desktop = openDesktop(file, file.script("sleep 30\n"));
        Q_EMIT desktop->window().roundsPage()->startRound({});
        QTRY_VERIFY(desktop->jobs().isRunning());
        Q_EMIT desktop->window().roundsPage()->startRound({});
        QVERIFY(noticeOf(*desktop).contains(QStringLiteral("Another job")));
    }

    /// Else a job started from a terminal would be invisible, and could not be cancelled here.
    void jobOfAnotherProcessIsShown() {
        ProjectFile file;
        auto desktop = openDesktop(file);
        Shown shown(*desktop);
        Session other(storage::Project::open(file.path().toStdString()));
        const JobId job = other.jobs.enqueue("train");
        QVERIFY(other.jobs.claim(job).has_value());
        Progress progress;
        progress.stage = "training PRM";
        progress.done = 3;
        progress.total = 9;
        QVERIFY(other.jobs.heartbeat(job, progress));
        QTRY_VERIFY(shown.job && shown.job->id == job && shown.job->done == 3);
        Q_EMIT desktop->window().roundsPage()->cancelJob(job);
        QTRY_VERIFY(!other.jobs.heartbeat(job)); // it is asked to stop
        other.jobs.markCancelled(job);
        QTRY_VERIFY(!shown.job);
    }

    /// Else the window would go on showing a job whose process is long gone.
    void deadJobIsNotShown() {
        ProjectFile file;
        {
            Session other(storage::Project::open(file.path().toStdString()));
            other.jobs.claim(other.jobs.enqueue("train"));
        }
        {
            QSqlDatabase database = QSqlDatabase::addDatabase(QStringLiteral("QSQLITE"), QStringLiteral("dead"));
            database.setDatabaseName(file.path());
            QVERIFY(database.open());
            QVERIFY(QSqlQuery(database).exec(QStringLiteral("UPDATE job SET pid = 2000000000"))); // nobody has it
        }
        QSqlDatabase::removeDatabase(QStringLiteral("dead"));
        auto desktop = openDesktop(file);
        Shown shown(*desktop);
        QTest::qWait(1500);
        QVERIFY(!shown.job);
    }

    /// Else candidates brought in while the page says "nothing to label" would not be noticed.
    void importBringsAReport() {
        ProjectFile file;
        auto desktop = openDesktop(file, file.script("echo "
                                                     "'{\"files\":[{\"problems\":2,\"solutions\":5,\"ratings\":7},{"
                                                     "\"problems\":1,\"solutions\":1,\"ratings\":0}]}'\n"));
        Q_EMIT desktop->window().importRequested({QStringLiteral("a.jsonl"), QStringLiteral("b.jsonl")});
        QTRY_VERIFY(noticeOf(*desktop).contains(QStringLiteral("3 problems, 6 solutions, 7 ratings")));
    }

    void metrics_data() {
        QTest::addColumn<QByteArray>("json");
        QTest::addColumn<int>("best_of");
        QTest::addColumn<double>("prm");
        QTest::addRow("full")
            << QByteArray(
                   R"({"best_of_n":[{"n":1,"prm":0.4},{"n":16,"prm":0.6,"orm":null,"majority":0.5}],"labels":9})")
            << 16 << 0.6;
        QTest::addRow("no curve") << QByteArray(R"({"labels":9})") << 0 << -1.0;
        QTest::addRow("nothing at the largest N")
            << QByteArray(R"({"best_of_n":[{"n":4,"prm":0.6},{"n":8,"prm":null}]})") << 4 << 0.6;
        QTest::addRow("wrong types") << QByteArray(R"({"best_of_n":{"n":4},"labels":"many","step_auc":"good"})") << 0
                                     << -1.0;
        QTest::addRow("no JSON") << QByteArray("broken") << 0 << -1.0;
    }
    /// Else one odd evaluation would empty or crash the history.
    void metrics() {
        QFETCH(QByteArray, json);
        QFETCH(int, best_of);
        QFETCH(double, prm);
        ui::RoundRow row;
        readMetrics(json, row);
        QCOMPARE(row.best_of, best_of);
        QCOMPARE(row.prm.value_or(-1), prm);
        QVERIFY(!row.orm);
    }

    /// Else the history would not show what each round was worth.
    void historyOfARealProject() {
        ProjectFile file(4);
        Session session(storage::Project::open(file.path().toStdString()));
        storage::EvaluationRecord record;
        record.round = 1;
        record.kind = "round";
        record.metrics = R"({"labels":12,"step_auc":0.8,"step_auc_within":0.7,"state":"done"})";
        session.evaluations.add(record);
        const auto rows = roundHistory(session);
        QCOMPARE(rows.size(), std::size_t(1));
        QCOMPARE(rows[0].labels, std::int64_t(12));
        QCOMPARE(rows[0].queued, std::int64_t(4));
        QCOMPARE(rows[0].wrong_share, std::optional(0.5));
        QCOMPARE(rows[0].step_auc_within, std::optional(0.7));
        QCOMPARE(rows[0].state, QStringLiteral("done"));
        QVERIFY(rows[0].started.isValid());
    }
};

QTEST_MAIN(TestBackgroundJobs)
#include "tst_background_jobs.moc"
