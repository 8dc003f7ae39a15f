// SPDX-License-Identifier: GPL-3.0-or-later
//
// What becomes an example, what is refused, and how a task is put together.
#include "model/chess/fen.h"
#include "model/chess/uci.h"
#include "model/domain/error.h"
#include "model/tasks/example_json.h"
#include "model/tasks/examples.h"
#include "model/tasks/task_builder.h"

#include <QTest>

#include <algorithm>

using namespace stepmark;

namespace {

QString errorOf(const std::function<void()>& action) {
    try {
        action();
    } catch (const Error& error) {
        return QString::fromUtf8(error.what());
    }
    return {};
}

TaskExample claim(const char* text, int label, std::int64_t group) { return classificationExample(text, label, group); }

bool isSame(const TaskExample& a, const TaskExample& b) {
    const auto same = [](const StepTree::Node& x, const StepTree::Node& y) {
        return x.parent == y.parent && x.text == y.text;
    };
    return a.group == b.group && a.prompt == b.prompt && a.items == b.items && a.truth == b.truth &&
           std::equal(a.tree.nodes().begin(), a.tree.nodes().end(), b.tree.nodes().begin(), b.tree.nodes().end(), same);
}

LabelledTree someTree() {
    LabelledTree tree;
    tree.problem_text = "What is 2 + 3?";
    const int right = tree.tree.add(StepTree::kNoParent, "We add.");
    const int wrong = tree.tree.add(StepTree::kNoParent, "We multiply.");
    tree.tree.add(wrong, "It is 6."); // behind the first error: no item
    const int idle = tree.tree.add(right, "Nice.");
    tree.tree.add(idle, "It is 5.");
    tree.tree.add(right, "Nobody has rated this.");
    tree.labels = {Rating::Positive, Rating::Negative, Rating::Positive, std::nullopt, Rating::Neutral, std::nullopt};
    return tree;
}

} // namespace

class TestTaskBuilder : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void badRows_data() {
        QTest::addColumn<int>("row");
        QTest::addColumn<QString>("says");
        int row = 0;
        for (const char* says :
             {"the label is 2", "the label is -1", "the text is empty", "the text is empty", "are the same",
              "are the same", "the prompt is empty", "the chosen answer is empty", "the rejected answer is empty"})
            QTest::addRow("%d: %s", row, says) << row << says, ++row;
    }
    void badRows() {
        QFETCH(const int, row);
        QFETCH(const QString, says);
        const std::function<void()> rows[] = {
            [] { claim("a", 2, 1); },
            [] { claim("a", -1, 1); },
            [] { claim("", 1, 1); },
            [] { claim(" \n\t", 1, 1); },
            [] { preferenceExample("p", "a", "a"); },
            [] { preferenceExample("p", " a", "a\n"); },
            [] { preferenceExample("", "a", "b"); },
            [] { preferenceExample("p", " ", "b"); },
            [] { preferenceExample("p", "a", ""); },
        };
        const QString error = errorOf(rows[row]);
        QVERIFY2(error.contains(says), qPrintable(error));
    }

    // A model that scores both alike would be right throughout, were the better one always first.
    void theBetterAnswerStandsAnywhere() {
        int first = 0;
        for (int i = 0; i < 200; ++i) {
            const auto example = preferenceExample("p", "good " + std::to_string(i), "bad " + std::to_string(i));
            QCOMPARE(example.truth[0] + example.truth[1], 1.f);
            first += example.truth[0] == 1 ? 1 : 0;
            QVERIFY(example.tree[example.items[example.truth[0] == 1 ? 0 : 1]].text.starts_with("good"));
        }
        QVERIFY2(first > 70 && first < 130, qPrintable(QString::number(first)));
    }

    void chessHasItsLegalMoves() {
        const auto board = chess::fromFen("6k1/5ppp/8/8/8/8/8/R5K1 w - - 0 1");
        const auto example = chessExample(board, chess::moveFromUci("h8g8"), *chess::moveFromUci("a1a8"));
        QCOMPARE(int(example.items.size()), 17);
        QCOMPARE(std::count(example.truth.begin(), example.truth.end(), 1.f), 1);
        const auto best = std::find(example.truth.begin(), example.truth.end(), 1.f) - example.truth.begin();
        QCOMPARE(example.tree[example.items[std::size_t(best)]].text, std::string("a1a8"));
        QCOMPARE(example.prompt, std::string("Position: 6k1/5ppp/8/8/8/8/8/R5K1 w - -\nLast move: h8g8\nBest move:"));
        QVERIFY(puzzleFault(board, *chess::moveFromUci("a1a8")) == PuzzleFault::None);
        const auto two = chess::fromFen("6k1/5ppp/8/8/8/8/8/R3R1K1 w - - 0 1"); // a8 and e8
        QVERIFY(puzzleFault(two, *chess::moveFromUci("a1a8")) == PuzzleFault::OtherMates);
        const auto forced = chess::fromFen("k7/8/8/8/8/8/1q6/K7 w - - 0 1"); // the king takes
        QVERIFY(puzzleFault(forced, *chess::moveFromUci("a1b2")) == PuzzleFault::OneMove);
    }

    void stepsAreTheSupervisedOnes() {
        const auto example = stepsExample(someTree());
        QVERIFY(example.has_value());
        QCOMPARE(example->prompt, std::string("What is 2 + 3?"));
        QCOMPARE(example->truth, (std::vector<float>{1, 0, 1}));
        QCOMPARE(example->tree.size(), 4); // with the unrated step that leads to a rated one, without the others
        QCOMPARE(example->tree[example->items[2]].text, std::string("It is 5."));
        LabelledTree unrated = someTree();
        unrated.labels.assign(unrated.labels.size(), std::nullopt);
        QVERIFY(!stepsExample(unrated));
    }

    void examplesComeBack_data() {
        QTest::addColumn<int>("which");
        for (int i = 0; i < 4; ++i)
            QTest::addRow("%d", i) << i;
    }
    void examplesComeBack() {
        QFETCH(const int, which);
        const TaskExample examples[] = {claim("naïve \"text\"\nof two lines", 1, -7), preferenceExample("p", "a", "b"),
                                        chessExample(chess::fromFen(chess::kStart), {}, *chess::moveFromUci("e2e4")),
                                        *stepsExample(someTree())};
        const TaskExample& example = examples[which];
        QVERIFY(isSame(exampleFromText(exampleToText(example), example.group), example));
    }

    void damagedExamples_data() {
        QTest::addColumn<QString>("text");
        for (const char* text : {"", "[]", "{}", R"({"nodes":[],"right":[]})", R"({"nodes":["a"],"right":[1]})",
                                 R"({"nodes":[1],"right":[]})", R"({"nodes":["a"],"parents":[0],"right":[]})",
                                 R"({"nodes":["a"],"items":[1],"right":[]})", R"({"nodes":["a","a"],"right":[]})"})
            QTest::newRow(text) << text;
    }
    void damagedExamples() {
        QFETCH(const QString, text);
        const QString error = errorOf([&] { exampleFromText(text.toStdString(), 0); });
        QVERIFY2(error.contains("damaged"), qPrintable(error));
    }

    void refusedTasks_data() {
        QTest::addColumn<int>("which");
        QTest::addColumn<QString>("says");
        QTest::newRow("a group on both sides") << 0 << "its group stands in train and in test";
        QTest::newRow("a text with two labels") << 1 << "with another label";
        QTest::newRow("the same, elsewhere") << 2 << "with another label";
        QTest::newRow("one class") << 3 << "All 2 training rows are of class 1";
        QTest::newRow("one class, in test") << 4 << "All 1 test rows are of class 0";
        QTest::newRow("nothing") << 5 << "has no rows";
        QTest::newRow("nothing to learn from") << 6 << "no training rows";
        QTest::newRow("a pair both ways") << 7 << "with another label";
        QTest::newRow("learnt and tested") << 8 << "the same stands in train and in test";
    }
    void refusedTasks() {
        QFETCH(const int, which);
        QFETCH(const QString, says);
        using Row = std::pair<TaskPart, TaskExample>;
        const auto train = TaskPart::Train, test = TaskPart::Test;
        const std::vector<Row> rows[] = {
            {{train, claim("a", 1, 1)}, {test, claim("b", 0, 1)}},
            {{train, claim("a", 1, 1)}, {train, claim("a", 0, 1)}},
            {{train, claim("a", 1, 1)}, {test, claim("a", 0, 2)}},
            {{train, claim("a", 1, 1)}, {train, claim("b", 1, 2)}, {test, claim("c", 0, 3)}, {test, claim("d", 1, 3)}},
            {{train, claim("a", 1, 1)}, {train, claim("b", 0, 2)}, {test, claim("c", 0, 3)}},
            {},
            {{test, claim("a", 1, 1)}, {test, claim("b", 0, 2)}},
            {{train, preferenceExample("p", "a", "b")}, {train, preferenceExample("p", "b", "a")}},
            {{train, claim("a", 1, 1)}, {test, claim("a", 1, 2)}},
        };
        const QString error = errorOf([&] {
            TaskBuilder builder("t", which == 7 ? TaskKind::Preference : TaskKind::Classification);
            for (const Row& row : rows[which])
                builder.add(row.first, row.second, "line 1");
            builder.finish();
        });
        QVERIFY2(error.contains(says), qPrintable(error));
    }

    void theSameTwiceCountsOnce() {
        TaskBuilder builder("t", TaskKind::Classification);
        for (const int label : {1, 0, 1})
            builder.add(TaskPart::Train, claim(label == 1 ? "a" : "b", label, 1), "line 1");
        builder.add(TaskPart::Test, claim("c", 0, 2), "line 4");
        builder.add(TaskPart::Test, claim("d", 1, 2), "line 5");
        builder.add(TaskPart::Test, claim("e", 1, 2), "line 6");
        const Task task = builder.finish();
        QCOMPARE(builder.repeated(), std::int64_t(1));
        QVERIFY(!builder.drewTest());
        QCOMPARE(task.train.size(), std::size_t(2));
        const PartCounts counts = countsOf(task.test, task.kind);
        QCOMPARE(counts.right, std::int64_t(2));
        QCOMPARE(counts.surplus, std::int64_t(1));
        QCOMPARE(counts.groups, std::int64_t(1));
    }

    // Whole groups, about a fifth, and one more row moves no other.
    void aTestIsDrawn() {
        const auto made = [](int groups) {
            TaskBuilder builder("t", TaskKind::Classification);
            for (int group = 0; group < groups; ++group)
                for (const int label : {0, 1})
                    builder.add(TaskPart::Train,
                                claim(("text " + std::to_string(group * 2 + label)).c_str(), label, group), "");
            Task task = builder.finish();
            return builder.drewTest() ? task : Task{};
        };
        const Task task = made(500), more = made(501);
        QVERIFY2(task.test.size() > 140 && task.test.size() < 260, qPrintable(QString::number(task.test.size())));
        QCOMPARE(task.train.size() + task.test.size(), std::size_t(1000));
        const auto groups = [](const std::vector<TaskExample>& examples) {
            std::set<std::int64_t> set;
            for (const TaskExample& example : examples)
                set.insert(example.group);
            set.erase(500);
            return set;
        };
        QVERIFY(groups(task.test) == groups(more.test));
        for (const std::int64_t group : groups(task.test))
            QVERIFY(!groups(task.train).contains(group));
    }
};

QTEST_GUILESS_MAIN(TestTaskBuilder)
#include "tst_task_builder.moc"
