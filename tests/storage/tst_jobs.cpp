// SPDX-License-Identifier: GPL-3.0-or-later
// Who lives, and who has what to themselves.
#include "model/domain/error.h"
#include "storage/connection.h"
#include "storage/job_store.h"
#include "storage/model_store.h"
#include "storage/process.h"
#include "storage/refused_error.h"
#include "tests/storage/fixture.h"

#include <QProcess>

#include <unistd.h>

using namespace stepmark;
using namespace stepmark::storage;
using stepmark::fixture::Folder;

namespace {

/// The number of a process that has ended: nobody's.
qint64 goneProcess() {
    QProcess gone;
    gone.start("true", QStringList());
    if (!gone.waitForStarted())
        qFatal("no program 'true'");
    const qint64 pid = gone.processId();
    gone.waitForFinished();
    return pid;
}

JobId runningJob(JobStore& jobs) {
    const JobId id = jobs.enqueue("round", "{\"count\":5}");
    jobs.claim(id);
    return id;
}

} // namespace

class TestJobs : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void whoLives_data() {
        QTest::addColumn<QString>("change"); // of the row of a job of this very process
        QTest::addColumn<bool>("dead");
        const QString old = "heartbeat_at = '2020-01-01T00:00:00.000Z'", fresh = "heartbeat_at = heartbeat_at";
        const QString gone = QString("pid = %1").arg(goneProcess());
        // A living one was called dead after a minute in which the project was locked, and another could start beside
        // it.
        QTest::newRow("silent but alive") << old << false;
        QTest::newRow("ended") << gone << true;
        QTest::newRow("number given to another since") << QString("process = process || '1'") << true;
        QTest::newRow("elsewhere, heard of") << QString("process = 'another boot', ") + fresh << false;
        QTest::newRow("elsewhere, silent") << QString("process = 'another boot', ") + old << true;
        QTest::newRow("elsewhere, same number") << QString("process = 'another boot', host = 'far', ") + gone << false;
        QTest::newRow("no word of its process, heard of") << QString("process = ''") << false;
        QTest::newRow("no word of its process, silent") << QString("process = '', ") + old << true;
    }
    void whoLives() {
        QFETCH(QString, change);
        QFETCH(bool, dead);
        const Folder folder;
        auto project = folder.project();
        JobStore jobs(project);
        const JobId id = runningJob(jobs);
        QVERIFY(!jobs.hold(id, "round"));
        project.connection().execute("UPDATE job SET " + change.toStdString());
        QCOMPARE(jobs.findDead().size(), std::size_t(dead));
        QCOMPARE(jobs.findLiving().size(), std::size_t(!dead));
        QCOMPARE(jobs.holder("round").has_value(), !dead);
        const JobId next = runningJob(jobs);
        const auto other = jobs.hold(next, "round");
        QCOMPARE(other.has_value(), !dead);
        if (dead) {
            QCOMPARE(jobs.find(id)->state, JobState::Failed); // it gave the place back
            QVERIFY(!jobs.heartbeat(id));                     // and were it alive after all, it must stop
            QVERIFY_EXCEPTION_THROWN(jobs.finish(id), RefusedError);
        } else {
            QCOMPARE(other->id, id);
        }
    }

    void zombieIsDead() {
        const pid_t child = ::fork();
        if (child == 0)
            ::_exit(0);
        const std::string name = thisProcess().substr(0, thisProcess().rfind(' ') + 1);
        QTRY_COMPARE(lifeOf(child, name + "1"), Life::Dead); // ended, its parent has not asked how
    }

    void whatOneHoldsAnotherCannot() {
        const Folder folder;
        auto project = folder.project();
        JobStore jobs(project);
        const JobId first = runningJob(jobs), second = runningJob(jobs);
        QVERIFY(!jobs.hold(first, "round"));
        QVERIFY(!jobs.hold(first, "round")); // it has it
        QVERIFY(!jobs.hold(second, "folder /m"));
        QCOMPARE(jobs.hold(second, "round")->id, first);
        QCOMPARE(jobs.find(second)->state, JobState::Running);
        jobs.finish(first);
        QVERIFY(!jobs.holder("round"));
        QVERIFY(!jobs.hold(second, "round"));
        jobs.markCancelled(second);
        QVERIFY(!jobs.holder("round") && !jobs.holder("folder /m"));
    }

    void deadJobsGoBackIntoTheQueueOrFail() {
        const Folder folder;
        auto project = folder.project();
        JobStore jobs(project);
        const JobId id = runningJob(jobs);
        QVERIFY(!jobs.claim(id));
        project.connection().execute("UPDATE job SET pid = " + std::to_string(goneProcess()));
        QCOMPARE(jobs.findDead().at(0).arguments, std::string("{\"count\":5}"));
        QVERIFY(jobs.requeue(id));
        QVERIFY(jobs.claim(id));
        QVERIFY(jobs.findDead().empty());
        project.connection().execute("UPDATE job SET pid = " + std::to_string(goneProcess()));
        jobs.giveUpDead();
        QCOMPARE(jobs.find(id)->state, JobState::Failed);
        QVERIFY(!jobs.find(id)->message.empty());
    }

    /// Else a training would be let into a folder that a model's row names in another spelling.
    void modelIsFoundHoweverItsFolderIsSpelled() {
        const Folder folder;
        auto project = folder.project();
        const auto place = folder.path("models");
        std::filesystem::create_directories(place / "one");
        std::filesystem::create_symlink(place, folder.path("link"));
        ModelStore models(project);
        const ModelId model = models.add({.kind = "prm", .path = (place / "one").string()});
        models.add({.kind = "prm", .path = (place / "other").string()});
        for (const auto& spelled : {place / "one", place / "one/", place / "." / "other" / ".." / "one",
                                    folder.path("link") / "one", std::filesystem::relative(place / "one")})
            QVERIFY2(models.findByPath(spelled) && models.findByPath(spelled)->id == model, spelled.c_str());
        QVERIFY(!models.findByPath(place / "on"));
    }
};

QTEST_GUILESS_MAIN(TestJobs)
#include "tst_jobs.moc"
