// SPDX-License-Identifier: GPL-3.0-or-later
//
// What is no file is written into and never replaced: pipes, devices, this process's own descriptors.
#include "model/domain/error.h"
#include "model/files/output_file.h"
#include "model/files/target.h"
#include "model/files/write_error.h"
#include "tests/model/files/output_fixture.h"

#include <QTemporaryDir>
#include <QTest>

#include <sys/sysmacros.h>

#include <fcntl.h>
#include <optional>
#include <thread>
#include <unistd.h>

using namespace stepmark;
using namespace stepmark::files;
using namespace stepmark::test;
namespace fs = std::filesystem;

class TestOutputStream : public QObject {
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

    // /dev/stdout, a pipe and (as root) the machine's device node were replaced by a file.
    void pipeIsWrittenInto() {
        const fs::path pipe = m_root / "pipe";
        QCOMPARE(::mkfifo(pipe.c_str(), 0600), 0);
        QVERIFY_EXCEPTION_THROWN(writeFile(pipe, "new"), Error); // nobody reads, and nobody could stop the waiting
        std::string got;
        std::thread reader([&] { got = read(pipe); });
        std::stop_source stop;
        const std::string text(300'000, 'x'); // more than a pipe holds
        writeFile(pipe, text, {.stop = stop.get_token()});
        reader.join();
        QCOMPARE(got.size(), text.size());
        QVERIFY(S_ISFIFO(modeOf(pipe)));
        stop.request_stop();
        QVERIFY_EXCEPTION_THROWN(writeFile(pipe, "new", {.stop = stop.get_token()}), Cancelled);
        QVERIFY(parts().isEmpty());
    }

    void readerThatLeavesIsAnError() {
        const fs::path pipe = m_root / "pipe";
        QCOMPARE(::mkfifo(pipe.c_str(), 0600), 0);
        const int reader = ::open(pipe.c_str(), O_RDONLY | O_NONBLOCK);
        OutputFile file(pipe);
        ::close(reader);
        QVERIFY_EXCEPTION_THROWN((file.write("new"), file.commit()), Error);
    }

    // A database cannot be made in a pipe: it is made elsewhere and poured in.
    void partOfAStreamIsPoured() {
        const fs::path pipe = m_root / "pipe";
        QCOMPARE(::mkfifo(pipe.c_str(), 0600), 0);
        std::string got;
        std::thread reader([&] { got = read(pipe); });
        std::stop_source stop;
        {
            OutputFile file(pipe, {.stop = stop.get_token()});
            put(file.part(), "a database");
            QVERIFY(parts().isEmpty()); // not beside a pipe
            file.commit();
            QVERIFY(fs::exists(file.part()));
        }
        reader.join();
        QCOMPARE(got, "a database");
    }

    void devicesStay_data() {
        QTest::addColumn<int>("minor");
        QTest::addColumn<bool>("takes");
        QTest::newRow("like /dev/null") << 3 << true;
        QTest::newRow("like /dev/full") << 7 << false;
    }
    void devicesStay() {
        QFETCH(const int, minor);
        QFETCH(const bool, takes);
        const fs::path device = m_root / "device"; // never the machine's own: a fault here would cost it that
        if (::mknod(device.c_str(), S_IFCHR | 0666, makedev(1, static_cast<unsigned>(minor))) != 0)
            QSKIP("No device node may be made here.");
        if (const int open = ::open(device.c_str(), O_WRONLY); open < 0)
            QSKIP("Device nodes are of no use in this folder.");
        else
            ::close(open);
        if (takes)
            writeFile(device, "new");
        else
            QVERIFY_EXCEPTION_THROWN(writeFile(device, "new"), Error);
        QVERIFY(S_ISCHR(modeOf(device)));
        QVERIFY(parts().isEmpty());
    }

    void ownDescriptorsAreWrittenInto() {
        int ends[2];
        QCOMPARE(::pipe(ends), 0);
        writeFile("/proc/self/fd/" + std::to_string(ends[1]), "into the pipe");
        char text[32] = {};
        QCOMPARE(::read(ends[0], text, sizeof text), ssize_t(13));
        QCOMPARE(QString::fromUtf8(text), QStringLiteral("into the pipe"));
        ::close(ends[0]);
        ::close(ends[1]);
        const int file = ::open((m_root / "log").c_str(), O_WRONLY | O_CREAT | O_APPEND, 0600);
        QCOMPARE(::write(file, "one ", 4), ssize_t(4));
        writeFile("/dev/fd/" + std::to_string(file), "two");
        QCOMPARE(read(m_root / "log"), "one two"); // appended, as the shell's >> means it
        ::close(file);
    }

    void standardOutputHasManyNames() {
        for (const char* name : {"-", "/dev/stdout", "/proc/self/fd/1", "/dev/fd/1"})
            QVERIFY2(isStandardOutput(name), name);
        fs::create_symlink("/dev/stdout", m_root / "link");
        QVERIFY(isStandardOutput(m_root / "link"));
        QVERIFY(!isStandardOutput(m_root / "file"));
        QVERIFY(!isStandardOutput(m_root));
    }
};

QTEST_APPLESS_MAIN(TestOutputStream)
#include "tst_output_stream.moc"
