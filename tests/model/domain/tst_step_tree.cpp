// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/domain/annotation.h"
#include "model/domain/step_tree.h"
#include "model/domain/trained_on.h"

#include <QTest>

#include <random>

using namespace stepmark;

namespace {

using Labels = std::vector<std::optional<Rating>>;

/// "+", "0", "-" or "." (unrated) for each node.
Labels labels(const char* signs) {
    Labels result;
    for (; *signs; ++signs)
        result.push_back(*signs == '+'   ? std::optional(Rating::Positive)
                         : *signs == '0' ? std::optional(Rating::Neutral)
                         : *signs == '-' ? std::optional(Rating::Negative)
                                         : std::nullopt);
    return result;
}

} // namespace

class TestStepTree : public QObject {
    Q_OBJECT

private Q_SLOTS:
    /// Were shared steps stored twice, people would rate them twice and training would cost 18 times as much.
    void solutionsShareTheirBeginning() {
        StepTree tree;
        const int first = tree.addPath(std::vector<std::string>{"a", "b", "c"});
        const int second = tree.addPath(std::vector<std::string>{"a", "b", "d"});
        QCOMPARE(tree.size(), 4);
        QCOMPARE(tree.path(first), (std::vector<int>{0, 1, 2}));
        QCOMPARE(tree.path(second), (std::vector<int>{0, 1, 3}));
        QCOMPARE(tree.leaves(), (std::vector<int>{2, 3}));
        QCOMPARE(tree.addPath(std::vector<std::string>{"a", "b", "c"}), first);
        QCOMPARE(tree.size(), 4);
    }

    /// A step is its text after a prefix: the same words elsewhere are another step, with a rating of their own.
    void sameTextElsewhereIsAnotherStep() {
        StepTree tree;
        tree.addPath(std::vector<std::string>{"a", "x"});
        tree.addPath(std::vector<std::string>{"b", "x"});
        tree.addPath(std::vector<std::string>{"x", "x", "x"});
        QCOMPARE(tree.size(), 7);
    }

    void findsWhatIsThere() {
        StepTree tree;
        const int a = tree.add(StepTree::kNoParent, "a", 17);
        const int b = tree.add(a, "b");
        QCOMPARE(tree.find(StepTree::kNoParent, "a"), std::optional(a));
        QCOMPARE(tree.find(a, "b"), std::optional(b));
        QCOMPARE(tree.find(StepTree::kNoParent, "b"), std::nullopt);
        QCOMPARE(tree.find(b, "a"), std::nullopt);
        QCOMPARE(tree[a].id, StepId(17));
        tree.setId(b, 18);
        QCOMPARE(tree[b].id, StepId(18));
        QCOMPARE(tree[b].depth, 1);
        QCOMPARE(tree[b].parent, a);
    }

    void nothingInNothingOut() {
        StepTree tree;
        QCOMPARE(tree.addPath({}), StepTree::kNoParent);
        QVERIFY(tree.empty());
        QVERIFY(tree.leaves().empty());
        QVERIFY(tree.path(StepTree::kNoParent).empty());
        QVERIFY(supervised(tree, {}).empty());
    }

    /// Everything that walks the tree once, front to back, relies on parents coming first.
    void parentsComeFirst() {
        std::mt19937 random(1);
        StepTree tree;
        for (int i = 0; i < 300; ++i) {
            std::vector<std::string> steps;
            for (unsigned step = 0; step < 1 + random() % 6; ++step)
                steps.push_back(std::string(1, static_cast<char>('a' + random() % 3)));
            const int leaf = tree.addPath(steps);
            std::vector<std::string> read;
            for (const int node : tree.path(leaf))
                read.push_back(tree[node].text);
            QCOMPARE(read, steps);
        }
        for (int node = 0; node < tree.size(); ++node) {
            const auto& one = tree[node];
            QVERIFY(one.parent < node);
            QCOMPARE(one.depth, one.parent == StepTree::kNoParent ? 0 : tree[one.parent].depth + 1);
        }
    }

    void supervisedSteps_data() {
        QTest::addColumn<QList<int>>("parents");
        QTest::addColumn<QByteArray>("ratings");
        QTest::addColumn<QByteArray>("expected"); // one '1' or '.' a node
        const auto row = [](const char* name, const QList<int>& parents, const char* ratings, const char* expected) {
            QTest::newRow(name) << parents << QByteArray(ratings) << QByteArray(expected);
        };
        row("no error", {-1, 0, 1}, "+0+", "111");
        row("up to and with the first error", {-1, 0, 1, 2}, "+-+-", "11..");
        row("first step wrong", {-1, 0, 1}, "-++", "1..");
        row("unrated steps are left out", {-1, 0, 1}, "+.+", "1.1");
        row("an unrated step hides no error", {-1, 0, 1, 2}, "-..-", "1...");
        row("a wrong sibling spoils only what follows it", {-1, 0, 0, 1, 2}, "+-++0", "111.1");
        row("two first steps", {-1, -1, 0, 1}, "-++-", "11.1");
        row("nothing rated", {-1, 0}, "..", "..");
    }

    /// A step after the first error is unlabelled: taught as wrong (or right), it would teach the PRM what nobody said.
    void supervisedSteps() {
        QFETCH(const QList<int>, parents);
        QFETCH(const QByteArray, ratings);
        QFETCH(const QByteArray, expected);
        StepTree tree;
        for (int i = 0; i < parents.size(); ++i)
            QCOMPARE(tree.add(parents[i], "step " + std::to_string(i)), i);
        QByteArray got;
        for (const bool one : supervised(tree, labels(ratings.constData())))
            got += one ? '1' : '.';
        QCOMPARE(got, expected);
        QByteArray asked; // every judgement, where that is asked for
        for (const bool one : trainedOn(tree, labels(ratings.constData()), true))
            asked += one ? '1' : '.';
        QCOMPARE(asked, QByteArray(ratings).replace('+', '1').replace('-', '1').replace('0', '1'));
        QVERIFY(trainedOn(tree, labels(ratings.constData()), false) == supervised(tree, labels(ratings.constData())));
    }

    /// PRM800K's spelling: an export that other tools cannot read is of no use.
    void finishReasons() {
        for (const auto reason :
             {FinishReason::Solution, FinishReason::FoundError, FinishReason::BadProblem, FinishReason::GiveUp})
            QCOMPARE(finishReasonFromText(toText(reason)), std::optional(reason));
        QCOMPARE(toText(FinishReason::FoundError), "found_error");
        QCOMPARE(toText(FinishReason::Open), "");
        for (const char* wrong : {"", "Solution", "found error", "solution "})
            QCOMPARE(finishReasonFromText(wrong), std::nullopt);
    }

    /// The class order is that of the checkpoints' id2label: mixed up, every PRM of ours would be read backwards.
    void ratingsAndClasses() {
        QCOMPARE(classOf(Rating::Negative), 0);
        QCOMPARE(classOf(Rating::Neutral), 1);
        QCOMPARE(classOf(Rating::Positive), 2);
        for (int c = 0; c < 3; ++c)
            QCOMPARE(classOf(ratingOfClass(c)), c);
        QCOMPARE(ratingFromInt(-1), std::optional(Rating::Negative));
        QCOMPARE(ratingFromInt(2), std::nullopt);
        QCOMPARE(ratingFromInt(-2), std::nullopt);
    }
};

QTEST_APPLESS_MAIN(TestStepTree)
#include "tst_step_tree.moc"
