// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/domain/error.h"
#include "model/files/never_replaced.h"
#include "model/files/open_databases.h"
#include "model/files/output_file.h"
#include "model/files/write_error.h"
#include "tests/model/files/output_fixture.h"

#include <QDir>
#include <QTemporaryDir>
#include <QTest>

#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <sys/wait.h>

#include <functional>
#include <map>
#include <optional>
#include <signal.h>
#include <unistd.h>

using namespace stepmark;
using namespace stepmark::files;
using namespace stepmark::test;
namespace fs = std::filesystem;

namespace {

/// The first 100 bytes of an SQLite file with this application id.
std::string header(std::uint32_t id) {
    std::string bytes(100, '\0');
    bytes.replace(0, 16, std::string("SQLite format 3\0", 16));
    for (int i = 0; i < 4; ++i)
        bytes[static_cast<std::size_t>(68 + i)] = static_cast<char>(id >> (24 - 8 * i));
    return bytes;
}

} // namespace

class TestOutputFile : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { takeWriteSignalsAsErrors(); }
    void init() {
        m_directory.emplace();
        m_root = m_directory->path().toStdString();
    }

    // A mark exported "to the link" went to a new file, and the link's target kept the old rows.
    void fileOrNewOne_data() {
        QTest::addColumn<QString>("stands");  // a word for setUp()
        QTest::addColumn<QString>("written"); // the file that has the new text
        QTest::newRow("nothing") << ""
                                 << "out";
        QTest::newRow("a file") << "file"
                                << "out";
        QTest::newRow("a link to a file") << "link"
                                          << "real/file";
        QTest::newRow("a link to a link") << "chain"
                                          << "real/file";
        QTest::newRow("a dangling link") << "dangling"
                                         << "real/new";
        QTest::newRow("a hard link") << "hard link"
                                     << "out";
        QTest::newRow("a database of another program") << "other database"
                                                       << "out";
    }
    void fileOrNewOne() {
        QFETCH(const QString, stands);
        QFETCH(const QString, written);
        setUp(stands);
        const bool link = fs::is_symlink(m_root / "out");
        writeFile(m_root / "out", "new");
        QCOMPARE(read(m_root / written.toStdString()), "new");
        QCOMPARE(fs::is_symlink(m_root / "out"), link);
        if (stands == QLatin1String("hard link"))
            QCOMPARE(read(m_root / "other name"), "old"); // other names keep what they had
        QVERIFY(parts().isEmpty());
    }

    void refused_data() {
        QTest::addColumn<QString>("stands");
        QTest::addColumn<QString>("target");
        QTest::addColumn<QString>("says");
        QTest::newRow("a folder") << "folder"
                                  << "out"
                                  << "is a folder";
        QTest::newRow("no folder") << ""
                                   << "no/out"
                                   << "does not exist";
        QTest::newRow("links in a circle") << "circle"
                                           << "out"
                                           << "circle";
        QTest::newRow("a socket") << "socket"
                                  << "out"
                                  << "socket";
        QTest::newRow("a project") << "project"
                                   << "out"
                                   << "is a Stepmark project";
        QTest::newRow("a link to a project") << "link to a project"
                                             << "out"
                                             << "is a Stepmark project";
        QTest::newRow("a project's log") << "project"
                                         << "out-wal"
                                         << "belongs to the project";
        QTest::newRow("a project's index") << "project"
                                           << "out-shm"
                                           << "belongs to the project";
        QTest::newRow("a model's configuration") << "model"
                                                 << "model/config.json"
                                                 << "holds a model";
        QTest::newRow("a new file in a model") << "model"
                                               << "model/rows.jsonl"
                                               << "holds a model";
        QTest::newRow("a link into a model") << "link into a model"
                                             << "out"
                                             << "holds a model";
        QTest::newRow("weights without a model") << "weights"
                                                 << "out.safetensors"
                                                 << "weights";
        QTest::newRow("write-protected") << "protected"
                                         << "out"
                                         << "write-protected";
    }
    void refused() {
        QFETCH(const QString, stands);
        QFETCH(const QString, target);
        QFETCH(const QString, says);
        setUp(stands);
        const auto before = everything();
        std::string error;
        try {
            writeFile(m_root / target.toStdString(), "new");
        } catch (const Error& thrown) {
            error = thrown.what();
        }
        QVERIFY2(QString::fromStdString(error).contains(says), error.c_str());
        QVERIFY2(QString::fromStdString(error).contains(QFileInfo(target).path() == "no" ? "no" : target) ||
                     says == QLatin1String("holds a model"),
                 error.c_str());
        QCOMPARE(everything(), before);
    }

    // Whoever this process has open is known without a look into it, which would cost SQLite its locks.
    void openProjectIsRefusedByEachOfItsNames() {
        put(m_root / "p.stepmark", "not even a header");
        fs::create_hard_link(m_root / "p.stepmark", m_root / "hard");
        fs::create_symlink("p.stepmark", m_root / "soft");
        const FileId file = OpenDatabases::add(m_root / "p.stepmark");
        for (const char* name : {"p.stepmark", "hard", "soft", "p.stepmark-wal"})
            for (const bool over_project : {false, true})
                QVERIFY_EXCEPTION_THROWN(writeFile(m_root / name, "new", {.over_project = over_project}), Error);
        OpenDatabases::remove(file);
        writeFile(m_root / "hard", "new");
        QCOMPARE(read(m_root / "p.stepmark"), "not even a header");
    }

    void modeAndOwnerStay() {
        put(m_root / "out", "old");
        QCOMPARE(::chmod((m_root / "out").c_str(), 0640), 0);
        const bool root = ::geteuid() == 0 && ::chown((m_root / "out").c_str(), 12345, 23456) == 0;
        writeFile(m_root / "out", "new");
        struct stat status {};
        QCOMPARE(::stat((m_root / "out").c_str(), &status), 0);
        QCOMPARE(int(status.st_mode & 07777), 0640);
        if (root)
            QVERIFY(status.st_uid == 12345 && status.st_gid == 23456);
        const mode_t mask = ::umask(027);
        writeFile(m_root / "new", "new");
        ::umask(mask);
        QCOMPARE(int(modeOf(m_root / "new") & 07777), 0640);
    }

    void unlessReplacingIsAllowed() {
        put(m_root / "out", "old");
        QVERIFY_EXCEPTION_THROWN(writeFile(m_root / "out", "new", {.replace = false}), Error);
        OutputFile late(m_root / "late", {.replace = false});
        late.write("new");
        put(m_root / "late", "somebody else's");
        QVERIFY_EXCEPTION_THROWN(late.commit(), Error);
        QCOMPARE(read(m_root / "late"), "somebody else's");
        writeFile(m_root / "free", "new", {.replace = false});
        QCOMPARE(read(m_root / "free"), "new");
    }

    void withoutCommitNothingIsThere() {
        put(m_root / "out", "old");
        {
            OutputFile file(m_root / "out");
            file.write("new");
            QCOMPARE(parts().size(), 1);
        }
        QCOMPARE(read(m_root / "out"), "old");
        QVERIFY(parts().isEmpty());
    }

    // The whole project's size lay beside the target for ever, where a backup had been killed.
    void partsOfTheKilledGo() {
        const int child = ::fork();
        if (child == 0) {
            OutputFile* file = new OutputFile(m_root / "copy");
            put(fs::path(file->part()) += "-journal", "x");
            ::raise(SIGKILL);
        }
        int status = 0;
        QCOMPARE(::waitpid(child, &status, 0), child);
        QVERIFY(WIFSIGNALED(status));
        QCOMPARE(parts().size(), 2);
        OutputFile alive(m_root / "alive"); // sweeps, and stays while it is written
        QCOMPARE(parts().size(), 1);
        put(m_root / ".letters.stepmark-part-old", "mine");
        put(m_root / "letters.part-12", "mine");
        writeFile(m_root / "another", "new");
        alive.write("new");
        alive.commit();
        QVERIFY(fs::exists(m_root / ".letters.stepmark-part-old") && fs::exists(m_root / "letters.part-12"));
        QCOMPARE(read(m_root / "alive"), "new");
    }

    void longNamesHaveAPartToo() {
        const std::string name(255, 'n'); // the longest that Linux knows
        writeFile(m_root / name, "new");
        QCOMPARE(read(m_root / name), "new");
        QVERIFY_EXCEPTION_THROWN(writeFile(m_root / (name + "n"), "new"), Error);
    }

private:
    void setUp(const QString& what) {
        const fs::path out = m_root / "out";
        fs::create_directory(m_root / "real");
        put(m_root / "real" / "file", "old");
        put(m_root / "real" / "p", header(kProjectId));
        fs::create_directory(m_root / "model");
        put(m_root / "model" / "config.json", "{}");
        put(m_root / "model" / "model.safetensors", "weights");
        const std::map<QString, std::function<void()>> makes = {
            {"file", [&] { put(out, "old"); }},
            {"link", [&] { fs::create_symlink("real/file", out); }},
            {"chain",
             [&] {
                 fs::create_symlink("file", m_root / "real" / "next"),
                     fs::create_symlink(m_root / "real" / "next", out);
             }},
            {"dangling", [&] { fs::create_symlink("real/new", out); }},
            {"hard link", [&] { put(out, "old"), fs::create_hard_link(out, m_root / "other name"); }},
            {"other database", [&] { put(out, header(7)); }},
            {"folder", [&] { fs::create_directory(out); }},
            {"circle", [&] { fs::create_symlink("there", out), fs::create_symlink("out", m_root / "there"); }},
            {"socket", [&] { listenAt(out); }},
            {"project", [&] { put(out, header(kProjectId)); }},
            {"link to a project", [&] { fs::create_symlink("real/p", out); }},
            {"link into a model", [&] { fs::create_symlink("model/config.json", out); }},
            {"weights", [&] { put(m_root / "out.safetensors", "weights"); }},
            {"protected", [&] { put(out, "old"), ::chmod(out.c_str(), 0444); }},
        };
        if (const auto make = makes.find(what); make != makes.end())
            make->second();
    }

    static void listenAt(const fs::path& path) {
        sockaddr_un address{};
        address.sun_family = AF_UNIX;
        qstrncpy(address.sun_path, path.c_str(), sizeof address.sun_path);
        const int socket = ::socket(AF_UNIX, SOCK_STREAM, 0);
        QVERIFY(::bind(socket, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0);
        ::close(socket);
    }

    /// Names, kinds and contents of all that is there.
    QStringList everything() const {
        QStringList all;
        for (const auto& entry : fs::recursive_directory_iterator(m_root)) {
            const bool file = S_ISREG(modeOf(entry.path()));
            all << QStringLiteral("%1 %2 %3")
                       .arg(QString::fromStdString(entry.path().string()))
                       .arg(modeOf(entry.path()))
                       .arg(file ? QString::fromLatin1(QByteArray::fromStdString(read(entry.path())).toHex())
                                 : QString());
        }
        all.sort();
        return all;
    }

    QStringList parts() const { return partsIn(m_root); }

    std::optional<QTemporaryDir> m_directory;
    fs::path m_root;
};

QTEST_APPLESS_MAIN(TestOutputFile)
#include "tst_output_file.moc"
