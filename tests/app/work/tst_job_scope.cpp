// SPDX-License-Identifier: GPL-3.0-or-later
// A job's row says what became of it, however the project behaves meanwhile.
#include "app/work/job_scope.h"

#include "model/domain/error.h"
#include "storage/connection.h"
#include "storage/job_store.h"
#include "storage/refused_error.h"

#include <QTemporaryDir>
#include <QTest>

#include <future>

using namespace stepmark;
using work::JobScope;

namespace {

/// A project whose table refuses what a statement would do to it.
struct Place {
    QTemporaryDir folder;
    std::filesystem::path path(const char* name = "p.stepmark") const {
        return std::filesystem::path(folder.path().toStdString()) / name;
    }
    storage::Project project = storage::Project::create(path());
    storage::JobStore jobs{project};

    void refuse(const std::string& what) {
        project.connection().execute("CREATE TRIGGER refusal BEFORE " + what +
                                     " BEGIN SELECT RAISE(ABORT, 'not now'); END");
    }
    void allow() { project.connection().execute("DROP TRIGGER refusal"); }
};

} // namespace

class TestJobScope : public QObject {
    Q_OBJECT

private Q_SLOTS:
    /// Lost: every log line of a beat that failed.
    void logLinesOutliveAFailedBeat() {
        Place place, other;
        JobScope scope(place.path(), "train", "{}", {}), beside(other.path(), "train", "{}", {});
        place.refuse("INSERT ON job_log");
        scope.progress({.stage = Stage::ReadingPool});
        scope.progress({.stage = Stage::Scoring}); // what was before is over: a line
        const auto beats = [&] { return other.jobs.find(beside.id())->heartbeat_at; };
        for (int beat = 0; beat < 3; ++beat) { // the job beside beats as often
            const std::string last = beats();
            QTRY_VERIFY(beats() != last);
        }
        place.allow();
        scope.progress({.stage = Stage::Evaluating});
        QTRY_COMPARE(place.jobs.logLines(scope.id()).size(), std::size_t(2));
        QVERIFY(place.jobs.logLines(scope.id())[0].find("reading the pool") != std::string::npos);
        scope.done("{}");
        beside.done("{}");
        QCOMPARE(place.jobs.logLines(scope.id()).size(), std::size_t(3));
    }

    /// Lost: the end itself, so that the row said "running" until somebody found it dead.
    void endIsTriedAgain() {
        Place place;
        JobScope scope(place.path(), "train", "{}", {});
        place.refuse("UPDATE OF ended_at ON job");
        auto end = std::async(std::launch::async, [&] { scope.done("{\"ok\":true}"); });
        QVERIFY(end.wait_for(std::chrono::milliseconds(500)) == std::future_status::timeout);
        QCOMPARE(place.jobs.find(scope.id())->state, storage::JobState::Running);
        place.allow();
        end.get();
        QCOMPARE(place.jobs.find(scope.id())->state, storage::JobState::Done);
        QCOMPARE(place.jobs.find(scope.id())->result, std::string("{\"ok\":true}"));
    }

    /// Who was given up learns it, stops, and says so instead of "done".
    void whoWasGivenUpSaysSo() {
        Place place;
        std::stop_source stop;
        JobScope scope(place.path(), "train", "{}", stop);
        QVERIFY(place.jobs.giveUp(scope.id(), "thought dead"));
        QTRY_VERIFY(stop.stop_requested());
        QVERIFY_EXCEPTION_THROWN(scope.failed("Cancelled.", true), storage::RefusedError);
        QCOMPARE(place.jobs.find(scope.id())->message, std::string("thought dead"));
    }

    void cancelComesThroughTheTable() {
        Place place;
        std::stop_source stop;
        JobScope scope(place.path(), "train", "{}", stop);
        QVERIFY(place.jobs.requestCancel(scope.id()));
        QTRY_VERIFY(stop.stop_requested());
        scope.failed("Cancelled.", true);
        QCOMPARE(place.jobs.find(scope.id())->state, storage::JobState::Cancelled);
    }
};

QTEST_GUILESS_MAIN(TestJobScope)
#include "tst_job_scope.moc"
