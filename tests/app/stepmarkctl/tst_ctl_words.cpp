// SPDX-License-Identifier: GPL-3.0-or-later
//
// Scripts rely on exit codes and on one JSON object: were these wrong, a pipeline would go on after a failure.
#include "tests/app/stepmarkctl/ctl_runner.h"

using namespace stepmark::test;

class TestCtlWords : public QObject {
    Q_OBJECT

private Q_SLOTS:
    /// Bad usage is 2 and a failed job 1, never 0 and never a crash.
    void exitCodes_data() {
        QTest::addColumn<QStringList>("arguments");
        QTest::addColumn<int>("code");
        QTest::addColumn<QString>("says");
        const auto row = [](const char* name, const QStringList& arguments, int code, const char* says) {
            QTest::newRow(name) << arguments << code << QString::fromUtf8(says);
        };
        row("no subcommand", {}, 2, "subcommand");
        row("unknown subcommand", {"xylophone"}, 2, "no subcommand 'xylophone'. 'stepmarkctl --help'");
        row("two letters swapped", {"lable", "x.stepmark", "--oracle"}, 2, "Do you mean label?");
        row("a letter too few", {"evalate", "x.stepmark"}, 2, "Do you mean evaluate?");
        row("a letter too many", {"statuss", "x.stepmark"}, 2, "Do you mean status?");
        row("misspelt option", {"queue", "x.stepmark", "--cuont", "5"}, 2, "--cuont. Do you mean --count?");
        row("misspelt with its value", {"queue", "x.stepmark", "--strateg=uniform"}, 2, "Do you mean --strategy?");
        row("the beginning of an option", {"score", "x.stepmark", "--check", "m"}, 2, "Do you mean --checkpoint?");
        row("misspelt before what is missing", {"train", "x.stepmark", "--knd", "prm"}, 2, "Do you mean --kind?");
        row("misspelt in front", {"--jsn", "status", "x.stepmark"}, 2, "Do you mean --json?");
        row("an option of nobody", {"status", "x.stepmark", "--xylophone"}, 2,
            "no option --xylophone. 'stepmarkctl status");
        row("a word too many", {"status", "x.stepmark", "y.stepmark"}, 2, "y.stepmark");
        row("one of three", {"settle", "x.stepmark", "--reviewer", "ann"}, 2, "--keep");
        row("one thing at a time", {"gold", "x.stepmark", "--from", "ann", "--oracle"}, 2, "--retire");
        row("admitted and paused", {"labelers", "x.stepmark", "--admit", "ann", "--pause", "ann"}, 2, "--pause");
        row("a round by a pipe", {"round", "x.stepmark", "--scores", "-"}, 2, "give --scores a file");
        row("unknown equality", {"grade", "a", "b", "--by", "luck"}, 2, "meaning");
        row("missing project", {"status"}, 2, "PROJECT");
        row("no such file", {"status", "/nonexistent/x.stepmark"}, 1, "x.stepmark");
        row("count is no number", {"queue", "x.stepmark", "--count", "many"}, 2, "--count");
        row("count out of range", {"queue", "x.stepmark", "--count", "0"}, 2, "--count");
        row("mix above one", {"queue", "x.stepmark", "--mix", "1.5"}, 2, "--mix");
        row("unknown strategy", {"queue", "x.stepmark", "--strategy", "luck"}, 2, "convincing-wrong");
        row("unknown rule", {"evaluate", "x.stepmark", "--by", "median"}, 2, "product");
        row("unknown kind", {"train", "x.stepmark", "--kind", "cat"}, 2, "generator");
        row("unknown mode", {"train", "x.stepmark", "--kind", "prm", "--mode", "half"}, 2, "head");
        row("no labeler", {"label", "x.stepmark"}, 2, "--oracle");
        row("two labelers", {"label", "x.stepmark", "--oracle", "--scores", "f"}, 2, "--oracle");
        row("processbench without model", {"evaluate", "--processbench", "f"}, 2, "--checkpoint");
        row("evaluate without project", {"evaluate"}, 2, "project");
        row("project and processbench", {"evaluate", "x.stepmark", "--processbench", "f"}, 2, "--processbench");
        row("unknown precision", {"score", "x.stepmark", "--checkpoint", "m", "--precision", "fp8"}, 2, "bf16");
        row("unknown split", {"generate", "x.stepmark", "--split", "exam"}, 2, "validation");
        row("unknown format", {"import", "x.stepmark", "f", "--format", "xml"}, 2, "prm800k");
        row("train without a place for it", {"train", "x.stepmark", "--kind", "prm"}, 2, "--out");
        row("missing input", {"grade", "/nonexistent/a", "/nonexistent/b"}, 1, "/nonexistent/a");
        row("no such model", {"predict", "--checkpoint", "/nonexistent/m", "/nonexistent/a", "/nonexistent/b"}, 1,
            "/nonexistent");
    }
    void exitCodes() {
        QFETCH(QStringList, arguments);
        QFETCH(int, code);
        QFETCH(QString, says);
        const CtlResult result = ctl(arguments);
        QCOMPARE(result.code, code);
        QVERIFY2((result.err + result.out).contains(says), qPrintable(result.err));
        QVERIFY2(result.json.is_object() && result.json["error"].is_string(), qPrintable(result.out));
        QCOMPARE(result.err.trimmed().section('\n', -1), result.out.trimmed()); // JSON there, too
        const CtlResult in_words = run(arguments);
        QCOMPARE(in_words.code, code);
        QVERIFY(in_words.out.isEmpty());
        QCOMPARE(in_words.err.section("stepmarkctl: ", -1).trimmed(), QString::fromStdString(result.json["error"]));
    }

    /// Without the counts by these names a script cannot follow a project.
    void statusOfAnEmptyProject() {
        const Workplace place;
        QCOMPARE(ctl({"new", place.project(), "--title", "A title"}).code, 0);
        const CtlResult status = ctl({"status", place.project()});
        QCOMPARE(status.code, 0);
        for (const char* name :
             {"problems", "steps", "solutions", "ratings", "annotations", "labelers", "rounds", "queued", "jobs"})
            QVERIFY2(status.json.contains(name) && status.json[name] == 0, name);
        QCOMPARE(QString::fromStdString(status.json["title"]), QString("A title"));
    }

    /// An existing project must never be replaced by an empty one.
    void newDoesNotOverwrite() {
        const Workplace place;
        QCOMPARE(ctl({"new", place.project()}).code, 0);
        QCOMPARE(ctl({"new", place.project()}).code, 1);
    }

    /// Somebody without a JSON reader at hand would have to pick figures out of brackets.
    void withoutJsonListsAreTables() {
        const Workplace place;
        QCOMPARE(ctl({"new", place.project()}).code, 0);
        const QString file = place.file(QStringLiteral("in.jsonl"), "{\"problem\":\"p\",\"steps\":[\"a\",\"b\"]}\n");
        const QStringList wide = run({"import", place.project(), file}).out.split('\n');
        QCOMPARE(wide[0], QString("files:")); // too wide for a table: its rows, whole, one below the other
        QVERIFY2(wide.contains("  file               " + file), qPrintable(wide.join('\n')));
        QVERIFY(wide.contains("  format             jsonl"));

        const QStringList lines = run({"jobs", place.project()}).out.split('\n');
        QVERIFY2(lines.size() >= 3, qPrintable(lines.join('\n')));
        QCOMPARE(lines[0], QString("jobs:"));
        const qsizetype column = lines[1].indexOf(QStringLiteral("kind"));
        QVERIFY(column > 0);
        QCOMPARE(lines[2].mid(column, 8), QString("import  "));
    }

    /// "[0.16666666666666666,0.7727272727272727]" is for programs, and a note that ends in "…" for nobody.
    void figuresAndNotesAreForPeople() {
        const Workplace place;
        QCOMPARE(ctl({"new", place.project()}).code, 0);
        const QString file = place.file(QStringLiteral("in.jsonl"),
                                        "{\"problem\":\"p\",\"answer\":\"1\",\"steps\":[\"The answer is 1\"]}\n"
                                        "{\"problem\":\"q\",\"answer\":\"1\",\"steps\":[\"The answer is 2\"]}\n"
                                        "{\"problem\":\"r\",\"answer\":\"1\",\"steps\":[\"The answer is 1\"]}\n");
        QCOMPARE(ctl({"import", place.project(), file}).code, 0);
        const QString figures = run({"evaluate", place.project(), "--split", "train"}).out;
        QVERIFY2(figures.contains("any 0 to 1") && !figures.contains('['), qPrintable(figures));
        const CtlResult queue = run({"queue", place.project(), "--count", "20"});
        QVERIFY2(queue.out.contains("20 solutions were asked for and 3 are queued: there are 3 candidates.\n"),
                 qPrintable(queue.out));
    }

    /// A title from somebody's file must not move the cursor of whoever lists the project.
    void controlCharactersDoNotReachTheTerminal() {
        const Workplace place;
        QCOMPARE(ctl({"new", place.project(), "--title", "a\x1b[2Jb"}).code, 0);
        QProcess process;
        process.start(ctlProgram(), {"status", place.project()});
        QVERIFY(process.waitForFinished());
        const QByteArray words = process.readAllStandardOutput();
        QVERIFY2(words.contains("a [2Jb") && !words.contains('\x1b'), words.constData());
    }

    // Lost: half a second and 150 MB for every status and import, if they loaded what only training needs.
    void onlyWhatComputesLoadsTorch() {
        QProcess process;
        auto environment = QProcessEnvironment::systemEnvironment();
        environment.insert(QStringLiteral("LD_TRACE_LOADED_OBJECTS"), QStringLiteral("1")); // what ldd does
        process.setProcessEnvironment(environment);
        process.start(ctlProgram(), {QStringLiteral("--version")});
        QVERIFY(process.waitForFinished());
        const QByteArray libraries = process.readAllStandardOutput();
        QVERIFY(libraries.contains("libQt6Sql"));
        QVERIFY2(!libraries.contains("libtorch"), libraries.constData());
    }

    void helpIsNoError() {
        QProcess process;
        process.start(ctlProgram(), {"--help"});
        QVERIFY(process.waitForFinished());
        QCOMPARE(process.exitCode(), 0);
        QVERIFY(process.readAllStandardOutput().contains("round"));
    }
};

QTEST_GUILESS_MAIN(TestCtlWords)
#include "tst_ctl_words.moc"
