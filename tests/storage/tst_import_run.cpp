// SPDX-License-Identifier: GPL-3.0-or-later
// Rows that nobody sees until all are there.
#include "storage/import_run.h"

#include "storage/annotation_store.h"
#include "storage/check.h"
#include "storage/counts.h"
#include "storage/labeler_store.h"
#include "storage/process.h"
#include "storage/rating_store.h"
#include "storage/solution_list.h"
#include "storage/statement.h"
#include "tests/storage/fixture.h"

#include <QCoreApplication>
#include <QProcess>

#include <iostream>

using namespace stepmark;
using namespace stepmark::storage;
using stepmark::fixture::Folder;

namespace {

/// One solution of two steps with a pass of two marks, as an import would write it.
struct Written {
    ProblemId problem = 0;
    StepId first = 0, second = 0;
    SolutionId solution = 0;
    AnnotationId annotation = 0;
    LabelerId labeler = 0;
};

Written write(Project& project, ImportRun& run, const std::string& name, ProblemId known = 0) {
    Connection& connection = project.connection();
    Written w;
    run.batch().write([&] {
        w.labeler = run.take(Kind::Labeler);
        Statement(connection, "INSERT INTO labeler_row (id, name, kind, created_at) VALUES (?, ?, 'import', '')")
            .run(w.labeler, "by " + name);
        w.problem = known;
        if (known == 0) {
            w.problem = run.take(Kind::Problem);
            Statement(connection, "INSERT INTO problem_row (id, text, text_hash, created_at) VALUES (?, ?, ?, '')")
                .run(w.problem, name, textHash(name));
        }
        Statement step(connection, "INSERT INTO step_row (id, problem_id, parent_id, depth, text, text_hash) "
                                   "VALUES (?, ?, ?, ?, ?, ?)");
        w.first = run.take(Kind::Step);
        step.run(w.first, w.problem, std::nullopt, 0, "one", textHash("one"));
        w.second = run.take(Kind::Step);
        step.run(w.second, w.problem, w.first, 1, "two", textHash("two"));
        w.solution = run.take(Kind::Solution);
        Statement(connection, "INSERT INTO solution_row (id, problem_id, leaf_id, source, created_at, marks) "
                              "VALUES (?, ?, ?, 's', '', 2)")
            .run(w.solution, w.problem, w.second);
        w.annotation = run.take(Kind::Annotation);
        Statement(connection, "INSERT INTO annotation_row (id, solution_id, labeler_id, finish_reason, created_at) "
                              "VALUES (?, ?, ?, 'solution', '')")
            .run(w.annotation, w.solution, w.labeler);
        for (const StepId id : {w.first, w.second})
            Statement(connection, "INSERT INTO rating_event_row (id, annotation_id, step_id, labeler_id, rating, "
                                  "created_at) VALUES (?, ?, ?, ?, 1, '')")
                .run(run.take(Kind::Rating), w.annotation, id, w.labeler);
        Statement(connection, "INSERT INTO import_row (fingerprint, run_id, times) VALUES (?, ?, 1)")
            .run(QByteArray::fromStdString(name), run.id());
    });
    return w;
}

std::int64_t rowsOf(Project& project, const std::string& table) {
    Statement count(project.connection(), "SELECT COUNT(*) FROM " + table);
    count.run().next();
    return count.integer(0);
}

std::int64_t rowsOfAll(Project& project) {
    std::int64_t rows = rowsOf(project, "import_row") + rowsOf(project, "hidden") + rowsOf(project, "import_run") +
                        rowsOf(project, "import_fill") + rowsOf(project, "import_recount");
    for (const Kind kind : kKinds)
        rows += rowsOf(project, tableOf(kind));
    return rows;
}

// Writes a part of an import and is gone, as by a kill.
[[noreturn]] void writeAndDie(const char* path, ProblemId known) {
    auto project = Project::open(path);
    ImportRun run(project);
    for (int i = 0; i < 300; ++i)
        write(project, run, "dead " + std::to_string(i), i == 0 ? known : 0);
    run.batch().commit();
    std::_Exit(0);
}

// What an import in another process says.
int tryAnother(const char* path) {
    auto project = Project::open(path);
    std::cout << fixture::errorOf([&] { ImportRun run(project); }).toStdString();
    return 0;
}

QString child(const QString& what, const std::filesystem::path& path, ProblemId known = 0) {
    QProcess process;
    process.start(QCoreApplication::applicationFilePath(),
                  {what, QString::fromStdString(path.string()), QString::number(known)});
    process.waitForFinished(60000);
    return process.exitStatus() == QProcess::NormalExit ? QString::fromUtf8(process.readAllStandardOutput())
                                                        : QStringLiteral("crashed");
}

/// A project with one marked solution, and all that a reader may see of it.
struct Seen {
    explicit Seen(Project& project_)
        : project(project_)
        , p(fixture::addSolution(project, "p", {"its own"})) {
        const auto ann = LabelerStore(project).named("ann").id;
        RatingEvent event;
        event.annotation = AnnotationStore(project).begin(p.solution, ann).id;
        event.step = p.steps[0];
        event.rating = Rating::Positive;
        RatingStore(project).append(event);
        before = look();
    }

    QString look() const {
        const Counts c = counts(project);
        QString seen = QStringLiteral("%1 problems, %2 steps, %3 solutions, %4 ratings, %5 annotations, %6 labelers")
                           .arg(c.problems)
                           .arg(c.steps)
                           .arg(c.solutions)
                           .arg(c.ratings)
                           .arg(c.annotations)
                           .arg(c.labelers);
        for (const char* view : {"problem", "step", "solution", "annotation", "rating_event", "labeler"})
            seen += ' ' + QString::number(rowsOf(project, view));
        seen += QStringLiteral(", listed %1 %2")
                    .arg(SolutionStore(project).list().size())
                    .arg(SolutionList(project).slice({}, {}, 10'000).ids.size());
        for (const LabelledTree& tree : StepStore(project).labelledTrees())
            seen += QStringLiteral(" [%1: %2]").arg(tree.problem).arg(tree.tree.size());
        return seen + QStringLiteral(" %1 words").arg(RatingStore(project).standing(p.steps[0]).size());
    }

    Project& project;
    fixture::Stored p;
    QString before;
};

} // namespace

class TestImportRun : public QObject {
    Q_OBJECT

private Q_SLOTS:
    // Lost: all or nothing, if a status, a list or a training run met the half of an import.
    void nobodySeesItBeforeItsEnd() {
        const Folder folder;
        auto project = folder.project();
        const Seen seen(project);
        {
            ImportRun run(project);
            write(project, run, "q");
            write(project, run, "r", seen.p.problem); // the second step of a problem that everybody sees
            run.batch().commit();
            QCOMPARE(seen.look(), seen.before);
            auto other = Project::open(folder.path("a.stepmark"));
            QCOMPARE(counts(other).problems, 1);
            QVERIFY(check(other).empty());
            QVERIFY(openImports(other).at(0).alive);
            // Others go on: their rows are seen at once, and lie between the hidden ones.
            fixture::addSolution(other, "mine", {"a", "b"});
            QCOMPARE(counts(project).problems, 2);
            QCOMPARE(counts(project).steps, 3);
            write(project, run, "s");
            run.publish();
        }
        QCOMPARE(counts(project).problems, 4);
        QCOMPARE(counts(project).steps, 9);
        QCOMPARE(counts(project).ratings, 7);
        QCOMPARE(counts(project).labelers, 4);
        QCOMPARE(rowsOf(project, "hidden"), 0);
        QVERIFY(openImports(project).empty());
        QVERIFY(check(project).empty());
    }

    // Lost: disk space, and trust, if a cancelled or killed import stayed in the file.
    void nothingStaysOfOneThatFails_data() {
        QTest::addColumn<bool>("killed");
        QTest::newRow("an error or a cancel") << false;
        QTest::newRow("a kill") << true;
    }
    void nothingStaysOfOneThatFails() {
        QFETCH(bool, killed);
        const Folder folder;
        auto project = folder.project();
        const Seen seen(project);
        const auto rows = rowsOfAll(project);
        if (killed) {
            QCOMPARE(child("--die", folder.path("a.stepmark"), seen.p.problem), QString());
            QCOMPARE(seen.look(), seen.before);
            QVERIFY(check(project).empty());
            const auto open = openImports(project);
            QCOMPARE(open.size(), std::size_t(1));
            QVERIFY(!open[0].alive);
            QCOMPARE(open[0].rows, 299 + 300 * (2 + 1 + 1 + 2 + 1));
            QVERIFY(rowsOfAll(project) > rows + 2000);
            QCOMPARE(sweepImports(project), 1);
        } else {
            ImportRun run(project);
            write(project, run, "q");
            run.batch().commit();
            write(project, run, "r"); // not even committed
        }
        sweepImports(project); // a slow machine may not have come to the end of it
        QCOMPARE(rowsOfAll(project), rows);
        QCOMPARE(seen.look(), seen.before);
        QCOMPARE(project.connection().pragma("foreign_keys"), 1);
        QVERIFY(check(project).empty());
    }

    // Lost: both, if two imports wrote over each other's hidden rows.
    void aSecondOneIsRefused() {
        const Folder folder;
        auto project = folder.project();
        ImportRun run(project);
        const auto rows = rowsOfAll(project);
        QVERIFY(child("--another", folder.path("a.stepmark")).startsWith("Another import"));
        auto other = Project::open(folder.path("a.stepmark"));
        QVERIFY(fixture::errorOf([&] { ImportRun second(other); }).startsWith("Another import"));
        QCOMPARE(rowsOfAll(project), rows);
        run.publish();
        QCOMPARE(child("--another", folder.path("a.stepmark")), QString());
    }

    // Lost: a labeler's own step, refused because an import under way has the same; or swept with it.
    void whatOthersNeedMeanwhileIsTheirs_data() {
        QTest::addColumn<bool>("published");
        QTest::newRow("the import is given up") << false;
        QTest::newRow("the import goes through") << true;
    }
    void whatOthersNeedMeanwhileIsTheirs() {
        QFETCH(bool, published);
        const Folder folder;
        auto project = folder.project();
        const auto p = fixture::addSolution(project, "p", {"another"});
        auto other = Project::open(folder.path("a.stepmark"));
        {
            ImportRun run(project);
            const Written known = write(project, run, "in p", p.problem);
            const Written fresh = write(project, run, "q");
            run.batch().commit();
            const auto mine = fixture::addSolution(other, "p", {"one", "two", "three"});
            QCOMPARE(mine.steps[0], known.first);
            QCOMPARE(mine.steps[1], known.second);
            QCOMPARE(fixture::addSolution(other, "q", {}).problem, fresh.problem);
            const Labeler labeler = LabelerStore(other).named("by q");
            QCOMPARE(labeler.id, fresh.labeler);
            QCOMPARE(labeler.kind, std::string("human"));
            QCOMPARE(counts(other).steps, 4);
            QCOMPARE(counts(other).labelers, 1);
            QVERIFY(check(other).empty());
            write(project, run, "r"); // the run goes on
            if (published)
                run.publish();
        }
        QCOMPARE(StepStore(project).path(StepStore(project).tree(p.problem)[3].id).size(), std::size_t(3));
        QCOMPARE(counts(project).problems, published ? 3 : 2);
        QCOMPARE(counts(project).steps, published ? 8 : 4);
        QCOMPARE(counts(project).labelers, published ? 3 : 1);
        QVERIFY(check(project).empty());
    }

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

int main(int argc, char** argv) {
    QCoreApplication app(argc, argv);
    if (argc == 4 && std::string_view(argv[1]) == "--die")
        writeAndDie(argv[2], std::atoll(argv[3]));
    if (argc == 4 && std::string_view(argv[1]) == "--another")
        return tryAnother(argv[2]);
    TestImportRun test;
    return QTest::qExec(&test, argc, argv);
}
#include "tst_import_run.moc"
