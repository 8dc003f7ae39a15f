// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/base/atomic_folder.h"

#include "model/domain/error.h"
#include "model/files/output_file.h"

#include <QDir>
#include <QTemporaryDir>
#include <QtTest>

#include <fcntl.h>
#include <optional>
#include <sys/file.h>

using namespace stepmark;
namespace fs = std::filesystem;

namespace {

QStringList entries(const fs::path& folder) {
    return QDir(QString::fromStdString(folder.string()))
        .entryList(QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot, QDir::Name);
}

const AtomicFolder::Replace kReplace{"mark"};

} // namespace

class TestAtomicFolder : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() {
        m_directory.emplace();
        m_root = m_directory->path().toStdString();
    }
    void appearsComplete();
    void leavesNothing();
    void replaces();
    void replacesNothingElse_data();
    void replacesNothingElse();
    void followsLinks();
    void refusesExisting();
    void removesAbandoned();
    void files();

private:
    std::optional<QTemporaryDir> m_directory;
    fs::path m_root;
};

// A checkpoint must be there as a whole or not at all: a killed run must not leave half a model that looks like one.
void TestAtomicFolder::appearsComplete() {
    AtomicFolder folder(m_root / "new" / "model/"); // parents and a trailing slash are fine
    folder.writeText("config.json", "{}");
    fs::create_directory(folder.path() / "sub");
    folder.copyFile(folder.path() / "config.json", "copy.json");
    QVERIFY(!fs::exists(m_root / "new" / "model"));
    folder.commit();
    QCOMPARE(entries(m_root / "new"), QStringList{"model"});
    QCOMPARE(entries(m_root / "new" / "model"), (QStringList{"config.json", "copy.json", "sub"}));
    QCOMPARE(readFile(m_root / "new" / "model" / "copy.json", 10), "{}");
}

void TestAtomicFolder::leavesNothing() {
    {
        AtomicFolder folder(m_root / "model");
        folder.writeText("config.json", "{}");
        QVERIFY_EXCEPTION_THROWN(folder.writeText("config.json", "{}"), Error);
        QVERIFY_EXCEPTION_THROWN(folder.copyFile(m_root / "absent"), Error);
    }
    QCOMPARE(entries(m_root), QStringList{});
    QVERIFY_EXCEPTION_THROWN(AtomicFolder("/"), Error);
    QVERIFY_EXCEPTION_THROWN(AtomicFolder("/proc/none/model"), Error);
}

// "Train again into the same folder": until the new one is complete the old one stays usable.
// "Train again into the same folder": until the new one is complete the old one stays usable.
void TestAtomicFolder::replaces() {
    for (const char* text : {"first", "second"}) {
        AtomicFolder folder(m_root / "model", kReplace);
        folder.writeText("mark", text);
        folder.writeText(text, text);
        folder.commit();
        QCOMPARE(entries(m_root), QStringList{"model"});
        QStringList files{text, "mark"};
        files.sort();
        QCOMPARE(entries(m_root / "model"), files);
    }
}

// "train --out ~/Documents" must not end with the documents gone.
void TestAtomicFolder::replacesNothingElse_data() {
    QTest::addColumn<QString>("stands"); // "/": a folder
    QTest::addColumn<bool>("allowed");
    QTest::newRow("nothing") << "" << true;
    QTest::newRow("an empty folder") << "model/" << true;
    QTest::newRow("one of the kind") << "model/mark" << true;
    QTest::newRow("somebody's folder") << "model/letters.txt" << false;
    QTest::newRow("a file") << "model" << false;
}

void TestAtomicFolder::replacesNothingElse() {
    QFETCH(const QString, stands);
    QFETCH(const bool, allowed);
    const fs::path file = m_root / stands.toStdString();
    fs::create_directories(file.has_filename() ? file.parent_path() : file);
    if (file.has_filename() && !stands.isEmpty())
        files::writeFile(file, "precious");
    if (allowed) {
        AtomicFolder folder(m_root / "model", kReplace);
        folder.writeText("mark", "new");
        folder.commit();
        QCOMPARE(readFile(m_root / "model" / "mark", 10), "new");
        return;
    }
    QVERIFY_EXCEPTION_THROWN(AtomicFolder(m_root / "model", kReplace), Error);
    QCOMPARE(readFile(file, 10), "precious");
    fs::rename(m_root / "model", m_root / "aside");
    AtomicFolder late(m_root / "model", kReplace);
    late.writeText("mark", "new");
    fs::rename(m_root / "aside", m_root / "model"); // it came while the new one was written
    QVERIFY_EXCEPTION_THROWN(late.commit(), Error);
    QCOMPARE(readFile(file, 10), "precious");
}

// A models folder on another disk is mostly a link.
void TestAtomicFolder::followsLinks() {
    fs::create_directory(m_root / "elsewhere");
    fs::create_directory_symlink("elsewhere/real", m_root / "link"); // dangling, and then not
    for (const char* text : {"first", "second"}) {
        AtomicFolder folder(m_root / "link", kReplace);
        folder.writeText("mark", text);
        folder.commit();
        QVERIFY(fs::is_symlink(m_root / "link"));
        QCOMPARE(readFile(m_root / "elsewhere" / "real" / "mark", 10), text);
    }
}

void TestAtomicFolder::refusesExisting() {
    AtomicFolder late(m_root / "model");
    fs::create_directory(m_root / "model");
    QVERIFY_EXCEPTION_THROWN(AtomicFolder(m_root / "model"), Error);
    QVERIFY_EXCEPTION_THROWN(late.commit(), Error);
    QVERIFY(fs::is_empty(m_root / "model"));
}

// Killed runs must not fill the disk with temporary folders; a run that is still going must keep its own.
void TestAtomicFolder::removesAbandoned() {
    fs::create_directory(m_root / ".model.tmp-4194400-0"); // beyond the largest process id of Linux
    fs::create_directory(m_root / ".other.tmp-4194400-0");
    fs::create_directory(m_root / ".model.tmp-1-0");
    const fs::path elsewhere = m_root / ".model.tmp-4194401-0"; // of another machine that shares the folder
    fs::create_directory(elsewhere);
    const files::Descriptor held(::open(elsewhere.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    QCOMPARE(::flock(held.number(), LOCK_EX), 0);
    AtomicFolder folder(m_root / "model");
    QVERIFY(!fs::exists(m_root / ".model.tmp-4194400-0"));
    QVERIFY(fs::exists(m_root / ".other.tmp-4194400-0"));
    QVERIFY(fs::exists(m_root / ".model.tmp-1-0"));
    QVERIFY(fs::exists(elsewhere));
    AtomicFolder other(m_root / "model"); // of this process, too
    QVERIFY(fs::exists(folder.path()));
}

void TestAtomicFolder::files() {
    const fs::path file = m_root / "state.json";
    files::writeFile(file, "three");
    QCOMPARE(readFile(file, 5), "three");
    QVERIFY_EXCEPTION_THROWN((void)readFile(file, 4), Error);
    QVERIFY_EXCEPTION_THROWN((void)readFile(m_root, 100), Error);
    QVERIFY_EXCEPTION_THROWN((void)readFile(m_root / "absent", 100), Error);
    files::writeFile(m_root / "empty", "");
    QCOMPARE(readFile(m_root / "empty", 0), "");
}

QTEST_APPLESS_MAIN(TestAtomicFolder)
#include "tst_atomic_folder.moc"
