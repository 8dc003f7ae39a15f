// SPDX-License-Identifier: GPL-3.0-or-later
// Rounds, imports and jobs of other processes beside the labelling.
#include "model/run/round_course.h"
#include "storage/artifact_store.h"
#include "storage/connection.h"
#include "tests/app/desktop/fixture.h"
#include "ui/rounds/unfinished_panel.h"
#include "ui/shell/notice_bar.h"

#include <QPushButton>
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
    /// Else a labeler would have to wait for the training, or restart the program to see the new queue.
    void roundRunsWhileLabellingGoesOnAndBringsANewQueue() {
        ProjectFile file(2);
        const QString go = file.folder() + QStringLiteral("/go");
        auto desktop =
            openDesktop(file, file.script("echo '{\"stage\":\"training\",\"subject\":\"prm\",\"epoch\":1,\"epochs\":2,"
                                          "\"done\":1,\"total\":4}' >&2\necho hello >&2\n"
                                          "while [ ! -e '" +
                                          go.toUtf8() + "' ]; do sleep 0.05; done\necho '{\"queued\": 2}'\n"));
        Shown shown(*desktop);
        QSignalSpy logged(&desktop->jobs(), &JobRunner::logged);
        Q_EMIT pages(*desktop).rounds()->startRound({});
        QTRY_VERIFY(shown.is(ui::JobState::Running) && shown.job->progress.done == 1);
        QCOMPARE(shown.job->title, QStringLiteral("round 2"));
        type(*desktop, "333333");
        QVERIFY(settle(*desktop));
        QTRY_COMPARE(pages(*desktop).label()->state(), State::EmptyQueue);
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
        Q_EMIT pages(*desktop).rounds()->startRound({});
        QTRY_VERIFY(shown.job && shown.job->progress.stage == Stage::Scoring);
        Q_EMIT pages(*desktop).rounds()->cancelJob(shown.job->id);
        QVERIFY(shown.is(ui::JobState::Cancelling));
        QTRY_VERIFY(shown.is(ui::JobState::Cancelled));
        QVERIFY(isLabelling(*desktop));
    }

    /// Job 7 of one project was cancelled by leaving another: numbers are each project's own.
    void cancelBelongsToItsProject() {
        ProjectFile first, second;
        auto desktop = openDesktop(first, first.script("trap '' TERM\nwhile true; do sleep 0.05; done\n"));
        desktop->guard().setAsker([](auto&&...) { return LeaveGuard::Answer::Leave; });
        desktop->jobs().worker().setGrace(200);
        Shown shown(*desktop);
        Q_EMIT pages(*desktop).rounds()->startRound({});
        QTRY_VERIFY(desktop->jobs().isRunning());
        {
            Session worker(storage::Project::open(first.path().toStdString()));
            const JobId job = worker.jobs.enqueue("round");
            QVERIFY(worker.jobs.claim(job));
            worker.project.connection().execute("UPDATE job SET process = '', pid = " +
                                                std::to_string(desktop->jobs().worker().pid()));
        }
        QTRY_VERIFY(shown.job && shown.job->id == 1);
        Session other(storage::Project::open(second.path().toStdString()));
        const JobId job = other.jobs.enqueue("train");
        QCOMPARE(job, JobId(1)); // of the same number
        QVERIFY(other.jobs.claim(job).has_value());
        QSignalSpy grace(&desktop->jobs().worker(), &WorkerProcess::graceOver);
        desktop->open(second.path());
        QTRY_VERIFY(shown.job && shown.job->id == job && shown.is(ui::JobState::Running));
        QTRY_VERIFY(!desktop->jobs().isRunning()); // asked, asked by its row, killed
        QCOMPARE(grace.count(), 1);
        QVERIFY(settle(*desktop));
        QVERIFY(!other.jobs.find(job)->cancel_requested);
        QVERIFY(other.jobs.heartbeat(job));
        other.jobs.markCancelled(job);
    }

    /// Else a crashed training would look as if it still ran, or take the marks with it.
    void crashedRoundIsReportedAndLabellingGoesOn() {
        ProjectFile file;
        auto desktop = openDesktop(file, file.script("echo 'about to die' >&2; kill -9 $$\n"));
        Shown shown(*desktop);
        Q_EMIT pages(*desktop).rounds()->startRound({});
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
        Q_EMIT pages(*desktop).rounds()->startRound({});
        QTRY_VERIFY(desktop->jobs().isRunning());
        Q_EMIT pages(*desktop).rounds()->startRound({});
        QVERIFY(noticeOf(*desktop).contains(QStringLiteral("A round is at work")));
    }

    /// Else a job started from a terminal would be invisible, and could not be cancelled here.
    void jobOfAnotherProcessIsShown() {
        ProjectFile file;
        auto desktop = openDesktop(file);
        Shown shown(*desktop);
        Session other(storage::Project::open(file.path().toStdString()));
        const JobId job = other.jobs.enqueue("train");
        QVERIFY(other.jobs.claim(job).has_value());
        QVERIFY(other.jobs.heartbeat(job, {.stage = Stage::Training, .done = 3, .total = 9}));
        QTRY_VERIFY(shown.job && shown.job->id == job && shown.job->progress.done == 3);
        Q_EMIT pages(*desktop).rounds()->cancelJob(job);
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
        Session other(storage::Project::open(file.path().toStdString()));
        const JobId living = other.jobs.enqueue("score");
        QVERIFY(other.jobs.claim(living).has_value());
        QTRY_VERIFY_WITH_TIMEOUT(shown.job.has_value(), 20'000);
        QCOMPARE(shown.job->id, living);
    }

    /// Else candidates brought in while the page says "nothing to label" would not be noticed.
    void importBringsAReport() {
        ProjectFile file;
        auto desktop = openDesktop(file, file.script("echo "
                                                     "'{\"files\":[{\"problems\":2,\"solutions\":5,\"ratings\":7},{"
                                                     "\"problems\":1,\"solutions\":1,\"ratings\":0}]}'\n"));
        ui::ImportChoice choice;
        choice.files = {QStringLiteral("a.jsonl"), QStringLiteral("b.jsonl")};
        Q_EMIT pages(*desktop).transfer().importRequested(choice);
        QTRY_VERIFY(noticeOf(*desktop).contains(QStringLiteral("3 problems, 6 solutions, 7 ratings")));
    }

    /// Else a round that was killed overnight would have to be begun anew.
    void unfinishedRoundIsOfferedResumedAndDiscarded() {
        ProjectFile file;
        {
            Session session(storage::Project::open(file.path().toStdString()));
            const auto round =
                session.rounds.add({.strategy = SelectionStrategy::Uniform, .stage = storage::RoundStage::Begun});
            RoundCourse course{.plan = Plan({{.name = "1", .part = Part::Train, .identity = "a"},
                                             {.name = "2", .part = Part::Score, .inputs = {"1"}, .identity = "b"}}),
                               .saved_at = "2026-03-02T09:30:00.000Z"};
            session.rounds.setRecord(round.id, toText(course));
            storage::ArtifactStore(session.project).add({.identity = "a", .part = Part::Train, .result = "{}"});
        }
        auto desktop = openDesktop(file, file.script("echo \"$@\" >&2; echo '{\"queued\": 1}'\n"));
        auto* panel = pages(*desktop).rounds()->unfinishedPanel();
        QTRY_VERIFY(!panel->isHidden());
        QVERIFY2(panel->text().contains(QStringLiteral("Round 2")), qPrintable(panel->text()));
        QVERIFY(panel->text().contains(QStringLiteral("train")));
        QVERIFY2(!panel->text().contains(QStringLiteral("score")), qPrintable(panel->text()));
        QSignalSpy logged(&desktop->jobs(), &JobRunner::logged);
        panel->resumeButton()->click();
        QVERIFY(panel->isHidden()); // it is being gone on with
        QTRY_COMPARE(logged.count(), 1);
        QCOMPARE(logged[0][0].toString(), QStringLiteral("round %1 --resume --json").arg(file.path()));
        QTRY_VERIFY(!panel->isHidden()); // the stand-in for stepmarkctl has not finished it
        panel->discardButton()->click();
        QTRY_VERIFY(panel->isHidden());
        Session session(storage::Project::open(file.path().toStdString()));
        QVERIFY(!session.rounds.unfinished());
    }
};

QTEST_MAIN(TestBackgroundJobs)
#include "tst_background_jobs.moc"
