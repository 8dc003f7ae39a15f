// SPDX-License-Identifier: GPL-3.0-or-later
// Rows that nobody sees until all are there.
#include "storage/check.h"
#include "tests/storage/hidden_rows.h"

#include <QCoreApplication>
#include <QProcess>

#include <iostream>

using namespace stepmark;
using namespace stepmark::storage;
using namespace stepmark::storage::test;
using stepmark::fixture::Folder;

namespace {

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
