// SPDX-License-Identifier: GPL-3.0-or-later
// Imports that somebody else has to finish or to sweep, and how it is known that they are left.
#include "storage/check.h"
#include "storage/process.h"
#include "tests/storage/hidden_rows.h"

#include <QProcess>

using namespace stepmark;
using namespace stepmark::storage;
using namespace stepmark::storage::test;
using stepmark::fixture::Folder;

class TestImportLeft : public QObject {
    Q_OBJECT

private Q_SLOTS:
    // Lost: marks in lists, if a run was killed between being seen and being counted.
    void whatIsPublishedIsFinishedByWhoeverComesNext() {
        const Folder folder;
        auto project = folder.project();
        const auto p = fixture::addSolution(project, "p", {"one", "two"});
        Connection& connection = project.connection();
        {
            ImportRun run(project);
            run.batch().write([&] {
                Statement(connection, "INSERT INTO import_fill VALUES (?, 'other key', '7', NULL, 'sums')")
                    .run(p.problem);
            });
            run.publish();
            QCOMPARE(ProblemStore(project).find(p.problem)->answer, std::optional<std::string>("7"));
            QCOMPARE(ProblemStore(project).find(p.problem)->key, std::string("p")); // had one
            QCOMPARE(ProblemStore(project).find(p.problem)->subject, std::string("sums"));
        }
        RatingEvent event;
        event.annotation = AnnotationStore(project).begin(p.solution, LabelerStore(project).named("ann").id).id;
        event.step = p.steps[0];
        event.rating = Rating::Positive;
        RatingStore(project).append(event);
        connection.execute("UPDATE import_run SET state = 'published', pid = 0, host = 'gone', beat_at = "
                           "'2020-01-01T00:00:00.000Z'");
        connection.execute("UPDATE solution_row SET marks = 0");
        QVERIFY(!check(project).empty());
        connection.execute("INSERT INTO import_recount VALUES (" + std::to_string(p.solution) + ")");
        QVERIFY(check(project).empty()); // known to be on its way
        QCOMPARE(sweepImports(project), 1);
        QCOMPARE(SolutionList(project).rows(std::vector{p.solution})[0].marks, 1);
        QVERIFY(openImports(project).empty());
    }

    void whoseProcessLivesIsAlive_data() {
        QTest::addColumn<QString>(
            "process"); // of the run's row; %1: boot and namespace, %2: start of the one that lives
        QTest::addColumn<QString>("beat_at");
        QTest::addColumn<bool>("alive");
        const QString now = QString::fromStdString(nowUtc()), long_ago = "2020-01-01T00:00:00.000Z";
        QTest::newRow("silent for years, but there") << "%1 %2" << long_ago << true;
        QTest::newRow("its number is another's by now") << "%1 1" << now << false;
        QTest::newRow("cannot be asked, silent") << "another boot" << long_ago << false;
        QTest::newRow("cannot be asked, has just written") << "another boot" << now << true;
        QTest::newRow("of a version before") << "" << now << true;
    }
    // Lost: an import that waited half an hour for a disk; and nobody could import as long as some other program had
    // the number of a dead one.
    void whoseProcessLivesIsAlive() {
        QFETCH(const QString, process);
        QFETCH(const QString, beat_at);
        QFETCH(const bool, alive);
        QProcess other;
        other.start("sleep", {"600"});
        QVERIFY(other.waitForStarted());
        QFile stat(QString("/proc/%1/stat").arg(other.processId()));
        QVERIFY(stat.open(QIODevice::ReadOnly));
        const QString fields = QString::fromUtf8(stat.readAll());
        const QString start = fields.mid(fields.lastIndexOf(')') + 2).section(' ', 19, 19);
        const QString here = QString::fromStdString(thisProcess()).section(' ', 0, -2);
        const Folder folder;
        auto project = folder.project();
        Statement(project.connection(), "INSERT INTO import_run (job_id, pid, host, process, beat_at, created_at) "
                                        "VALUES (0, ?, 'here', ?, ?, '')")
            .run(std::int64_t{other.processId()},
                 QString(process).replace("%1", here).replace("%2", start).toStdString(), beat_at.toStdString());
        QCOMPARE(openImports(project).front().alive, alive);
        QCOMPARE(sweepImports(project), alive ? 0 : 1);
        other.kill();
        other.waitForFinished();
    }

    // Lost: half an import, if one that was taken for dead (a laptop that slept) went on after it was swept.
    void oneThatWasGivenUpFindsOut() {
        const Folder folder;
        auto project = folder.project();
        auto other = Project::open(folder.path("a.stepmark"));
        ImportRun run(project);
        write(project, run, "q");
        run.batch().commit();
        other.connection().execute(
            "UPDATE import_run SET process = 'another boot', beat_at = '2020-01-01T00:00:00.000Z'");
        QCOMPARE(sweepImports(other), 1);
        QVERIFY(fixture::errorOf([&] { write(project, run, "r"); }).contains("given up"));
        QCOMPARE(counts(other).problems, 0);
        QCOMPARE(rowsOf(other, "problem_row"), 0);
    }

    // Lost: the audit trail, if a mark could be hidden, then swept.
    void aMarkOnceSeenIsNeverHidden_data() {
        QTest::addColumn<QString>("sql");
        QTest::newRow("hide") << "INSERT INTO hidden VALUES ('rating_event', 1, 9, 1)";
        QTest::newRow("stretch") << "UPDATE hidden SET last = 99 WHERE kind = 'rating_event'";
        QTest::newRow("move") << "UPDATE hidden SET first = 1 WHERE kind = 'rating_event'";
        QTest::newRow("rename") << "UPDATE hidden SET kind = 'rating_event' WHERE kind = 'step'";
    }
    void aMarkOnceSeenIsNeverHidden() {
        QFETCH(QString, sql);
        const Folder folder;
        auto project = folder.project();
        const Seen seen(project);
        ImportRun run(project);
        write(project, run, "q");
        run.batch().commit();
        RatingEvent event;
        event.annotation = event.step = 1;
        event.rating = Rating::Negative;
        RatingStore(project).append(event); // behind the hidden ones
        const QString error = fixture::errorOf([&] { project.connection().execute(sql.toStdString()); });
        QVERIFY2(error.contains("append-only"), qPrintable(error));
    }
};

QTEST_GUILESS_MAIN(TestImportLeft)
#include "tst_import_left.moc"
