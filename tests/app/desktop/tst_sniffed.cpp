// SPDX-License-Identifier: GPL-3.0-or-later
// A file dialog lists the folder of the open project, another program works in it, and the window is killed. This test
// starts itself as the window ("--window FILE LOCKS", told what to do by lines) and as the other program ("--visit
// FILE").
#include "tests/app/desktop/fixture.h"
#include "tests/ui/file_rows.h"

#include "storage/check.h"
#include "storage/connection.h"

#include <QAction>
#include <QApplication>
#include <QFileDialog>
#include <QFileInfo>
#include <QListView>
#include <QMimeDatabase>
#include <QProcess>
#include <QTest>
#include <QTimer>

#include <sqlite3.h>

#include <cstdio>
#include <fstream>
#include <iostream>
#include <set>
#include <sstream>

#include <sys/stat.h>

using namespace stepmark;
using namespace stepmark::desktop;
using namespace stepmark::desktop::testing;

namespace {

const char* const kEnds[] = {"", "-wal", "-shm"};

int visit(const char* path) {
    storage::Project::open(path).setSetting("visited", "yes");
    return 0;
}

/// SQLite's locks are POSIX locks again, as where the system has no others.
void takeLocksBack() {
    const storage::Connection first(":memory:"); // sets them up
    sqlite3_vfs* vfs = sqlite3_vfs_find(nullptr);
    vfs->xSetSystemCall(vfs, "fcntl", nullptr);
    vfs->xSetSystemCall(vfs, "close", nullptr);
}

/// What Qt's own dialog does to every file that it lists.
void sniff(const QString& path) {
    for (const char* end : kEnds) {
        QMimeDatabase().mimeTypeForFile(path + end, QMimeDatabase::MatchContent);
        QFile file(path + end);
        if (file.open(QIODevice::ReadOnly))
            file.read(16384);
    }
}

/// File, Open: the dialog lists the home folder, in which the project lies, and is left again.
bool lookForAProject(Desktop& desktop) {
    bool listed = false;
    QTimer::singleShot(0, &desktop, [&] {
        auto* dialog = qobject_cast<QFileDialog*>(QApplication::activeModalWidget());
        auto* list = dialog ? dialog->findChild<QListView*>("listView") : nullptr;
        listed = list && QTest::qWaitFor([&] { return stepmark::test::allAreLookedAt(*list); }, 20'000);
        if (dialog)
            dialog->reject();
    });
    for (QAction* action : desktop.window().findChildren<QAction*>())
        if (action->shortcut() == QKeySequence(QKeySequence::Open))
            action->trigger();
    return listed;
}

/// Three marks; the answer is how many the window says are saved.
qint64 mark(Desktop& desktop) {
    for (int i = 0; i < 3; ++i) {
        if (!QTest::qWaitFor([&] { return isLabelling(desktop); }, 20'000))
            return -1;
        type(desktop, "3");
    }
    return settle(desktop, 30'000) && desktop.writes().error().isEmpty() ? desktop.writes().state().saved : -1;
}

int runWindow(const QString& project, bool posix) {
    if (posix)
        takeLocksBack();
    Desktop desktop({project + QStringLiteral(".ini"), QStringLiteral("/nonexistent/stepmarkctl")});
    desktop.show();
    desktop.open(project);
    std::string command;
    while (std::getline(std::cin, command)) {
        if (command == "dialog")
            std::printf("%d\n", lookForAProject(desktop) ? 1 : -1);
        else if (command == "sniff") {
            sniff(project);
            std::printf("1\n");
        } else
            std::printf("%lld\n", static_cast<long long>(mark(desktop)));
        std::fflush(stdout);
    }
    return 0;
}

qint64 answerTo(QProcess& window, const char* command) {
    window.write(command);
    window.write("\n");
    while (!window.canReadLine())
        if (!window.waitForReadyRead(60'000))
            return -1;
    return window.readLine().trimmed().toLongLong();
}

bool visitByAnother(const QString& path) {
    return QProcess::execute(QCoreApplication::applicationFilePath(), {"--visit", path}) == 0;
}

/// The locks on the project's files that SQLite holds for as long as a connection is open: on the database and on the
/// shared memory (https://sqlite.org/fileformat2.html; the offsets are os_unix.c's).
std::multiset<std::string> standingLocks(const QString& path) {
    std::set<std::string> inodes;
    for (const char* end : kEnds) {
        struct stat info {};
        if (::stat(qPrintable(path + end), &info) == 0)
            inodes.insert(std::to_string(info.st_ino));
    }
    std::multiset<std::string> locks;
    std::ifstream table("/proc/locks");
    for (std::string line; std::getline(table, line);) {
        std::istringstream words(line);
        std::string number, kind, advisory, type, pid, file, start, end;
        words >> number >> kind >> advisory >> type >> pid >> file >> start >> end;
        if (inodes.contains(file.substr(file.rfind(':') + 1)) && (start == "128" || start == "1073741826"))
            locks.insert(kind + ' ' + type + ' ' + file + ' ' + start);
    }
    return locks;
}

} // namespace

class TestSniffed : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everyAcknowledgedMarkIsThere_data() {
        QTest::addColumn<QString>("locks");
        QTest::addColumn<QByteArray>("disturbance");
        QTest::addColumn<bool>("locks_stay");
        QTest::newRow("a dialog") << "own" << QByteArray("dialog") << true;
        QTest::newRow("a dialog, its care alone") << "posix" << QByteArray("dialog") << true;
        QTest::newRow("another reader, locks of their own") << "own" << QByteArray("sniff") << true;
        QTest::newRow("another reader, the guard alone") << "posix" << QByteArray("sniff") << false;
    }
    /// Lost: the marks that the window had called saved after a dialog was open once, when it was killed; and where it
    /// was closed, the whole file.
    void everyAcknowledgedMarkIsThere() {
        QFETCH(QString, locks);
        QFETCH(QByteArray, disturbance);
        QFETCH(bool, locks_stay);
        ProjectFile file(20);
        QProcess window;
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.insert("HOME", file.folder());
        window.setProcessEnvironment(environment);
        window.setProcessChannelMode(QProcess::ForwardedErrorChannel);
        window.start(QCoreApplication::applicationFilePath(), {"--window", file.path(), locks});
        QCOMPARE(answerTo(window, "mark"), 3);
        const auto before = standingLocks(file.path());
        QCOMPARE(before.size(), std::size_t(2));
        QCOMPARE(answerTo(window, disturbance.constData()), 1);
        QCOMPARE(standingLocks(file.path()) == before, locks_stay);
        QVERIFY(visitByAnother(file.path()));
        QCOMPARE(QFileInfo::exists(file.path() + "-wal"), locks_stay);
        qint64 acknowledged = 3;
        for (int round = 0; round < 3; ++round) {
            acknowledged += 3;
            QCOMPARE(answerTo(window, "mark"), acknowledged);
            QCOMPARE(answerTo(window, disturbance.constData()), 1);
            QVERIFY(visitByAnother(file.path()));
        }
        window.kill(); // SIGKILL
        QVERIFY(window.waitForFinished());
        QCOMPARE(static_cast<qint64>(file.events().size()), acknowledged);
        auto project = storage::Project::open(file.path().toStdString());
        QCOMPARE(project.setting("visited"), std::optional<std::string>("yes"));
        QVERIFY(storage::check(project).empty());
    }
};

int main(int argc, char** argv) {
    if (argc == 3 && QByteArray(argv[1]) == "--visit") {
        QCoreApplication application(argc, argv);
        return visit(argv[2]);
    }
    QApplication application(argc, argv);
    if (argc == 4 && QByteArray(argv[1]) == "--window")
        return runWindow(QString::fromLocal8Bit(argv[2]), QByteArray(argv[3]) == "posix");
    TestSniffed test;
    return QTest::qExec(&test, argc, argv);
}
#include "tst_sniffed.moc"
