// SPDX-License-Identifier: GPL-3.0-or-later
// Figures of judgements, worked out by hand.
#include "model/domain/error.h"
#include "model/domain/metrics.h"
#include "model/tasks/figures.h"

#include <QTest>

#include <cmath>
#include <limits>

using namespace stepmark;

namespace {

/// An example with so many items as it has labels.
TaskExample example(std::int64_t group, std::vector<float> truth) {
    TaskExample one;
    one.group = group;
    for (std::size_t i = 0; i < truth.size(); ++i)
        one.items.push_back(one.tree.add(StepTree::kNoParent, "item " + std::to_string(i)));
    one.truth = std::move(truth);
    return one;
}

GroupSums sumsOf(TaskKind kind, const std::vector<TaskExample>& examples, const std::vector<float>& judgements) {
    return figureSums(kind, examples, truthOf(examples), judgements);
}

/// What Error says; "" where there is none.
template <class Call>
QByteArray errorOf(Call&& call) {
    try {
        call();
    } catch (const Error& error) {
        return error.what();
    }
    return {};
}

} // namespace

class TestFigures : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void accuracyByGroup() {
        const std::vector<TaskExample> examples{example(7, {1}), example(2, {0}), example(7, {0}), example(2, {1})};
        const auto sums = sumsOf(TaskKind::Classification, examples, {0.9F, 0.2F, 0.8F, 0.5F});
        // Group 2: a right one and one that is not decided; group 7: one of two.
        QCOMPARE(sums, (GroupSums{{2, 1.5, 2}, {7, 1, 2}}));
        QCOMPARE(figureOf(sums), std::optional(2.5 / 4));
    }

    void bestOfAChoice() {
        const std::vector<TaskExample> examples{example(1, {0, 1, 0}), example(2, {1, 0}), example(3, {1, 0, 0, 0})};
        for (const TaskKind kind : {TaskKind::Chess, TaskKind::Preference}) {
            // Right; wrong; the right one is among three equals.
            const auto sums = sumsOf(kind, examples, {0.2F, 0.5F, 0.3F, 0.4F, 0.6F, 0.3F, 0.3F, 0.1F, 0.3F});
            QCOMPARE(sums.at(0), (GroupSum{1, 1, 1}));
            QCOMPARE(sums.at(1), (GroupSum{2, 0, 1}));
            QCOMPARE(sums.at(2).right, 1.0 / 3);
            QCOMPARE(figureOf(sums), std::optional((1 + 1.0 / 3) / 3));
        }
    }

    // Of what was written, something may be no item: that is wrong, no label, and no item that ties with others.
    void choiceWithoutAnAnswer() {
        const std::vector<TaskExample> examples{example(1, {0, 1, 0}), example(2, {1, 0}), example(3, {1, 0})};
        const std::vector<float> judged{0, 1, 0, 0, 0, 0, 1}, none(7, 0.0F);
        const auto sums = sumsOf(TaskKind::Chess, examples, judged);
        QCOMPARE(sums, (GroupSums{{1, 1, 1}, {2, 0, 1}, {3, 0, 1}}));
        QCOMPARE(figureOf(sumsOf(TaskKind::Chess, examples, none)), std::optional(0.0));
        QCOMPARE(unanswered(TaskKind::Chess, examples, judged), std::int64_t(1));
        QCOMPARE(unanswered(TaskKind::Chess, examples, none), std::int64_t(3));
        QCOMPARE(unanswered(TaskKind::Steps, examples, none), std::int64_t(0)); // all wrong is what they say
        QCOMPARE(hardened(TaskKind::Chess, examples, judged), judged);
        // A silent supervisor says nothing that could be said again; a silent student says something else.
        QCOMPARE(agreement(TaskKind::Chess, examples, none, judged), (Agreement{0, 0, 0, 0, 3}));
        QCOMPARE(agreement(TaskKind::Chess, examples, judged, none), (Agreement{1, 0, 1, 0, 1}));
        QCOMPARE(agreement(TaskKind::Chess, examples, judged, judged), (Agreement{1, 1, 1, 1, 1}));
        QVERIFY(errorOf([&] { unanswered(TaskKind::Chess, examples, std::vector{1.0F}); }).contains("items"));
    }

    // The pooling of metrics.h: the same steps give the same figure.
    void pairsOfSteps() {
        const std::vector<TaskExample> examples{example(1, {1, 0, 1}), example(2, {1, 1}), example(3, {0, 1, 0, 0})};
        const std::vector<float> judgements{0.9F, 0.8F, 0.8F, 0.1F, 0.2F, 0.3F, 0.4F, 0.5F, 0.1F};
        const auto sums = sumsOf(TaskKind::Steps, examples, judgements);
        // Of 2 pairs one is won and one a tie; no pair; of 3 pairs two are won.
        QCOMPARE(sums, (GroupSums{{1, 1.5, 2}, {2, 0, 0}, {3, 2, 3}}));
        std::vector<ScoredLabel> steps;
        std::size_t at = 0;
        for (const TaskExample& one : examples)
            for (const float label : one.truth)
                steps.push_back({one.group, judgements[at++], label > 0.5F});
        QCOMPARE(*figureOf(sums), *aucWithinGroups(steps));
        QCOMPARE(figureOf(sumsOf(TaskKind::Steps, {example(1, {1, 1})}, {0.1F, 0.2F})), std::optional<double>());
    }

    void labelsOfJudgements() {
        const std::vector<TaskExample> pairs{example(1, {0, 1}), example(2, {1, 0})};
        QCOMPARE(hardened(TaskKind::Preference, pairs, std::vector{0.7F, 0.3F, 0.5F, 0.5F}),
                 (std::vector{1.0F, 0.0F, 1.0F, 0.0F}));
        QCOMPARE(hardened(TaskKind::Steps, pairs, std::vector{0.7F, 0.3F, 0.5F, 0.6F}),
                 (std::vector{1.0F, 0.0F, 1.0F, 1.0F}));
    }

    void agreementOnRightAndWrong() {
        std::vector<TaskExample> examples;
        for (const float label : {1, 1, 0, 0, 1})
            examples.push_back(example(static_cast<std::int64_t>(examples.size()), {label}));
        // The supervisor is right, right, wrong, wrong, undecided; the student says the same in 1 of 2 and 1 of 2.
        const std::vector<float> weak{0.9F, 0.6F, 0.8F, 0.7F, 0.5F}, student{0.8F, 0.1F, 0.9F, 0.4F, 0.9F};
        const Agreement found = agreement(TaskKind::Classification, examples, weak, student);
        QCOMPARE(found, (Agreement{2, 1, 2, 1, 1}));
        QCOMPARE(found.onRight(), std::optional(0.5));
        QCOMPARE(Agreement{}.onWrong(), std::optional<double>());

        const std::vector<TaskExample> moves{example(1, {0, 1, 0}), example(2, {1, 0, 0})};
        const Agreement of_moves = agreement(TaskKind::Chess, moves, std::vector{0.1F, 0.8F, 0.1F, 0.2F, 0.2F, 0.6F},
                                             std::vector{0.1F, 0.6F, 0.3F, 0.1F, 0.1F, 0.8F});
        QCOMPARE(of_moves, (Agreement{1, 1, 1, 1, 0}));
    }

    void confusionOfClasses() {
        const std::vector<TaskExample> examples{example(1, {1, 1, 0, 0, 0})};
        const auto found = confusion(TaskKind::Steps, examples, std::vector{0.9F, 0.1F, 0.9F, 0.1F, 0.2F});
        QVERIFY(found && (*found == Confusion{1, 1, 1, 2}));
        QVERIFY(!confusion(TaskKind::Chess, examples, std::vector<float>(5, 0.2F)));
    }

    void whatNobodyHasLearnt() {
        Task task{"t", TaskKind::Classification, {example(1, {1}), example(2, {1}), example(3, {0})}, {}};
        task.test = {example(4, {1}), example(5, {0}), example(6, {0}), example(7, {0})};
        QCOMPARE(untaughtJudgements(task), std::vector<float>(4, 1.0F)); // the training's majority, not the test's
        QCOMPARE(figureOf(sumsOf(task.kind, task.test, untaughtJudgements(task))), std::optional(0.25));
        task.kind = TaskKind::Preference;
        task.test = {example(4, {1, 0}), example(5, {0, 1})};
        QCOMPARE(figureOf(sumsOf(task.kind, task.test, untaughtJudgements(task))), std::optional(0.5));
    }

    void badJudgements_data() {
        QTest::addColumn<std::vector<float>>("judgements");
        QTest::addColumn<QByteArray>("says");
        QTest::newRow("too few") << std::vector{0.5F} << QByteArray("1 judgements of 2 items");
        QTest::newRow("too many") << std::vector{0.5F, 0.5F, 0.5F} << QByteArray("3 judgements of 2 items");
        QTest::newRow("no number") << std::vector{0.5F, std::numeric_limits<float>::quiet_NaN()}
                                   << QByteArray("not finite");
        QTest::newRow("infinite") << std::vector{0.5F, std::numeric_limits<float>::infinity()}
                                  << QByteArray("not finite");
    }
    void badJudgements() {
        QFETCH(std::vector<float>, judgements);
        QFETCH(QByteArray, says);
        const std::vector<TaskExample> examples{example(1, {1, 0})};
        const std::vector<float> good{0.2F, 0.8F};
        const auto kind = TaskKind::Preference;
        for (const QByteArray& said : {errorOf([&] { figureSums(kind, examples, good, judgements); }),
                                       errorOf([&] { hardened(kind, examples, judgements); }),
                                       errorOf([&] { agreement(kind, examples, judgements, good); }),
                                       errorOf([&] { agreement(kind, examples, good, judgements); })})
            QVERIFY2(said.contains(says), said.constData());
    }
};

QTEST_GUILESS_MAIN(TestFigures)
#include "tst_figures.moc"
