// SPDX-License-Identifier: GPL-3.0-or-later
//
// In a pipeline: what comes from a pipe is read as a file would be, and what cannot be printed is an error.
#include "tests/app/stepmarkctl/ctl_runner.h"

#include <csignal>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

using namespace stepmark::test;
using nlohmann::json;

class TestCtlStreams : public QObject {
    Q_OBJECT

    Workplace m_place;

    /// A command that reads FILE, and what it says apart from names, numbers of models and times.
    static json answer(QStringList arguments, const QString& file, const QByteArray& input = {}) {
        arguments.replaceInStrings("FILE", file);
        CtlResult result = ctl(arguments, {}, input);
        if (result.code != 0)
            return result.err.toStdString();
        for (const char* key : {"out", "seconds", "model", "job", "labeler", "spec"}) // which names the file
            result.json.erase(key);
        return result.json;
    }
    QString copy() const {
        const QString path = m_place.file(QStringLiteral("copy%1.stepmark").arg(QTest::currentDataTag()));
        QFile::remove(path);
        return QFile::copy(m_place.project(), path) ? path : QString();
    }

private Q_SLOTS:
    void initTestCase() {
        QByteArray rows, scores, bench, pairs;
        const auto add = [](QByteArray& lines, const json& row) {
            lines += QByteArray::fromStdString(row.dump()) + '\n';
        };
        for (int i = 0; i < 12; ++i) {
            const std::string n = std::to_string(i), problem = "What is 1 + " + n + "?";
            const bool right = i % 2 == 1;
            add(rows, {{"problem_id", "p" + n},
                       {"candidate", 0},
                       {"problem", problem},
                       {"answer", "4"},
                       {"steps", {"We add.", "#### " + n}},
                       {"labels", {1, right ? 1 : -1}}});
            add(scores, {{"problem_id", "p" + n}, {"candidate", 0}, {"step_scores", {0.9, 0.1 * (i % 10)}}});
            add(bench, {{"problem", problem}, {"steps", {"We add.", "It is 4."}}, {"label", right ? -1 : 1}});
            add(pairs, {{"given", n}, {"reference", "4"}});
        }
        QCOMPARE(ctl({"new", m_place.project()}).code, 0);
        QCOMPARE(ctl({"import", m_place.project(), m_place.file("rows.jsonl", rows)}).code, 0);
        m_place.file("scores", scores);
        m_place.file("bench", bench);
        m_place.file("pairs", pairs);
        const CtlResult train = ctl({"train", m_place.project(), "--kind", "prm", "--mode", "head",
                                     "--validation-share", "0", "--threads", "1", "--out", m_place.file("model")});
        QVERIFY2(train.code == 0, qPrintable(train.err));
    }

    // Lost: "is empty", although it was not; or a wait for ever.
    void pipesAreRead_data() {
        QTest::addColumn<QStringList>("arguments");
        QTest::addColumn<QString>("file");
        const QString model = m_place.file("model");
        const QList<QPair<QString, QStringList>> commands = {
            {"pairs", {"grade", "FILE", "/dev/null"}},
            {"bench", {"predict", "--checkpoint", model, "FILE", "/dev/null"}},
            {"bench", {"evaluate", "--processbench", "FILE", "--checkpoint", model, "--fit-share", "0.5"}},
            {"scores", {"score", "PROJECT", "--scores", "FILE"}},
            {"scores", {"label", "PROJECT", "--scores", "FILE", "--split", "train"}}};
        for (const auto& [file, arguments] : commands)
            QTest::newRow(qPrintable(arguments.first())) << arguments << file;
    }
    void pipesAreRead() {
        QFETCH(const QStringList, arguments);
        QFETCH(const QString, file);
        const QString path = m_place.file(file), pipe = m_place.file("pipe");
        QFile in(path);
        QVERIFY(in.open(QIODevice::ReadOnly));
        const QByteArray bytes = in.readAll();
        const auto on = [&](const QString& project) {
            return QStringList(arguments).replaceInStrings("PROJECT", project);
        };
        const json wanted = answer(on(copy()), path);
        QVERIFY2(wanted.is_object(), wanted.dump().c_str());
        for (const char* name : {"-", "/dev/stdin"})
            QCOMPARE(answer(on(copy()), name, bytes).dump(), wanted.dump());
        QFile::remove(pipe);
        QCOMPARE(::mkfifo(qPrintable(pipe), 0600), 0);
        QProcess writer;
        writer.start("/bin/sh", {"-c", "cat \"$0\" > \"$1\"", path, pipe});
        QCOMPARE(answer(on(copy()), pipe).dump(), wanted.dump());
        QVERIFY(writer.waitForFinished());
    }

    // Who waits for a pipe locks nobody out of the project.
    void waitingForAPipeLocksNothing_data() {
        QTest::addColumn<QStringList>("arguments");
        for (const QStringList& arguments : {QStringList{"import", "P", "-"}, QStringList{"gold", "P", "--file", "-"},
                                             QStringList{"score", "P", "--scores", "-"},
                                             QStringList{"label", "P", "--split", "train", "--scores", "-"}})
            QTest::newRow(qPrintable(arguments.first())) << arguments;
    }
    void waitingForAPipeLocksNothing() {
        QFETCH(QStringList, arguments);
        const QString project = copy();
        const auto runs = [&] {
            const json jobs = ctl({"jobs", project}).json["jobs"];
            return jobs.size() > 0 && jobs[0]["state"] == "running";
        };
        QProcess process;
        process.start(ctlProgram(), arguments.replaceInStrings("P", project));
        QVERIFY(process.waitForStarted());
        QTRY_VERIFY_WITH_TIMEOUT(runs(), 60'000);
        process.write("{");           // and the rest of the line is still to come
        for (int i = 0; i < 3; ++i) { // a lock that is held would be waited for, and refused
            const CtlResult other = ctl({"settle", project, "--step", "1", "--rating", "1", "--reviewer", "dan"});
            QVERIFY2(other.code == 0, qPrintable(other.err));
            QCOMPARE(process.state(), QProcess::Running);
        }
        process.closeWriteChannel();
        QVERIFY(process.waitForFinished(60'000));
        QCOMPARE(process.exitCode(), 1); // "{" is no row
    }

    // Two lots of scores that came through pipes are two, not one that replaces the other.
    void everyPipeOfScoresIsASource() {
        const QString project = copy();
        QFile in(m_place.file("scores"));
        QVERIFY(in.open(QIODevice::ReadOnly));
        const QByteArray bytes = in.readAll();
        const json first = ctl({"score", project, "--scores", "-"}, {}, bytes).json["model"];
        QVERIFY(first.is_number_integer());
        QVERIFY(ctl({"score", project, "--scores", "-"}, {}, bytes).json["model"] != first);
    }

    void waitingForAWriterCanBeStopped() {
        const QString pipe = m_place.file("nobody writes");
        QCOMPARE(::mkfifo(qPrintable(pipe), 0600), 0);
        QProcess process;
        process.start(ctlProgram(), {"grade", pipe, m_place.file("never"), "--json"});
        const auto waits = [&] { // the pipe is open at this end
            const int end = ::open(qPrintable(pipe), O_WRONLY | O_NONBLOCK);
            return end >= 0; // kept open: closed, it would be the end of the file
        };
        QTRY_VERIFY_WITH_TIMEOUT(waits(), 60'000);
        ::kill(static_cast<pid_t>(process.processId()), SIGTERM);
        QVERIFY(process.waitForFinished(30'000));
        QCOMPARE(process.exitCode(), 130);
    }

    void whatCannotBeReadIsNamed_data() {
        QTest::addColumn<QString>("file");
        QTest::addColumn<QString>("says");
        QTest::newRow("missing") << m_place.file("no such") << "no such";
        QTest::newRow("a folder") << m_place.folder.path() << "is a folder";
        QTest::newRow("nothing on standard input") << "-"
                                                   << "standard input";
    }
    void whatCannotBeReadIsNamed() {
        QFETCH(const QString, file);
        QFETCH(const QString, says);
        const auto close_input = [](QProcess& process) {
            process.setChildProcessModifier([] { ::close(STDIN_FILENO); });
        };
        const QString model = m_place.file("model");
        for (const QStringList& arguments :
             {QStringList{"grade", file, "/dev/null"}, QStringList{"predict", "--checkpoint", model, file, "/dev/null"},
              QStringList{"evaluate", "--processbench", file, "--checkpoint", model},
              QStringList{"score", m_place.project(), "--scores", file},
              QStringList{"label", m_place.project(), "--scores", file, "--split", "train"}}) {
            const CtlResult result = ctl(arguments, close_input);
            QCOMPARE(result.code, 1);
            QVERIFY2(result.err.contains(says), qPrintable(result.err));
        }
    }

    // Lost: the answer, to a full disk or a reader who went away, with rc 0.
    void whatCannotBePrintedIsAnError_data() {
        QTest::addColumn<QStringList>("arguments");
        QTest::newRow("help") << QStringList{"--help"};
        QTest::newRow("help of one") << QStringList{"train", "--help"};
        QTest::newRow("version") << QStringList{"--version"};
        QTest::newRow("status") << QStringList{"status", m_place.project()};
        QTest::newRow("status as JSON") << QStringList{"status", m_place.project(), "--json"};
        QTest::newRow("rows") << QStringList{"export", m_place.project(), "-", "--format", "jsonl"};
        QTest::newRow("graded") << QStringList{"grade", m_place.file("pairs"), "-"};
    }
    void whatCannotBePrintedIsAnError() {
        QFETCH(const QStringList, arguments);
        const auto full = [](QProcess& process) { process.setStandardOutputFile("/dev/full"); };
        const auto nobody_reads = [](QProcess& process) {
            process.setChildProcessModifier([] {
                int ends[2];
                if (::pipe(ends) != 0 || ::dup2(ends[1], STDOUT_FILENO) < 0)
                    ::_exit(99);
                ::close(ends[0]);
                ::close(ends[1]);
                ::signal(SIGPIPE, SIG_DFL); // Qt has it ignored
            });
        };
        const auto closed = [](QProcess& process) { process.setChildProcessModifier([] { ::close(STDOUT_FILENO); }); };
        for (const Prepare& prepare : {Prepare(full), Prepare(nobody_reads), Prepare(closed)}) {
            const CtlResult result = run(arguments, prepare);
            QCOMPARE(result.code, 1);
            QVERIFY2(!result.err.isEmpty(), "says nothing");
        }
        QCOMPARE(ctl({"check", m_place.project()}).code, 0); // nothing was printed into the project
    }
};

QTEST_GUILESS_MAIN(TestCtlStreams)
#include "tst_ctl_streams.moc"
