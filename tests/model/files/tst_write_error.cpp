// SPDX-License-Identifier: GPL-3.0-or-later
//
// What is said where a file cannot be written.
#include "model/domain/error.h"
#include "model/files/output_file.h"
#include "model/files/write_error.h"
#include "tests/model/files/output_fixture.h"

#include <QTemporaryDir>
#include <QTest>

#include <sys/resource.h>

#include <optional>
#include <unistd.h>

using namespace stepmark;
using namespace stepmark::files;
using namespace stepmark::test;
namespace fs = std::filesystem;

class TestWriteError : public QObject {
    Q_OBJECT

    std::optional<QTemporaryDir> m_directory;
    fs::path m_root;

    QStringList parts() const { return partsIn(m_root); }

private Q_SLOTS:
    void initTestCase() { takeWriteSignalsAsErrors(); }
    void init() {
        m_directory.emplace();
        m_root = m_directory->path().toStdString();
    }

    // "Writing .out.part-123 failed" helps nobody: which file, and which disk?
    void fullDiskIsNamed() {
        rlimit before{};
        QCOMPARE(::getrlimit(RLIMIT_FSIZE, &before), 0);
        const rlimit small{100'000, before.rlim_max};
        put(m_root / "out", "old");
        std::string error;
        QCOMPARE(::setrlimit(RLIMIT_FSIZE, &small), 0);
        try {
            writeFile(m_root / "out", std::string(1'000'000, 'x'));
        } catch (const Error& thrown) {
            error = thrown.what();
        }
        ::setrlimit(RLIMIT_FSIZE, &before);
        QVERIFY2(error.starts_with("\"" + (m_root / "out").string() + "\""), error.c_str());
        QVERIFY2(error.find("\"" + diskOf(m_root).string() + "\"") != std::string::npos, error.c_str());
        QVERIFY2(error.find("part") == std::string::npos, error.c_str());
        QCOMPARE(read(m_root / "out"), "old");
        QVERIFY(parts().isEmpty());
    }

    void temporaryNamesAreNotShown_data() {
        QTest::addColumn<QString>("path");
        QTest::addColumn<QString>("asked");
        QTest::newRow("a part") << "/a/.out.jsonl.stepmark-part-12-0"
                                << "/a/out.jsonl";
        QTest::newRow("in a new folder") << "/a/.model.tmp-12-3/model.safetensors"
                                         << "/a/model/model.safetensors";
        QTest::newRow("a part in a new folder") << "/.m.tmp-1-0/.c.json.stepmark-part-1-2"
                                                << "/m/c.json";
        QTest::newRow("another name") << "/a/.hidden.tmp-file"
                                      << "/a/.hidden.tmp-file";
        QTest::newRow("no number") << "/a/.x.tmp-"
                                   << "/a/.x.tmp-";
        QTest::newRow("nothing before") << "/a/.tmp-12-0"
                                        << "/a/.tmp-12-0";
    }
    void temporaryNamesAreNotShown() {
        QFETCH(const QString, path);
        QFETCH(const QString, asked);
        QCOMPARE(QString::fromStdString(askedPath(path.toStdString()).string()), asked);
    }

    void folderWithoutPermission() {
        if (::geteuid() == 0)
            QSKIP("Root may write everywhere.");
        fs::create_directory(m_root / "closed");
        put(m_root / "closed" / "out", "old");
        QCOMPARE(::chmod((m_root / "closed").c_str(), 0500), 0);
        std::string error;
        try {
            writeFile(m_root / "closed" / "out", "new");
        } catch (const Error& thrown) {
            error = thrown.what();
        }
        ::chmod((m_root / "closed").c_str(), 0700);
        QVERIFY2(error.find("may not write there") != std::string::npos, error.c_str());
        QCOMPARE(read(m_root / "closed" / "out"), "old");
    }
};

QTEST_APPLESS_MAIN(TestWriteError)
#include "tst_write_error.moc"
