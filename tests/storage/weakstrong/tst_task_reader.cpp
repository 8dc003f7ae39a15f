// SPDX-License-Identifier: GPL-3.0-or-later
//
// Task files: what is read, what is refused and in which words, what is counted.
#include "model/tasks/first_errors.h"
#include "storage/weakstrong/task_reader.h"

#include "tests/storage/fixture.h"

using namespace stepmark;
using namespace stepmark::storage;
using namespace stepmark::fixture;

namespace {

const char* const kClaims = R"({"text":"The sun is hot.","label":1,"group":1}
{"text":"The sun is cold.","label":0,"group":1}
{"text":"Snow is white.","label":1,"group":2}
{"text":"Snow is black.","label":0,"group":2}
)";
const char* const kTest = R"({"text":"Grass is green.","label":1,"group":3}
{"text":"Grass is red.","label":0,"group":3}
)";

const char* const kBackRank = "6k1/5ppp/8/8/8/8/8/R5K1 w - - 0 1";

const char* const kPuzzle =
    R"({"fen":"6k1/5ppp/8/8/8/8/8/R5K1 w - - 0 1","last":"h8g8","moves":["a1a8"],"best":"a1a8","rating":700})";

} // namespace

class TestTaskReader : public QObject {
    Q_OBJECT

    Folder m_folder;
    std::filesystem::path file(const std::string& name, const std::string& text) { return m_folder.write(name, text); }

private Q_SLOTS:
    void claims() {
        const auto read = readTask({.train = {file("train.jsonl", kClaims)}, .test = {file("test.jsonl", kTest)}});
        QCOMPARE(read.task.kind, TaskKind::Classification);
        QCOMPARE(read.task.name, m_folder.path("x").parent_path().filename().string());
        QCOMPARE(read.task.train.size(), std::size_t(4));
        QCOMPARE(read.task.test.size(), std::size_t(2));
        QCOMPARE(read.rows, std::int64_t(6));
        QCOMPARE(read.task.train[0].group, read.task.train[1].group);
        QVERIFY(read.task.train[1].group != read.task.train[2].group);
        QCOMPARE(read.without_group, std::int64_t(0));
        QVERIFY(!read.drew_test);
    }

    // CSV, an array: one way to read rows.
    void otherSources_data() {
        QTest::addColumn<QByteArray>("text");
        QTest::newRow("csv") << QByteArray("text,label\n\"The sun, hot\",1\nThe sun is cold.,0\n");
        QTest::newRow("csv, as floating point")
            << QByteArray("text,label\n\"The sun, hot\",1.0\nThe sun is cold.,0.0\n");
        QTest::newRow("csv, empty groups")
            << QByteArray("text,label,group\n\"The sun, hot\",1,\nThe sun is cold.,0,\n");
        QTest::newRow("array") << QByteArray(
            R"([{"text":"The sun, hot","label":1},{"text":"The sun is cold.","label":0}])");
    }
    void otherSources() {
        QFETCH(const QByteArray, text);
        const auto read =
            readTask({.name = "n", .train = {file("rows", text.toStdString())}, .test = {file("test.jsonl", kTest)}});
        QCOMPARE(read.task.train[0].tree[0].text, std::string("The sun, hot"));
        QCOMPARE(read.task.train[0].truth[0], 1.f);
        QCOMPARE(read.task.train[1].truth[0], 0.f);
        QCOMPARE(read.without_group, std::int64_t(2));
        QVERIFY(read.task.train[0].group != read.task.train[1].group);
    }

    // Each choice is a row: is it the right one? Of one question they are one group.
    void multipleChoice_data() {
        QTest::addColumn<QByteArray>("answer");
        QTest::addColumn<QByteArray>("says"); // empty: the second one is right
        const auto row = [](const char* name, const char* answer, const char* says = "") {
            QTest::newRow(name) << QByteArray(answer) << QByteArray(says);
        };
        row("by text", R"("A cow")");
        row("by letter", R"("B")");
        row("by number", "1", "counts from 0 or from 1");
        row("none of them", R"("An owl")", "is none of the choices");
        row("a letter beyond", R"("D")", "is none of the choices");
        row("missing", "null", "\"answer\" is missing");
    }
    void multipleChoice() {
        QFETCH(const QByteArray, answer);
        QFETCH(const QByteArray, says);
        const auto rows =
            file("choices.jsonl", R"({"question":"Which gives milk?","choices":["A hen","A cow","A fly"],"answer":)" +
                                      answer.toStdString() + "}\n");
        ReadTask read;
        const QString error = errorOf([&] { read = readTask({.train = {rows}, .test = {file("test.jsonl", kTest)}}); });
        QVERIFY2(says.isEmpty() ? error.isEmpty() : error.contains(QString::fromUtf8(says)), qPrintable(error));
        if (!says.isEmpty())
            return;
        QCOMPARE(read.task.train.size(), std::size_t(3));
        QCOMPARE(read.rows, std::int64_t(3)); // with the two of the test
        for (std::size_t i = 0; i < 3; ++i) {
            QCOMPARE(read.task.train[i].truth[0], i == 1 ? 1.f : 0.f);
            QCOMPARE(read.task.train[i].group, read.task.train[0].group);
        }
        QCOMPARE(read.task.train[1].tree[0].text, std::string("Q: Which gives milk?\nA: A cow"));
    }

    void badChoices_data() {
        QTest::addColumn<QByteArray>("choices");
        QTest::addColumn<QByteArray>("says");
        QTest::newRow("one") << QByteArray(R"(["A"])") << QByteArray("at least two");
        QTest::newRow("a text") << QByteArray(R"("A, B")") << QByteArray("\"choices\" must be");
        QTest::newRow("twice") << QByteArray(R"(["x","x "])") << QByteArray("holds \"x\" twice");
        QTest::newRow("empty") << QByteArray(R"(["x",""])") << QByteArray("holds \"\"");
        QTest::newRow("letters") << QByteArray(R"(["B","A"])") << QByteArray("the letter of another");
    }
    void badChoices() {
        QFETCH(const QByteArray, choices);
        QFETCH(const QByteArray, says);
        const auto rows =
            file("choices.jsonl",
                 "{\"question\": \"Which?\", \"answer\": \"A\", \"choices\": " + choices.toStdString() + "}\n");
        const QString error = errorOf([&] { readTask({.train = {rows}}); });
        QVERIFY2(error.contains(QString::fromUtf8(says)) && error.contains("line 1"), qPrintable(error));
    }

    void preferences() {
        const auto read = readTask(
            {.train = {file("pairs.jsonl", R"({"prompt":"Human: Hi\n\nAssistant:","chosen":" Hello.","rejected":"Go."}
{"prompt":"Human: Bye\n\nAssistant:","chosen":"Bye.","rejected":"No."}
)")},
             .test = {file("t.jsonl", R"({"prompt":"Human: Eh\n\nAssistant:","chosen":"Pardon?","rejected":"What."}
)")}});
        QCOMPARE(read.task.kind, TaskKind::Preference);
        QCOMPARE(read.task.name, std::string("pairs"));
        QCOMPARE(read.task.train[0].items.size(), std::size_t(2));
        QCOMPARE(read.without_group, std::int64_t(3));
    }

    // One position in either form is the same example: Lichess' FEN is before the opponent's move.
    void puzzles() {
        const auto shared =
            readTask({.name = "s",
                      .train = {file("s.jsonl", kPuzzle)},
                      .test = {file("t.jsonl", R"({"fen":"7k/5ppp/8/8/8/8/8/1R4K1 w - - 0 1","best":"b1b8"})")}});
        QCOMPARE(shared.task.kind, TaskKind::Chess);
        const auto lichess =
            readTask({.name = "l",
                      .train = {file("l.csv", "PuzzleId,FEN,Moves,Rating,Themes\n"
                                              "00sHx,7k/5ppp/8/8/8/8/8/R5K1 b - - 0 1,h8g8 a1a8,700,mate mateIn1\n")},
                      .test = {m_folder.path("t.jsonl")}});
        QCOMPARE(lichess.task.kind, TaskKind::Chess);
        const TaskExample &a = shared.task.train[0], &b = lichess.task.train[0];
        QCOMPARE(a.group, b.group);
        QCOMPARE(a.prompt, b.prompt);
        QCOMPARE(a.truth, b.truth);
    }

    // Not refused, for a file of thousands would be; not silent either.
    void puzzlesWithoutOneAnswer() {
        const std::string rows = std::string(kPuzzle) + "\n" +
                                 R"({"fen":"6k1/5ppp/8/8/8/8/8/R3R1K1 w - - 0 1","best":"a1a8"})" + "\n" +
                                 R"({"fen":"k7/8/8/8/8/8/1q6/K7 w - - 0 1","best":"a1b2"})" + "\n";
        const auto read =
            readTask({.name = "s",
                      .train = {file("s.jsonl", rows)},
                      .test = {file("t.jsonl", R"({"fen":"7k/5ppp/8/8/8/8/8/1R4K1 w - - 0 1","best":"b1b8"})")}});
        QCOMPARE(read.task.train.size(), std::size_t(1));
        QCOMPARE(read.several_mates, std::int64_t(1));
        QCOMPARE(read.one_move, std::int64_t(1));
    }

    void badRows_data() {
        QTest::addColumn<QByteArray>("row"); // the fifth
        QTest::addColumn<QByteArray>("says");
        const auto row = [](const char* name, const char* text, const char* says) {
            QTest::newRow(name) << QByteArray(text) << QByteArray(says);
        };
        row("label 2", R"({"text":"a","label":2,"group":9})", "the label is 2");
        row("label 0.5", R"({"text":"a","label":0.5,"group":9})", "\"label\" must be");
        row("label NaN", R"({"text":"a","label":NaN,"group":9})", "line 5");
        row("label a word", R"({"text":"a","label":"yes","group":9})", "\"label\" must be");
        row("label true", R"({"text":"a","label":true,"group":9})", "\"label\" must be");
        row("label a list", R"({"text":"a","label":[1],"group":9})", "\"label\" must be");
        row("no label", R"({"text":"a","group":9})", "\"label\" is missing");
        row("label null", R"({"text":"a","label":null,"group":9})", "\"label\" is missing");
        row("text a number", R"({"text":7,"label":1,"group":9})", "\"text\" must be a text");
        row("no text", R"({"label":1,"group":9})", "\"text\" is missing");
        row("empty text", R"({"text":" ","label":1,"group":9})", "the text is empty");
        row("group a list", R"({"text":"a","label":1,"group":[1]})", "\"group\" must be");
        row("another kind", R"({"prompt":"p","chosen":"a","rejected":"b"})", "a task is of one kind");
        row("no kind", R"({"sentence":"a","class":1})", "its fields (class, sentence)");
        row("no object", R"([1, 2])", "line 5");
        row("no JSON", "hello", "line 5");
        row("two labels", R"({"text":"Snow is black.","label":1,"group":2})", "line 4 with another label");
        row("in test, too", R"({"text":"Is grass green?","label":1,"group":3})", "stands in train and in test");
        row("in test, without a group", R"({"text":"Grass is green.","label":1})",
            "the same stands in train and in test");
    }
    void badRows() {
        QFETCH(const QByteArray, row);
        QFETCH(const QByteArray, says);
        const auto train = file("train.jsonl", std::string(kClaims) + row.toStdString() + "\n");
        const QString error =
            errorOf([&] { readTask({.name = "t", .train = {train}, .test = {file("test.jsonl", kTest)}}); });
        QVERIFY2(error.contains(QString::fromUtf8(says)), qPrintable(error));
        const bool by_test = says.contains("in test");
        QVERIFY2(error.contains(by_test ? "test.jsonl" : "line 5"), qPrintable(error));
    }

    void badPuzzles_data() {
        QTest::addColumn<QByteArray>("row");
        QTest::addColumn<QByteArray>("says");
        const auto row = [](const char* name, const char* text, const char* says) {
            QTest::newRow(name) << QByteArray(text).replace("%1", kBackRank).replace("'", "\"") << QByteArray(says);
        };
        row("no position", "{'fen':'x','best':'a1a8'}", "is no position of chess");
        row("no king", "{'fen':'8/8/8/8/8/8/8/R5K1 w - - 0 1','best':'a1a8'}", "Black has 0 kings");
        row("position a number", "{'fen':1,'best':'a1a8'}", "\"fen\" must be a text");
        row("illegal", "{'fen':'%1','best':'a1b8'}", "a1b8 is not legal");
        row("no move", "{'fen':'%1','best':'Ra8#'}", "\"Ra8#\" is no move");
        row("nothing said", "{'fen':'%1'}", "one of them must say the right move");
        row("two answers", "{'fen':'%1','best':'a1a8','moves':['a1a7']}", "one of them is wrong");
        row("illegal later", "{'fen':'%1','moves':['a1a7','a7a8']}", "a7a8 is not legal");
        row("last from elsewhere", "{'fen':'%1','last':'e8e7','best':'a1a8'}", "e8e7 does not lead to");
        row("Lichess, one move", "{'FEN':'7k/5ppp/8/8/8/8/8/R5K1 b - - 0 1','Moves':'h8g8'}", "has 1 moves");
        row("Lichess, read as after the move", "{'FEN':'%1','Moves':'h8g8 a1a8'}", "h8g8 is not legal");
    }
    void badPuzzles() {
        QFETCH(const QByteArray, row);
        QFETCH(const QByteArray, says);
        const QString error =
            errorOf([&] { readTask({.name = "t", .train = {file("train.jsonl", row.toStdString())}}); });
        QVERIFY2(error.contains(QString::fromUtf8(says)) && error.contains("line 1"), qPrintable(error));
    }

    void badTasks_data() {
        QTest::addColumn<QByteArray>("train");
        QTest::addColumn<QByteArray>("says");
        QTest::newRow("empty") << QByteArray("") << QByteArray("is empty");
        QTest::newRow("one class") << QByteArray(R"({"text":"a","label":1})")
                                   << QByteArray("All 1 training rows are of class 1");
        QTest::newRow("same answers") << QByteArray(R"({"prompt":"p","chosen":"a","rejected":"a"})")
                                      << QByteArray("are the same");
    }
    void badTasks() {
        QFETCH(const QByteArray, train);
        QFETCH(const QByteArray, says);
        const QString error = errorOf([&] {
            readTask({.name = "t",
                      .train = {file("train.jsonl", train.toStdString())},
                      .test = {file("test.jsonl", kTest)}});
        });
        QVERIFY2(error.contains(QString::fromUtf8(says)), qPrintable(error));
    }

    void steps() {
        auto project = m_folder.project("steps.stepmark");
        QVERIFY(errorOf([&] { readStepTask(project, "steps"); }).contains("no rated steps"));
        std::string rows;
        for (int i = 0; i < 40; ++i)
            rows += "{\"problem\": \"What is 2 + " + std::to_string(i) +
                    "?\", \"steps\": [\"We add.\", \"It is 4.\"], \"labels\": [0, -1]}\n";
        interchange::importFile(project, file("steps.jsonl", rows));
        const auto read = readStepTask(project, "steps");
        QCOMPARE(read.task.kind, TaskKind::Steps);
        QVERIFY(read.drew_test); // all problems are of split train
        QCOMPARE(read.task.train.size() + read.task.test.size(), std::size_t(40));
        QCOMPARE(read.task.train[0].truth, (std::vector<float>{1, 0}));
    }

    // Lost: a benchmark's figure that was learnt by heart, or a solution whose later steps count as judged.
    void stepsMeasuredByABenchmark() {
        auto project = m_folder.project("benchmark.stepmark");
        std::string rows;
        for (int i = 0; i < 10; ++i)
            rows += "{\"problem\": \"What is 2 + " + std::to_string(i) +
                    "?\", \"steps\": [\"We add.\", \"It is 4.\"], \"labels\": [0, -1]" +
                    (i == 9 ? ", \"split\": \"test\"}\n" : "}\n");
        interchange::importFile(project, file("ratings.jsonl", rows));
        const auto benchmark = file(
            "benchmark.jsonl", "{\"id\": \"a\", \"problem\": \"What is 2 + 3?\", \"steps\": [\"Two.\", \"Five.\"], "
                               "\"label\": -1}\n"
                               "{\"id\": \"b\", \"problem\": \"What is 7 + 7?\", \"steps\": [\"A.\", \"B.\", \"C.\"], "
                               "\"label\": 1}\n");
        const auto read = readStepTask(project, "steps", {benchmark});
        QCOMPARE(read.task.train.size(), std::size_t(8)); // without the one of split test and the one of the benchmark
        QCOMPARE(read.in_test, 1);
        QCOMPARE(read.not_train, 1);
        QCOMPARE(read.rows, 12);
        QVERIFY(!read.drew_test);
        QCOMPARE(read.task.test.size(), std::size_t(2));
        QCOMPARE(read.task.test[0].truth, (std::vector<float>{1, 1}));
        QCOMPARE(read.task.test[1].truth, (std::vector<float>{1, 0}));
        QVERIFY(areSolutions(read.task.kind, read.task.test));
        const auto none = file("none.jsonl", "{\"problem\": \"P\", \"steps\": [\"A.\"], \"label\": 3}\n");
        QVERIFY(errorOf([&] { readStepTask(project, "steps", {none}); }).contains("none.jsonl\", line 1"));
        QVERIFY(errorOf([&] {
                    readStepTask(project, "steps",
                                 {file("right.jsonl", "{\"problem\": \"P\", \"steps\": [\"A.\"], "
                                                      "\"label\": -1}\n")});
                }).contains("both classes"));
    }

    // Every set that lies beside the source tree.
    void realFiles_data() {
        QTest::addColumn<QString>("folder");
        const auto sets = sharedData().empty() ? std::filesystem::path() : sharedData() / "weak-to-strong";
        int count = 0;
        if (std::filesystem::is_directory(sets))
            for (const auto& entry : std::filesystem::directory_iterator(sets))
                if (entry.is_directory() && ++count > 0)
                    QTest::newRow(entry.path().filename().string().c_str())
                        << QString::fromStdString(entry.path().string());
        if (count == 0)
            QTest::newRow("none") << QString();
    }
    void realFiles() {
        QFETCH(const QString, folder);
        if (folder.isEmpty())
            QSKIP("shared data not found");
        const std::filesystem::path path = folder.toStdString();
        const auto read = readTask({.train = {path / "train.jsonl"}, .test = {path / "test.jsonl"}});
        QCOMPARE(read.task.name, path.filename().string());
        QCOMPARE(std::int64_t(read.task.train.size() + read.task.test.size()), read.rows); // as its README says
        QCOMPARE(read.repeated + read.one_move + read.several_mates, std::int64_t(0));
    }
};

QTEST_GUILESS_MAIN(TestTaskReader)
#include "tst_task_reader.moc"
