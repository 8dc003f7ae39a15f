// SPDX-License-Identifier: GPL-3.0-or-later
// Projects that can only be read: other people's, on a medium that is read-only or full, with a log left over.
#include "model/domain/error.h"
#include "storage/backup.h"
#include "storage/check.h"
#include "storage/connection.h"
#include "storage/counts.h"
#include "storage/interchange/export.h"
#include "storage/permission.h"
#include "storage/text_search.h"
#include "tests/storage/fixture.h"
#include "tests/storage/other_people.h"

#include <QTest>

#include <sched.h>
#include <sys/mount.h>
#include <sys/stat.h>

using namespace stepmark;
using namespace stepmark::storage;
using namespace stepmark::fixture;
using Access = Project::Access;

namespace fs = std::filesystem;

namespace {

/// A folder that may have been closed to oneself goes away all the same.
struct SharedFolder : Folder {
    SharedFolder() { mode("", 0777); }
    ~SharedFolder() { mode("", 0777); }
    void mode(const std::string& name, mode_t bits) const { ::chmod(path(name).c_str(), bits); }
    void owner(const std::string& name, uid_t user, gid_t group) const {
        if (::lchown(path(name).c_str(), user, group) != 0)
            qFatal("chown");
    }
    /// Names, owners and sizes of all files.
    QStringList listing() const {
        QStringList list;
        for (const QString& name : files()) {
            struct stat info {};
            ::stat(path(name.toStdString()).c_str(), &info);
            list << QStringLiteral("%1 %2 %3").arg(name).arg(info.st_uid).arg(info.st_size);
        }
        return list;
    }
};

QString readAll(const fs::path& path) {
    auto project = Project::open(path, Access::Read);
    return QStringLiteral("%1 problems").arg(counts(project).problems);
}
/// As the window does: with temporary tables.
QString searchAll(const fs::path& path) {
    auto project = Project::open(path, Access::WriteOrRead);
    TextSearch search(project);
    search.begin();
    return QStringLiteral("%1 problems").arg(search.search({"x"}, 0, 100).problems);
}
const QString kAll = QStringLiteral("2 problems");

QString write(const fs::path& path) {
    auto project = Project::open(path);
    addSolution(project, "one more", {"x"});
    return QStringLiteral("written");
}

/// Two problems, the second in `leftover`: "" (all in the file), "log+index", "log" (the index is gone), "empty" (a log
/// and an index without content), "empty log".
void makeProject(const Folder& folder, const QString& leftover) {
    const auto path = folder.path("a.stepmark");
    const bool in_log = leftover == "log" || leftover == "log+index";
    QCOMPARE(inChild([&] {
                 {
                     auto project = folder.project();
                     addSolution(project, "first", {"x"});
                     if (!in_log)
                         addSolution(project, "second", {"x"});
                 }
                 if (leftover.isEmpty())
                     return QString();
                 static auto killed = Project::open(path); // its process ends without closing it
                 if (in_log)
                     addSolution(killed, "second", {"x"});
                 return QString();
             }),
             QString());
    if (leftover == "log" || leftover == "empty log")
        fs::remove(indexOf(path));
}

} // namespace

class OpenModes : public QObject {
    Q_OBJECT

private Q_SLOTS:
    // Lost: the owner's project. A colleague's "status" left a log and an index that the owner could not write.
    void whoMayNotWriteLeavesNothing_data() {
        QTest::addColumn<int>("file_mode");
        QTest::addColumn<int>("folder_mode");
        QTest::addColumn<QString>("leftover");
        QTest::addColumn<QString>("says"); // to who wants to write
        for (const char* leftover : {"", "log+index", "log", "empty", "empty log"}) {
            const QString name = QString::fromLatin1(leftover);
            QTest::addRow("a shared folder, %s", leftover) << 0444 << 0777 << name << "you may not write it";
            QTest::addRow("nothing may be written, %s", leftover) << 0444 << 0555 << name << "you may not write it";
        }
        QTest::addRow("only the folder is closed") << 0666 << 0555 << ""
                                                   << "may not make files in its folder";
        QTest::addRow("only the folder is closed, a log") << 0666 << 0555 << "log"
                                                          << "may not make files in its folder";
    }
    void whoMayNotWriteLeavesNothing() {
        QFETCH(int, file_mode);
        QFETCH(int, folder_mode);
        QFETCH(QString, leftover);
        QFETCH(QString, says);
        const SharedFolder folder, target;
        makeProject(folder, leftover);
        const auto path = folder.path("a.stepmark");
        for (const QString& name : folder.files())
            folder.mode(name.toStdString(), static_cast<mode_t>(file_mode));
        folder.mode("", static_cast<mode_t>(folder_mode));
        const auto before = folder.listing();
        const auto asReader = [](const std::function<QString()>& work) {
            return inChild([&] {
                become(kNobody);
                return work();
            });
        };
        QCOMPARE(asReader([&] { return readAll(path); }), kAll);
        QCOMPARE(asReader([&] { return searchAll(path); }), kAll);
        QCOMPARE(asReader([&] {
                     auto project = Project::open(path, Access::Read);
                     interchange::exportFile(project, target.path("out"), {.format = &formats::kJsonl});
                     backup(project, target.path("copy.stepmark"));
                     return QStringLiteral("done");
                 }),
                 QString("done"));
        const QString refused = asReader([&] { return write(path); });
        QVERIFY2(refused.contains("can only be read here") && refused.contains(says), qPrintable(refused));
        QCOMPARE(folder.listing(), before);
        QCOMPARE(asReader([&] { return readAll(target.path("copy.stepmark")); }), kAll);
        // The owner goes on as if nothing had been.
        folder.mode("", 0777);
        for (const QString& name : folder.files())
            folder.mode(name.toStdString(), 0644);
        QCOMPARE(inChild([&] { return write(path); }), QString("written"));
        QCOMPARE(inChild([&] { return readAll(path); }), QString("3 problems"));
        QCOMPARE(folder.files(), QStringList{"a.stepmark"});
    }

    // Lost: a reader's trust. "Check the disk" is no answer, and a change that is refused must not look like one.
    void everyChangeIsRefusedInWords() {
        const SharedFolder folder;
        makeProject(folder, "");
        const auto path = folder.path("a.stepmark");
        folder.mode("a.stepmark", 0444);
        const QString said = inChild([&] {
            become(kNobody);
            auto project = Project::open(path, Access::WriteOrRead);
            if (!project.isReadOnly() || project.whyReadOnly().empty())
                return QStringLiteral("it does not say so");
            return errorOf([&] { project.setSetting("a", "1"); });
        });
        QVERIFY2(said.contains("can only be read here") && said.contains("you may not write it"), qPrintable(said));
        // And who could write, but asked to read only.
        folder.mode("a.stepmark", 0644);
        auto project = Project::open(path, Access::Read);
        QVERIFY(project.isReadOnly());
        QVERIFY(project.whyReadOnly().empty());
        const QString own = errorOf([&] { project.setSetting("a", "1"); });
        QVERIFY2(own.contains("reading only"), qPrintable(own));
        QVERIFY(!project.setting("a"));
        QVERIFY(!Project::open(path, Access::WriteOrRead).isReadOnly());
    }

    // Lost: hours of a reader's work, made from pages of two ages.
    void aWriterIsNoticed() {
        const SharedFolder folder;
        makeProject(folder, "");
        const auto path = folder.path("a.stepmark");
        folder.mode("a.stepmark", 0444);
        Child reader([&](Child& self) {
            become(kNobody);
            auto project = Project::open(path, Access::Read);
            const bool before = project.changedWhileRead();
            self.pause();
            return QStringLiteral("%1 %2").arg(before).arg(project.changedWhileRead());
        });
        reader.waitForPause();
        folder.mode("a.stepmark", 0644);
        QCOMPARE(inChild([&] { return write(path); }), QString("written"));
        reader.goOn();
        QCOMPARE(reader.said(), QString("0 1"));
    }

    // Lost: the view of what a colleague is doing right now.
    void readsBesideALiveWriter() {
        const SharedFolder folder;
        makeProject(folder, "");
        const auto path = folder.path("a.stepmark");
        Child owner([&](Child& self) {
            auto project = Project::open(path);
            addSolution(project, "third", {"x"});
            self.pause();
            addSolution(project, "fourth", {"x"});
            return QStringLiteral("%1 problems").arg(counts(project).problems);
        });
        owner.waitForPause();
        folder.mode("a.stepmark", 0444); // who has it open goes on
        folder.mode("a.stepmark-wal", 0444);
        folder.mode("a.stepmark-shm", 0444);
        QCOMPARE(inChild([&] {
                     become(kNobody);
                     return readAll(path);
                 }),
                 QString("3 problems"));
        owner.goOn();
        QCOMPARE(owner.said(), QString("4 problems"));
    }

    // Lost: an evening of searching. What somebody else left in the way is named, not the project.
    void whatIsInTheWayIsNamed_data() {
        QTest::addColumn<QString>("file");
        QTest::newRow("the index") << "a.stepmark-shm";
        QTest::newRow("the log") << "a.stepmark-wal";
    }
    void whatIsInTheWayIsNamed() {
        QFETCH(QString, file);
        if (::geteuid() != 0)
            QSKIP("Needs to be root, to be two people.");
        const SharedFolder folder;
        makeProject(folder, "empty");
        for (const QString& name : folder.files()) {
            folder.owner(name.toStdString(), name == file ? kNobody : kAnn, kAnn);
            folder.mode(name.toStdString(), 0644);
        }
        const auto asAnn = [&](const std::function<QString()>& work) {
            return inChild([&] {
                become(kAnn);
                return work();
            });
        };
        const auto path = folder.path("a.stepmark");
        const QString refused = asAnn([&] { return write(path); });
        QVERIFY2(refused.contains(file + "\" is in the way") && refused.contains("left by nobody"),
                 qPrintable(refused));
        QCOMPARE(asAnn([&] { return readAll(path); }), kAll);
        fs::remove(folder.path(file.toStdString()));
        QCOMPARE(asAnn([&] { return write(path); }), QString("written"));
    }

    // Lost: the colleague's turn. SQLite gives its log to the group of whoever came first.
    void theGroupOfTheProjectGoesOn() {
        if (::geteuid() != 0)
            QSKIP("Needs to be root, to be two people.");
        constexpr gid_t kTeam = 61099;
        const SharedFolder folder;
        makeProject(folder, "");
        folder.owner("a.stepmark", kAnn, kTeam);
        folder.mode("a.stepmark", 0664);
        const auto path = folder.path("a.stepmark");
        Child bob([&](Child& self) {
            become(kBob, {kTeam});
            auto project = Project::open(path);
            addSolution(project, "by bob", {"x"});
            self.pause();
            return QStringLiteral("done");
        });
        bob.waitForPause();
        QCOMPARE(inChild([&] {
                     become(kAnn, {kTeam});
                     return write(path);
                 }),
                 QString("written"));
        bob.goOn();
        QCOMPARE(bob.said(), QString("done"));
    }

    // Lost: everything on it, if a medium that is full or read-only could not even be read.
    void fullAndReadOnlyMedia_data() {
        QTest::addColumn<QString>("leftover");
        QTest::addColumn<bool>("full");
        for (const char* leftover : {"", "log+index", "log", "empty"})
            for (const bool full : {false, true})
                QTest::addRow("%s, %s", full ? "full" : "read-only", leftover) << QString::fromLatin1(leftover) << full;
    }
    void fullAndReadOnlyMedia() {
        QFETCH(QString, leftover);
        QFETCH(bool, full);
        const SharedFolder made, target, place;
        makeProject(made, leftover);
        const QString said = inChild([&] { // with a view of the file system of its own
            const auto medium = place.path("m");
            fs::create_directory(medium);
            if (::unshare(CLONE_NEWNS) != 0 || ::mount(nullptr, "/", nullptr, MS_REC | MS_PRIVATE, nullptr) != 0 ||
                ::mount("none", medium.c_str(), "tmpfs", 0, "size=4m") != 0)
                return QStringLiteral("no mount");
            for (const QString& name : made.files())
                fs::copy_file(made.path(name.toStdString()), medium / name.toStdString());
            if (full) {
                std::ofstream filler(medium / "filler", std::ios::binary);
                const std::string block(4096, 'x');
                while (filler.write(block.data(), std::ssize(block)).flush()) {
                }
            } else if (::mount("none", medium.c_str(), "tmpfs", MS_REMOUNT | MS_RDONLY, "") != 0) {
                return QStringLiteral("no remount");
            }
            const auto path = medium / "a.stepmark";
            QStringList result{readAll(path), searchAll(path)};
            {
                auto project = Project::open(path, Access::Read);
                interchange::exportFile(project, target.path("out"), {.format = &formats::kJsonl});
                backup(project, target.path("copy.stepmark"));
                result << QString::number(check(project).size());
            }
            result << errorOf([&] {
                auto project = Project::open(path);
                project.setSetting("large", std::string(10'000'000, 'x'));
            });
            return result.join("|");
        });
        if (said.startsWith("no "))
            QSKIP("Needs to be allowed to mount.");
        const auto parts = said.split('|');
        QVERIFY2(parts.size() == 4, qPrintable(said));
        QCOMPARE(parts[0], kAll);
        QCOMPARE(parts[1], kAll);
        QCOMPARE(parts[2], QString("0"));
        QVERIFY2(parts[3].contains(full ? "disk is full" : "medium that cannot be written"), qPrintable(parts[3]));
        QCOMPARE(readAll(target.path("copy.stepmark")), kAll);
    }
};

QTEST_GUILESS_MAIN(OpenModes)
#include "tst_open_modes.moc"
