// SPDX-License-Identifier: GPL-3.0-or-later
// Processes that are killed or work side by side. This program is its own child: "--rate FILE", "--claim FILE" and
// "--visit FILE".
#include "model/domain/error.h"
#include "storage/annotation_store.h"
#include "storage/check.h"
#include "storage/connection.h"
#include "storage/counts.h"
#include "storage/job_store.h"
#include "storage/labeler_store.h"
#include "storage/rating_store.h"
#include "tests/storage/fixture.h"

#include <QCoreApplication>
#include <QProcess>
#include <QTest>

#include <iostream>
#include <set>
#include <signal.h>
#include <thread>

using namespace stepmark;
using namespace stepmark::storage;
using stepmark::fixture::Folder;

namespace {

// Appends ratings for ever, and says each one's id once it is acknowledged.
int rateForever(const char* path) {
    auto project = Project::open(path);
    RatingStore ratings(project);
    for (;;) {
        RatingEvent event;
        event.annotation = 1;
        event.step = 1;
        event.rating = Rating::Positive;
        std::cout << ratings.append(event) << std::endl;
    }
}

// Claims jobs until there are none, and says which.
int claimAll(const char* path) {
    auto project = Project::open(path);
    JobStore jobs(project);
    while (const auto job = jobs.claim()) {
        std::cout << job->id << std::endl;
        jobs.heartbeat(job->id, {.stage = Stage::Training, .done = 1, .total = 2});
        jobs.finish(job->id, "{\"ok\":true}");
    }
    return 0;
}

// Opens the project and closes it: the last to close one takes its log away.
int visit(const char* path) {
    Project::open(path);
    return 0;
}

QStringList linesOf(QProcess& process) {
    return QString::fromUtf8(process.readAllStandardOutput()).split('\n', Qt::SkipEmptyParts);
}

} // namespace

class Durability : public QObject {
    Q_OBJECT

private Q_SLOTS:
    // Lost: marks that the page had called saved, when the power went or the program was killed.
    void everyAcknowledgedRatingSurvivesAKill() {
        const Folder folder;
        {
            auto project = folder.project();
            const auto s = fixture::addSolution(project, "p", {"one"});
            AnnotationStore(project).begin(s.solution, LabelerStore(project).named("ann").id);
        }
        const auto path = folder.path("a.stepmark");
        std::int64_t acknowledged = 0;
        for (int round = 0; round < 3; ++round) {
            QProcess child;
            child.start(QCoreApplication::applicationFilePath(), {"--rate", QString::fromStdString(path.string())});
            QVERIFY(child.waitForReadyRead(30000));
            for (int i = 0; i < 10 + 7 * round; ++i)
                child.waitForReadyRead(50);
            ::kill(static_cast<pid_t>(child.processId()), SIGKILL);
            child.waitForFinished();
            const auto lines = linesOf(child);
            QVERIFY(!lines.isEmpty());
            // A line may have been cut by the kill; the one before it was whole.
            acknowledged =
                std::max<std::int64_t>(acknowledged, lines.size() > 1 ? lines[lines.size() - 2].toLongLong() : 0);
            auto project = Project::open(path);
            const auto history = RatingStore(project).history(1);
            QVERIFY(static_cast<std::int64_t>(history.size()) >= acknowledged);
            for (std::size_t i = 0; i < history.size(); ++i)
                QCOMPARE(history[i].id, static_cast<std::int64_t>(i + 1)); // none is missing in between
            QVERIFY(check(project).empty());
        }
        qInfo("%lld ratings were acknowledged, all are there", static_cast<long long>(acknowledged));
    }

    // Lost: hours of work done twice, if two workers took one job.
    void twoProcessesNeverClaimTheSameJob() {
        const Folder folder;
        {
            auto project = folder.project();
            JobStore jobs(project);
            for (int i = 0; i < 40; ++i)
                jobs.enqueue("train", "{}");
        }
        QProcess children[2];
        for (QProcess& child : children)
            child.start(QCoreApplication::applicationFilePath(),
                        {"--claim", QString::fromStdString(folder.path("a.stepmark").string())});
        std::set<int> claimed;
        qsizetype all = 0;
        for (QProcess& child : children) {
            QVERIFY(child.waitForFinished(120000));
            QCOMPARE(child.exitCode(), 0);
            const auto lines = linesOf(child);
            all += lines.size();
            for (const QString& line : lines)
                claimed.insert(line.toInt());
        }
        QCOMPARE(all, 40);
        QCOMPARE(claimed.size(), std::size_t(40));
        auto project = Project::open(folder.path("a.stepmark"));
        for (const Job& job : JobStore(project).list()) {
            QCOMPARE(job.state, JobState::Done);
            QCOMPARE(job.result, std::string("{\"ok\":true}"));
        }
    }

    // Lost: every mark made after a second opening in this process (a job's heartbeat, the window's check) had dropped
    // SQLite's locks, so that a rival that closed the project took the log away from under the first.
    void openingTwiceKeepsTheLocks() {
        const Folder folder;
        const auto path = folder.path("a.stepmark");
        {
            auto project = folder.project();
            fixture::addSolution(project, "before", {"one"});
            Project::open(path);
            const Project still_open = Project::open(path);
            QProcess rival;
            rival.start(QCoreApplication::applicationFilePath(), {"--visit", QString::fromStdString(path.string())});
            QVERIFY(rival.waitForFinished(120000));
            QCOMPARE(rival.exitCode(), 0);
            QVERIFY(folder.files().contains("a.stepmark-wal"));
            fixture::addSolution(project, "after", {"one"});
        }
        auto project = Project::open(path);
        QCOMPARE(counts(project).problems, 2);
        QVERIFY(check(project).empty());
    }

    // Lost: the button that ends a job.
    void cancelReachesTheWorker() {
        const Folder folder;
        auto project = folder.project();
        JobStore jobs(project);
        const JobId waiting = jobs.enqueue("train"), running = jobs.enqueue("train");
        QVERIFY(jobs.requestCancel(waiting));
        QCOMPARE(jobs.find(waiting)->state, JobState::Cancelled);
        QVERIFY(jobs.claim(running));
        QVERIFY(jobs.heartbeat(running, {.stage = Stage::Scoring, .done = 1, .total = 3, .note = "x"}));
        QVERIFY(jobs.requestCancel(running));
        QVERIFY(!jobs.heartbeat(running));
        jobs.log(running, "first");
        jobs.log(running, "second");
        QCOMPARE(jobs.logLines(running, 1), std::vector<std::string>{"second"});
        jobs.markCancelled(running);
        QVERIFY(!jobs.requestCancel(running));
        QCOMPARE(jobs.find(running)->state, JobState::Cancelled);
    }

    // Lost: a mark, if a long import by another process made it fail instead of wait.
    void writersWaitForEachOther() {
        const Folder folder;
        { folder.project(); }
        const auto path = folder.path("a.stepmark");
        std::vector<std::jthread> threads;
        for (int t = 0; t < 3; ++t)
            threads.emplace_back([&path, t] {
                auto project = Project::open(path); // each thread opens its own
                for (int i = 0; i < 15; ++i)
                    fixture::addSolution(project, "p" + std::to_string(i), {"one", "by " + std::to_string(t)});
            });
        threads.clear();
        auto project = Project::open(path);
        QCOMPARE(counts(project).problems, 15);
        QVERIFY(check(project).empty());
    }
};

int main(int argc, char** argv) {
    QCoreApplication app(argc, argv);
    if (argc == 3 && std::string_view(argv[1]) == "--rate")
        return rateForever(argv[2]);
    if (argc == 3 && std::string_view(argv[1]) == "--claim")
        return claimAll(argv[2]);
    if (argc == 3 && std::string_view(argv[1]) == "--visit")
        return visit(argv[2]);
    Durability test;
    return QTest::qExec(&test, argc, argv);
}
#include "tst_durability.moc"
