// SPDX-License-Identifier: GPL-3.0-or-later
// What becomes of an open project when others close, take away, move or replace its files. This program is its own
// child: "--visit FILE" opens and closes a project as any other program does, "--work FILE LOCKS" rates as told.
#include "model/domain/error.h"
#include "storage/annotation_store.h"
#include "storage/check.h"
#include "storage/connection.h"
#include "storage/labeler_store.h"
#include "storage/rating_store.h"
#include "tests/storage/fixture.h"

#include <QCoreApplication>
#include <QDir>
#include <QMimeDatabase>
#include <QProcess>
#include <QTest>

#include <sqlite3.h>

#include <functional>
#include <iostream>
#include <signal.h>

using namespace stepmark;
using namespace stepmark::storage;
using stepmark::fixture::errorOf;
using stepmark::fixture::Folder;
namespace fs = std::filesystem;

namespace {

int visit(const char* path) {
    Project::open(path).setTitle("visited");
    return 0;
}

/// SQLite's locks are POSIX locks again, as where the system has no others.
void takeLocksBack() {
    const Connection first(":memory:"); // sets them up
    sqlite3_vfs* vfs = sqlite3_vfs_find(nullptr);
    vfs->xSetSystemCall(vfs, "fcntl", nullptr);
    vfs->xSetSystemCall(vfs, "close", nullptr);
}

/// What a file dialog does to every file that it lists.
void sniff(const fs::path& path) {
    for (const char* end : {"", "-wal", "-shm"}) {
        const QString name = QString::fromStdString(path.string() + end);
        QMimeDatabase().mimeTypeForFile(name, QMimeDatabase::MatchContent);
        QFile file(name);
        if (file.open(QIODevice::ReadOnly))
            file.read(16384);
    }
}

/// Commands come by lines; the answer is one line: an acknowledged rating's id, or "refused".
int work(const char* path, std::string_view locks) {
    if (locks == "posix")
        takeLocksBack();
    std::optional<Project> project(Project::open(path));
    std::string command;
    while (std::getline(std::cin, command)) {
        if (command == "sniff") {
            sniff(path);
            std::cout << "sniffed" << std::endl;
            continue;
        }
        if (command == "reopen") {
            project.reset();
            project.emplace(Project::open(path));
            std::cout << "reopened" << std::endl;
            continue;
        }
        RatingEvent event;
        event.annotation = 1;
        event.step = 1;
        event.rating = Rating::Positive;
        try {
            std::cout << RatingStore(*project).append(event) << std::endl;
        } catch (const Error&) {
            std::cout << "refused" << std::endl;
        }
    }
    return 0;
}

QString answerTo(QProcess& child, const char* command) {
    child.write(command);
    child.write("\n");
    while (!child.canReadLine())
        if (!child.waitForReadyRead(30'000))
            return {};
    return QString::fromUtf8(child.readLine()).trimmed();
}

bool visitByAnother(const fs::path& path) {
    return QProcess::execute(QCoreApplication::applicationFilePath(),
                             {"--visit", QString::fromStdString(path.string())}) == 0;
}

void addOpenPass(Project& project) {
    const auto stored = fixture::addSolution(project, "p", {"one"});
    AnnotationStore(project).begin(stored.solution, LabelerStore(project).named("ann").id);
}

QByteArray contentOf(const fs::path& path) {
    QFile file(QString::fromStdString(path.string()));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

using Change = std::function<void(const Folder&)>;

} // namespace
Q_DECLARE_METATYPE(Change)

class FileGuardTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    // Lost: 14 marks "all on disk", when a file dialog had read the project and another program then closed it.
    void everyAcknowledgedRatingSurvivesASniffer_data() {
        QTest::addColumn<QString>("locks");
        QTest::addColumn<QString>("first_answer"); ///< after the other program was there
        QTest::newRow("locks of their own") << "own"
                                            << "2";
        QTest::newRow("the guard alone") << "posix"
                                         << "refused";
    }
    void everyAcknowledgedRatingSurvivesASniffer() {
        QFETCH(QString, locks);
        const Folder folder;
        const auto path = folder.path("a.stepmark");
        {
            auto project = folder.project();
            addOpenPass(project);
        }
        QProcess child;
        child.start(QCoreApplication::applicationFilePath(), {"--work", QString::fromStdString(path.string()), locks});
        QCOMPARE(answerTo(child, "rate"), QString("1"));
        QCOMPARE(answerTo(child, "sniff"), QString("sniffed"));
        QVERIFY(visitByAnother(path));
        QCOMPARE(folder.files().contains("a.stepmark-wal"), locks == "own");
        QTEST(answerTo(child, "rate"), "first_answer");
        if (locks == "posix") {
            QCOMPARE(answerTo(child, "reopen"), QString("reopened"));
            QCOMPARE(answerTo(child, "rate"), QString("2"));
        }
        QCOMPARE(answerTo(child, "rate"), QString("3"));
        ::kill(static_cast<pid_t>(child.processId()), SIGKILL);
        child.waitForFinished();
        auto project = Project::open(path);
        QCOMPARE(RatingStore(project).history(1).size(), std::size_t(3));
        QVERIFY(check(project).empty());
    }

    // Lost: the project's one file, if locks that outlive other descriptors also outlived the connections.
    void theLastOfSeveralTakesTheLogAway() {
        const Folder folder;
        const auto path = folder.path("a.stepmark");
        {
            auto first = std::make_unique<Project>(folder.project());
            auto second = std::make_unique<Project>(Project::open(path));
            auto third = std::make_unique<Project>(Project::open(path));
            second->setTitle("by the second");
            first.reset();
            QVERIFY(folder.files().contains("a.stepmark-wal"));
            QVERIFY(visitByAnother(path));
            QVERIFY(folder.files().contains("a.stepmark-wal"));
            second.reset();
            third->setTitle("by the third");
        }
        QCOMPARE(folder.files(), QStringList{"a.stepmark"});
        QCOMPARE(Project::open(path).title(), std::string("by the third"));
    }

    // Lost: everything written into a file that nobody can find any more.
    void filesThatAreNoLongerOursAreNoticed_data() {
        QTest::addColumn<Change>("change");
        QTest::addColumn<int>("place");
        const auto row = [](const char* name, FilePlace place, Change change) {
            QTest::newRow(name) << std::move(change) << static_cast<int>(place);
        };
        const auto replace = [](const Folder& folder, const char* source) {
            fs::copy_file(folder.path(source), folder.path("new"));
            fs::rename(folder.path("new"), folder.path("p/a.stepmark"));
        };
        row("nothing", FilePlace::Ours, [](const Folder&) {});
        row("another file beside it", FilePlace::Ours, [](const Folder& folder) { folder.write("p/b.txt", "b"); });
        row("deleted", FilePlace::Gone, [](const Folder& folder) { fs::remove(folder.path("p/a.stepmark")); });
        row("moved", FilePlace::Gone,
            [](const Folder& folder) { fs::rename(folder.path("p/a.stepmark"), folder.path("p/b.stepmark")); });
        row("its folder moved", FilePlace::Gone,
            [](const Folder& folder) { fs::rename(folder.path("p"), folder.path("q")); });
        row("replaced by another project", FilePlace::Replaced,
            [replace](const Folder& folder) { replace(folder, "other.stepmark"); });
        row("replaced by a copy of itself", FilePlace::Replaced,
            [replace](const Folder& folder) { replace(folder, "p/a.stepmark"); });
        row("replaced by a folder", FilePlace::Replaced, [](const Folder& folder) {
            fs::remove(folder.path("p/a.stepmark"));
            fs::create_directory(folder.path("p/a.stepmark"));
        });
        row("its log deleted", FilePlace::LogTaken,
            [](const Folder& folder) { fs::remove(folder.path("p/a.stepmark-wal")); });
        row("its shared memory deleted", FilePlace::LogTaken,
            [](const Folder& folder) { fs::remove(folder.path("p/a.stepmark-shm")); });
        row("its log replaced", FilePlace::LogTaken, [](const Folder& folder) {
            fs::copy_file(folder.path("p/a.stepmark-wal"), folder.path("new"));
            fs::rename(folder.path("new"), folder.path("p/a.stepmark-wal"));
        });
    }
    void filesThatAreNoLongerOursAreNoticed() {
        QFETCH(Change, change);
        QFETCH(int, place);
        const bool ours = place == static_cast<int>(FilePlace::Ours);
        const Folder folder;
        fs::create_directory(folder.path("p"));
        folder.project("other.stepmark").setTitle("other");
        {
            auto project = folder.project("p/a.stepmark");
            Transaction before(project); // begun in a file that is still ours
            project.setSetting("in between", "1");
            change(folder);
            QCOMPARE(static_cast<int>(project.connection().place()), place);
            QCOMPARE(errorOf([&] { before.commit(); }).isEmpty(), ours);
        }
        if (ours)
            QCOMPARE(Project::open(folder.path("p/a.stepmark")).setting("in between"), std::optional<std::string>("1"));
    }

    // Lost: the file that stands there now, overwritten with the pages of the one that was there before.
    void whatStandsThereNowIsLeftAlone() {
        const Folder folder;
        const auto path = folder.path("a.stepmark");
        folder.project("other.stepmark").setTitle("other");
        const QByteArray other = contentOf(folder.path("other.stepmark"));
        {
            auto project = folder.project();
            fs::rename(folder.path("other.stepmark"), path);
            QVERIFY(errorOf([&] { project.setTitle("refused"); }).contains("Another file stands at"));
            QVERIFY(errorOf([&] { const Transaction transaction(project); }).contains("Another file stands at"));
            QCOMPARE(project.title(), std::string("refused")); // what is read is still what was opened
        }
        QCOMPARE(contentOf(path), other);
        QCOMPARE(folder.files(), QStringList{"a.stepmark"}); // no log of ours to be played into it
        QCOMPARE(Project::open(path).title(), std::string("other"));
    }

    // Lost: another project for good, when the window was killed while its log lay beside that one; and what only the log
    // held, when the project was put back.
    void theLogIsSetAsideAtOnceAndComesBack() {
        const Folder folder;
        const auto path = folder.path("a.stepmark");
        folder.project("other.stepmark").setTitle("other");
        auto project = folder.project();
        project.setTitle("in the log");
        fs::rename(path, folder.path("kept"));
        fs::rename(folder.path("other.stepmark"), path);
        QCOMPARE(project.connection().place(), FilePlace::Replaced);
        QVERIFY(!fs::exists(folder.path("a.stepmark-wal")) && !fs::exists(folder.path("a.stepmark-shm")));
        QCOMPARE(Project::open(path).title(), std::string("other")); // it is nobody's prey, although we are still here
        QVERIFY(checkFile(path).findings.empty());
        QCOMPARE(project.title(), std::string("in the log"));
        fs::rename(folder.path("kept"), path);
        QCOMPARE(project.connection().place(), FilePlace::Ours);
        QCOMPARE(Project::open(path).title(), std::string("in the log"));
        project.setTitle("goes on");
        QCOMPARE(Project::open(path).title(), std::string("goes on"));
    }

    // Lost: the file for good, when closing the window played a log into it that another program had played before.
    void closingPlaysNoOrphanIn() {
        const Folder folder;
        const auto path = folder.path("a.stepmark");
        QByteArray visited;
        {
            auto project = folder.project();
            addOpenPass(project);
            fs::remove(folder.path("a.stepmark-wal"));
            fs::remove(folder.path("a.stepmark-shm"));
            QVERIFY(visitByAnother(path));
            visited = contentOf(path);
        }
        QCOMPARE(contentOf(path), visited);
    }

    // Lost: the disk's space and the reader's time, if nobody played the log into the file any more.
    void theLogStaysSmall() {
        const Folder folder;
        auto project = folder.project();
        const std::string page(4000, 'x');
        for (int i = 0; i < 4 * FileGuard::kCheckpointPages; i += 20) {
            Transaction transaction(project);
            for (int k = 0; k < 20; ++k)
                project.setSetting("page " + std::to_string(i + k), page);
            transaction.commit();
        }
        QVERIFY(fs::file_size(folder.path("a.stepmark-wal")) < 2 * FileGuard::kCheckpointPages * 4096);
        QVERIFY(fs::file_size(folder.path("a.stepmark")) > 2 * FileGuard::kCheckpointPages * 4096);
    }
};

int main(int argc, char** argv) {
    QCoreApplication app(argc, argv);
    if (argc == 3 && std::string_view(argv[1]) == "--visit")
        return visit(argv[2]);
    if (argc == 4 && std::string_view(argv[1]) == "--work")
        return work(argv[2], argv[3]);
    FileGuardTest test;
    return QTest::qExec(&test, argc, argv);
}
#include "tst_file_guard.moc"
