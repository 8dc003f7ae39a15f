// SPDX-License-Identifier: GPL-3.0-or-later
//
// Every command that writes a file, on everything that can stand at its path. Lost: a device node, a pipe, a link and
// another project, each replaced by a file of rows; and the rows that a result stood between.
#include "tests/app/stepmarkctl/ctl_runner.h"

#include <sys/stat.h>
#include <sys/sysmacros.h>

#include <unistd.h>

using namespace stepmark::test;

namespace {

const QByteArray kRows = R"({"problem":"What is 2 + 2?","answer":"4","steps":["2 + 2 = 4.","#### 4"],"labels":[1,1]}
{"problem":"What is 2 + 2?","answer":"4","steps":["2 + 2 = 5.","#### 5"],"labels":[-1,null]}
)";
const QByteArray kPairs = "{\"given\":\"1,000\",\"reference\":\"1000\"}\n";

QByteArray bytesOf(const QString& file) {
    QFile in(file);
    return in.open(QIODevice::ReadOnly) ? in.readAll() : QByteArray("(none)");
}

mode_t modeOf(const QString& file) {
    struct stat status {};
    return ::lstat(qPrintable(file), &status) == 0 ? status.st_mode : 0;
}

/// `stepmarkctl` from a shell, so that its output can go anywhere: ARGUMENTS of the shell are the command's.
CtlResult shell(const QString& script, const QStringList& arguments) {
    QProcess process;
    process.start(QStringLiteral("/bin/sh"), QStringList{QStringLiteral("-c"), script, ctlProgram()} + arguments);
    process.waitForFinished(120'000);
    CtlResult result;
    result.code = process.exitStatus() == QProcess::NormalExit ? process.exitCode() : -1;
    result.out = QString::fromUtf8(process.readAllStandardOutput());
    result.err = QString::fromUtf8(process.readAllStandardError());
    return result;
}

} // namespace

class TestCtlOutput : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() {
        QCOMPARE(ctl({"new", m_place.project()}).code, 0);
        QCOMPARE(ctl({"import", m_place.project(), m_place.file("rows.jsonl", kRows)}).code, 0);
        QCOMPARE(ctl({"new", m_place.file("other.stepmark")}).code, 0);
        m_place.file("pairs.jsonl", kPairs);
        QDir(m_place.folder.path()).mkdir("model");
        m_place.file("model/config.json", "{}");
        m_place.file("model/model.safetensors", "weights");
    }

    void targets_data() {
        QTest::addColumn<QString>("writer");
        QTest::addColumn<QString>("target");
        QTest::addColumn<bool>("written");
        const QList<QPair<QString, bool>> targets = {{"new", true},
                                                     {"old", true},
                                                     {"link", true},
                                                     {"dangling", true},
                                                     {"folder", false},
                                                     {"circle", false},
                                                     {"other.stepmark", false},
                                                     {"p.stepmark", false},
                                                     {"link to the project", false},
                                                     {"hard link to the project", false},
                                                     {"p.stepmark-wal", false},
                                                     {"model", false},
                                                     {"model/config.json", false},
                                                     {"protected", false},
                                                     {"no/folder", false}};
        for (const char* writer : {"export", "grade", "rounds", "backup"})
            for (const auto& [target, written] : targets)
                QTest::addRow("%s to %s", writer, qPrintable(target)) << writer << target << written;
    }

    void targets() {
        QFETCH(const QString, writer);
        QFETCH(const QString, target);
        QFETCH(const bool, written);
        const Workplace place; // a copy of all, so that no row sees what another did
        const QString root = place.folder.path();
        QCOMPARE(QProcess::execute("cp", {"-a", m_place.folder.path() + "/.", root}), 0);
        for (const char* file : {"old", "real", "protected"})
            place.file(file, "old");
        QDir(root).mkdir("folder");
        QFile::link("real", root + "/link");
        QFile::link("to be", root + "/dangling");
        QFile::link("circle", root + "/circle");
        QFile::link("p.stepmark", root + "/link to the project");
        QCOMPARE(::link(qPrintable(place.project()), qPrintable(root + "/hard link to the project")), 0);
        QCOMPARE(::chmod(qPrintable(root + "/protected"), 0444), 0);
        QCOMPARE(::chmod(qPrintable(root + "/old"), 0640), 0);
        const QString end = target == "link" ? "real" : target == "dangling" ? "to be" : target;
        const QByteArray before = bytesOf(root + "/" + end), project = bytesOf(place.project());

        const CtlResult result = ctl(command(writer, root, root + "/" + target));
        QCOMPARE(result.code, written ? 0 : 1);
        QCOMPARE(QFileInfo(root + "/link").isSymLink() && QFileInfo(root + "/dangling").isSymLink(), true);
        const QByteArray after = bytesOf(root + "/" + end);
        if (written)
            QVERIFY2(after != before && after != "(none)", after.constData());
        else
            QCOMPARE(after, before);
        QCOMPARE(int(modeOf(root + "/old") & 07777), 0640);
        QCOMPARE(bytesOf(place.project()), project);
        QVERIFY(QDir(root).entryList({"*part*"}, QDir::Files | QDir::Hidden).isEmpty());
        if (!written)
            QVERIFY2(result.err.contains(target.section('/', -1)) || target.startsWith("model") ||
                         target == "no/folder",
                     qPrintable(result.err));
    }

    // Rows on standard output are rows and nothing else: the result goes to standard error.
    void standardOutput_data() {
        QTest::addColumn<QString>("writer");
        QTest::addColumn<QString>("target");
        for (const char* writer : {"export", "grade", "rounds", "backup"})
            for (const char* target :
                 {"-", "stdout", "/proc/self/fd/1"}) // a link to /dev/stdout: a fault must not cost that
                QTest::addRow("%s to %s", writer, target) << writer << target;
    }
    void standardOutput() {
        QFETCH(const QString, writer);
        QFETCH(QString, target);
        const QString root = m_place.folder.path(), file = root + "/expected";
        if (target == QLatin1String("stdout")) {
            target = root + "/stdout";
            QFile::link("/dev/stdout", target);
        }
        QFile::remove(file);
        QCOMPARE(ctl(command(writer, root, file)).code, 0);
        const QString appended = root + "/appended";
        m_place.file("appended", "before\n");
        const CtlResult piped = shell("exec \"$0\" \"$@\" --json | cat >> " + appended, command(writer, root, target));
        QCOMPARE(piped.code, 0);
        QCOMPARE(bytesOf(appended).left(7), QByteArray("before\n"));
        if (writer != "backup") // a copy's free pages may differ
            QCOMPARE(bytesOf(appended).mid(7), bytesOf(file));
        else
            QVERIFY(bytesOf(appended).mid(7).startsWith("SQLite format 3"));
        QVERIFY2(nlohmann::json::accept(piped.err.trimmed().section('\n', -1).toStdString()), qPrintable(piped.err));
        const QByteArray through_pipe = bytesOf(appended);
        m_place.file("appended", "before\n");
        QCOMPARE(shell("exec \"$0\" \"$@\" --json >> " + appended, command(writer, root, target)).code, 0);
        QCOMPARE(bytesOf(appended).size(), through_pipe.size());
        QVERIFY(bytesOf(appended).startsWith("before\n"));
    }

    void failingOutputIsAnError_data() {
        QTest::addColumn<QString>("script");
        QTest::newRow("full device") << "exec \"$0\" \"$@\" > /dev/full";
        // The reader closes its end, then lets the command begin.
        QTest::newRow("nobody reads") << "rm -f \"$2.go\"; mkfifo \"$2.go\"; "
                                         "{ read go < \"$2.go\"; \"$0\" \"$@\"; echo $? > \"$2.code\"; } | "
                                         "{ exec < /dev/null; echo > \"$2.go\"; }; exit $(cat \"$2.code\")";
        QTest::newRow("limit of the shell") << "ulimit -f 0; exec \"$0\" \"$@\" > \"$(dirname \"$3\")/limited\"";
    }
    void failingOutputIsAnError() {
        QFETCH(const QString, script);
        for (const QStringList& arguments :
             {command("export", m_place.folder.path(), "-"),
              QStringList{"export", m_place.project(), "--plan", "--format", "jsonl", "x"}}) {
            const CtlResult result = shell(script, arguments);
            QVERIFY2(result.code == 1, qPrintable(result.err + QString::number(result.code)));
            QVERIFY2(result.err.contains("stepmarkctl: "), qPrintable(result.err));
        }
    }

    void pipe() {
        const QString root = m_place.folder.path();
        for (const char* writer : {"export", "grade", "rounds", "backup"}) {
            QFile::remove(root + "/got");
            QFile::remove(root + "/pipe");
            QCOMPARE(::mkfifo(qPrintable(root + "/pipe"), 0600), 0);
            const CtlResult piped =
                shell("cat \"" + root + "/pipe\" > \"" + root + "/got\" & \"$0\" \"$@\"; code=$?; wait; exit $code",
                      command(writer, root, root + "/pipe"));
            QVERIFY2(piped.code == 0, qPrintable(piped.err));
            QVERIFY(S_ISFIFO(modeOf(root + "/pipe")));
            QVERIFY(QFileInfo(root + "/got").size() > 0);
        }
    }

    // Nodes of our own: a fault must not cost the machine its own.
    void devices() {
        const QString null = m_place.file("null"), full = m_place.file("full");
        if (::mknod(qPrintable(null), S_IFCHR | 0666, makedev(1, 3)) != 0 ||
            ::mknod(qPrintable(full), S_IFCHR | 0666, makedev(1, 7)) != 0 || ::access(qPrintable(null), W_OK) != 0)
            QSKIP("No device node may be made here.");
        for (const char* writer : {"export", "grade", "rounds", "backup"}) {
            QCOMPARE(ctl(command(writer, m_place.folder.path(), null)).code, 0);
            QCOMPARE(ctl(command(writer, m_place.folder.path(), full)).code, 1);
            QVERIFY(S_ISCHR(modeOf(null)) && S_ISCHR(modeOf(full)));
        }
    }

    // The window asks before it replaces a file; a command that did so without a word has cost work.
    void whatIsThereStaysUnlessItIsSaid() {
        const QString root = m_place.folder.path();
        for (const char* writer : {"export", "grade", "rounds", "backup"}) {
            const QString file = m_place.file("mine", "mine");
            QStringList bare = command(writer, root, file);
            bare.removeAll("--overwrite");
            const CtlResult refused = ctl(bare);
            QCOMPARE(refused.code, 1);
            QVERIFY2(refused.err.contains("mine") && refused.err.contains("exists already"), qPrintable(refused.err));
            QCOMPARE(bytesOf(file), QByteArray("mine"));
            if (writer == QLatin1String("backup")) // replaces copies of the project only
                continue;
            QVERIFY2(refused.err.contains("--overwrite"), qPrintable(refused.err));
            QCOMPARE(ctl(bare + QStringList{"--force"}).code, 0); // the other word for it
            QVERIFY(bytesOf(file) != "mine");
        }
    }

    // "grade f f" adds a field to f; it was read before it is replaced.
    void inIsOut() {
        const QString file = m_place.file("both.jsonl", kPairs);
        QCOMPARE(ctl({"grade", file, file, "--overwrite"}).code, 0);
        QCOMPARE(bytesOf(file), QByteArray("{\"given\":\"1,000\",\"reference\":\"1000\",\"equal\":true}\n"));
    }

    // Only the next copy of a project may take a copy's place.
    void backupReplacesOnlyItsOwnCopy() {
        const QString copy = m_place.file("copy.stepmark");
        QFile::remove(copy);
        QCOMPARE(ctl({"backup", m_place.project(), copy}).code, 0);
        QCOMPARE(ctl({"backup", m_place.project(), copy, "--overwrite"}).code, 0);
        const QByteArray other = bytesOf(m_place.file("other.stepmark"));
        QCOMPARE(ctl({"backup", m_place.project(), m_place.file("other.stepmark"), "--overwrite"}).code, 1);
        QCOMPARE(bytesOf(m_place.file("other.stepmark")), other);
        QCOMPARE(ctl({"status", copy}).json["solutions"].get<int>(), 2);
    }

private:
    static QStringList command(const QString& writer, const QString& root, const QString& target) {
        const QString project = root + "/p.stepmark";
        if (writer == "export")
            return {"export", project, target, "--format", "jsonl", "--overwrite"};
        if (writer == "grade")
            return {"grade", root + "/pairs.jsonl", target, "--overwrite"};
        if (writer == "rounds")
            return {"rounds", project, "--csv", target, "--overwrite"};
        return {"backup", project, target, "--overwrite"};
    }

    Workplace m_place;
};

QTEST_GUILESS_MAIN(TestCtlOutput)
#include "tst_ctl_output.moc"
