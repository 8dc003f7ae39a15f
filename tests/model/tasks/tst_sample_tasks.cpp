// SPDX-License-Identifier: GPL-3.0-or-later
//
// The rows that Stepmark makes itself: what they say is true by the oracle and by the rules of chess.
#include "model/chess/fen.h"
#include "model/chess/moves.h"
#include "model/chess/uci.h"
#include "model/domain/error.h"
#include "model/sample/sample_oracle.h"
#include "model/tasks/example_json.h"
#include "model/tasks/halves.h"
#include "model/tasks/sample_tasks.h"
#include "model/tasks/task_builder.h"

#include <QTest>

#include <algorithm>

using namespace stepmark;

namespace {

std::vector<std::string> linesOf(const std::string& text) {
    std::vector<std::string> lines;
    for (std::size_t begin = 0; begin < text.size();) {
        const std::size_t end = std::min(text.find('\n', begin), text.size());
        lines.push_back(text.substr(begin, end - begin));
        begin = end + 1;
    }
    return lines;
}

bool hasError(const std::string& problem, const std::vector<std::string>& steps) {
    const auto ratings = SampleOracle(problem).judge(steps);
    return std::find(ratings.begin(), ratings.end(), Rating::Negative) != ratings.end();
}

Task made(TaskKind kind, std::uint64_t seed = 0) { return sampleTask({"t", kind, 200, 100, seed}); }

void addKinds() {
    QTest::addColumn<int>("kind");
    for (const TaskKind kind : {TaskKind::Classification, TaskKind::Chess, TaskKind::Preference, TaskKind::Steps})
        QTest::newRow(std::string(toText(kind)).c_str()) << static_cast<int>(kind);
}

} // namespace

class TestSampleTasks : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void seedsGiveRows_data() { addKinds(); }
    void seedsGiveRows() {
        QFETCH(const int, kind);
        const auto texts = [&](std::uint64_t seed) {
            std::vector<std::string> all;
            const Task task = made(static_cast<TaskKind>(kind), seed);
            for (const auto* part : {&task.train, &task.test})
                for (const TaskExample& example : *part)
                    all.push_back(exampleToText(example));
            return all;
        };
        const auto first = texts(3);
        QCOMPARE(first.size(), std::size_t(300));
        QVERIFY(first == texts(3));
        QVERIFY(first != texts(4));
        QVERIFY(!halvesOf(made(static_cast<TaskKind>(kind)), {}).student.empty());
    }

    void claimsAreAsLabelled() {
        const Task task = made(TaskKind::Classification);
        for (const TaskExample& example : task.train) {
            const std::string& text = example.tree[0].text;
            const std::size_t end = text.find("\n\n");
            const auto ratings = SampleOracle(text.substr(0, end)).judge(linesOf(text.substr(end + 2)));
            QCOMPARE(ratings.back() == Rating::Negative, example.truth[0] == 0);
            for (std::size_t i = 0; i + 1 < ratings.size(); ++i)
                QVERIFY(ratings[i] != Rating::Negative);
        }
        QCOMPARE(countsOf(task.train, task.kind).surplus, std::int64_t(0));
        QCOMPARE(countsOf(task.train, task.kind).groups, std::int64_t(100)); // a right and a wrong one of each problem
    }

    void theBetterSolutionIsRight() {
        for (const TaskExample& example : made(TaskKind::Preference).train)
            for (std::size_t i = 0; i < 2; ++i)
                QCOMPARE(hasError(example.prompt, linesOf(example.tree[example.items[i]].text)), example.truth[i] == 0);
    }

    void stepsAreAsJudged() {
        int wrong = 0, right = 0;
        for (const TaskExample& example : made(TaskKind::Steps).train)
            for (std::size_t i = 0; i < example.items.size(); ++i) {
                std::vector<std::string> steps;
                for (const int node : example.tree.path(example.items[i]))
                    steps.push_back(example.tree[node].text);
                QCOMPARE(hasError(example.prompt, steps), example.truth[i] == 0);
                ++(example.truth[i] == 0 ? wrong : right);
            }
        QVERIFY2(wrong > 200 && right > 400, qPrintable(QString("%1 wrong, %2 right").arg(wrong).arg(right)));
    }

    void exactlyOneMoveMates() {
        for (const TaskExample& example : made(TaskKind::Chess).train) {
            const std::string fen = linesOf(example.prompt)[0].substr(std::string("Position: ").size());
            const chess::Board board = chess::fromFen(fen);
            QCOMPARE(example.items.size(), chess::legalMoves(board).size());
            for (std::size_t i = 0; i < example.items.size(); ++i) {
                const auto move = chess::legalMove(board, example.tree[example.items[i]].text);
                QCOMPARE(chess::isMate(chess::after(board, move)), example.truth[i] == 1);
            }
        }
    }

    void tooFew() {
        QVERIFY_EXCEPTION_THROWN(sampleTask({"t", TaskKind::Steps, 1, 10}), Error);
        QVERIFY_EXCEPTION_THROWN(sampleTask({"t", TaskKind::Steps, 10, 1}), Error);
    }

    void stops() {
        std::stop_source stop;
        stop.request_stop();
        QVERIFY_EXCEPTION_THROWN(sampleTask({"t", TaskKind::Chess, 10, 10}, {}, stop.get_token()), Cancelled);
    }
};

QTEST_GUILESS_MAIN(TestSampleTasks)
#include "tst_sample_tasks.moc"
