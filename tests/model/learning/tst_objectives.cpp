// SPDX-License-Identifier: GPL-3.0-or-later
// What objectives make of logits and targets, against values worked out by hand.
#include "model/domain/error.h"
#include "model/learning/objectives/ballot_objective_p.h"
#include "model/learning/objectives/bradley_terry_p.h"
#include "model/learning/objectives/cross_entropy_p.h"
#include "model/learning/objectives/hardened_p.h"
#include "model/learning/objectives/next_token_p.h"
#include "tests/model/learning/objective_values.h"

#include <QtTest/QtTest>

#include <algorithm>
#include <random>

using namespace stepmark;
using namespace stepmark::test;

namespace {

/// Two classes with that probability of the second, as logits.
at::Tensor twoClasses(const std::vector<double>& second) {
    at::Tensor logits = at::zeros({static_cast<std::int64_t>(second.size()), 2});
    for (std::size_t row = 0; row < second.size(); ++row)
        logits[static_cast<std::int64_t>(row)][1] = std::log(second[row] / (1 - second[row]));
    return logits;
}

} // namespace

class TestObjectives : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void crossEntropyByHand();
    void alphaRises_data();
    void alphaRises();
    void hardenedKeepsTheShares_data();
    void hardenedKeepsTheShares();
    void hardenedIsAThresholdForTwoClasses();
    void confidenceByHand();
    void bradleyTerryByHand();
    void bradleyTerryRefusals();
    void nextTokenByHand();
};

void TestObjectives::crossEntropyByHand() {
    LossItems items;
    items.add(0, 1, 2);                                  // hard, weight 2
    items.addSoft(1, std::vector<float>{0.4f, 0.6f}, 1); // soft
    items.add(1, 1, 0);                                  // no weight: nothing
    at::Tensor d;
    const LossSum sum = crossEntropy().loss(twoClasses({0.75, 0.75}), targetsOf(items), 0, &d);
    QVERIFY(isClose(sum.loss, -2 * std::log(0.75) - 0.4 * std::log(0.25) - 0.6 * std::log(0.75)));
    QVERIFY(isClose(sum.weight, 3));
    QVERIFY(isClose(valueAt(d, 0, 0), 0.5) && isClose(valueAt(d, 0, 1), -0.5));
    QVERIFY(isClose(valueAt(d, 1, 0), -0.15) && isClose(valueAt(d, 1, 1), 0.15));
}

void TestObjectives::alphaRises_data() {
    QTest::addColumn<double>("warmup");
    QTest::addColumn<double>("done");
    QTest::addColumn<double>("alpha");
    QTest::newRow("begin") << 0.2 << 0.0 << 0.0;
    QTest::newRow("half the warm-up") << 0.2 << 0.1 << 0.25;
    QTest::newRow("just before its end") << 0.2 << 0.199 << 0.4975;
    QTest::newRow("its end") << 0.2 << 0.2 << 0.5;
    QTest::newRow("long after") << 0.2 << 0.99 << 0.5;
    QTest::newRow("no warm-up") << 0.0 << 0.0 << 0.5;
}

// A public implementation jumps from a tenth of it to all of it at the end of the warm-up.
void TestObjectives::alphaRises() {
    QFETCH(double, warmup);
    QFETCH(double, done);
    QFETCH(double, alpha);
    QVERIFY(isClose(BallotObjective(false, toldLoss, 0.5, warmup, true).alphaAt(done), alpha, 1e-12));
    QVERIFY_EXCEPTION_THROWN(BallotObjective(false, toldLoss, 1.5, 0.2, true), Error);
    QVERIFY_EXCEPTION_THROWN(BallotObjective(false, toldLoss, 0.5, std::nan(""), true), Error);
}

void TestObjectives::hardenedKeepsTheShares_data() {
    using Table = std::vector<std::vector<double>>;
    QTest::addColumn<Table>("p");
    QTest::addColumn<Table>("told");
    QTest::addColumn<std::vector<std::int64_t>>("classes");
    // The model thinks all of them of the second class; the supervisor, half.
    QTest::newRow("half") << Table{{.1, .9}, {.4, .6}, {.2, .8}, {.3, .7}} << Table{{1, 0}, {0, 1}, {.5, .5}, {.5, .5}}
                          << std::vector<std::int64_t>{1, 0, 1, 0};
    QTest::newRow("a quarter") << Table{{.1, .9}, {.4, .6}, {.2, .8}, {.3, .7}} << Table{{1, 0}, {0, 1}, {1, 0}, {1, 0}}
                               << std::vector<std::int64_t>{1, 0, 0, 0};
    QTest::newRow("all of one class") << Table{{.9, .1}, {.6, .4}} << Table{{0, 1}, {0, 1}}
                                      << std::vector<std::int64_t>{1, 1};
    QTest::newRow("one row") << Table{{.6, .4}} << Table{{.2, .8}} << std::vector<std::int64_t>{1};
    QTest::newRow("three classes") << Table{{.5, .3, .2}, {.6, .3, .1}, {.4, .35, .25}}
                                   << Table{{1, 0, 0}, {0, 1, 0}, {0, 0, 1}} << std::vector<std::int64_t>{2, 0, 1};
    QTest::newRow("no class has room: the likeliest")
        << Table{{.2, .5, .3}} << Table{{.4, .2, .4}} << std::vector<std::int64_t>{1};
    QTest::newRow("weights") << Table{{.1, .9}, {.4, .6}, {.2, .8}} << Table{{2, 0}, {0, 1}, {0, 1}}
                             << std::vector<std::int64_t>{1, 0, 0};
}

void TestObjectives::hardenedKeepsTheShares() {
    using Table = std::vector<std::vector<double>>;
    QFETCH(Table, p);
    QFETCH(Table, told);
    QFETCH(std::vector<std::int64_t>, classes);
    const auto tensor = [](const Table& rows) {
        std::vector<at::Tensor> all;
        for (const auto& row : rows)
            all.push_back(at::tensor(row, at::kDouble).to(at::kFloat));
        return at::stack(all);
    };
    QCOMPARE(hardened(tensor(p), tensor(told)), classes);
}

// Appendix A.4: the threshold is the quantile of the batch at which the classes keep their share.
void TestObjectives::hardenedIsAThresholdForTwoClasses() {
    std::mt19937 random(1);
    for (const int share : {1, 10, 25, 49}) {
        std::vector<double> second(50);
        for (double& p : second)
            p = (static_cast<double>(random() % 100000) + 1) / 100002;
        at::Tensor told = at::zeros({50, 2});
        told.select(1, 1).fill_(share / 50.0);
        told.select(1, 0).fill_(1 - share / 50.0);
        std::vector<double> sorted = second;
        std::sort(sorted.begin(), sorted.end());
        const double threshold = sorted[static_cast<std::size_t>(50 - share)];
        const auto classes = hardened(twoClasses(second).softmax(1), told);
        for (std::size_t row = 0; row < second.size(); ++row)
            QCOMPARE(classes[row], std::int64_t{second[row] >= threshold});
    }
}

void TestObjectives::confidenceByHand() {
    const std::vector<double> second{0.9, 0.3, 0.8, 0.1}, told{0.9, 0.6, 0.2, 0.3}; // 2 of 4 are of the second class
    const std::vector<double> own{1, 0, 1, 0};
    LossItems items;
    for (std::size_t row = 0; row < told.size(); ++row)
        items.addSoft(static_cast<std::int64_t>(row),
                      std::vector<float>{static_cast<float>(1 - told[row]), static_cast<float>(told[row])}, 1);
    for (const auto& [done, alpha] : {std::pair{0.0, 0.0}, {0.1, 0.25}, {0.7, 0.5}}) {
        at::Tensor d;
        const LossSum sum = BallotObjective(false, toldLoss, 0.5, 0.2, true).loss(twoClasses(second), targetsOf(items), done, &d);
        double expected = 0;
        for (std::size_t row = 0; row < told.size(); ++row) {
            const double wanted = (1 - alpha) * told[row] + alpha * own[row];
            expected -= wanted * std::log(second[row]) + (1 - wanted) * std::log(1 - second[row]);
            QVERIFY(isClose(valueAt(d, static_cast<std::int64_t>(row), 1), second[row] - wanted));
            QVERIFY(isClose(valueAt(d, static_cast<std::int64_t>(row), 0), wanted - second[row]));
        }
        QVERIFY(isClose(sum.loss, expected) && isClose(sum.weight, 4));
    }
}

void TestObjectives::bradleyTerryByHand() {
    LossItems items;
    items.add(0, 1, 1, 0);
    items.add(1, 0, 1, 0); // one pair
    items.add(2, 5, 1, 1); // alone
    items.add(3, 2, 1, 2);
    items.add(4, 2, 1, 2); // equals tell nothing
    items.add(5, 0, 3, 2); // two pairs of weight 3
    at::Tensor d;
    const at::Tensor scores = at::tensor({2.0f, 1.0f, 9.0f, 0.5f, -1.0f, 0.5f}).unsqueeze(1);
    const LossSum sum = BradleyTerry().loss(scores, targetsOf(items), 0, &d);
    const auto lost = [](double lead) { return std::log(1 + std::exp(-lead)); };
    const auto pull = [](double lead) { return 1 / (1 + std::exp(lead)); };
    QVERIFY(isClose(sum.loss, lost(1) + 3 * lost(0) + 3 * lost(-1.5)));
    QVERIFY(isClose(sum.weight, 7));
    const std::vector<double> expected{-pull(1),     pull(1),         0,
                                       -3 * pull(0), -3 * pull(-1.5), 3 * pull(0) + 3 * pull(-1.5)};
    for (std::size_t row = 0; row < expected.size(); ++row)
        QVERIFY(isClose(valueAt(d, static_cast<std::int64_t>(row), 0), expected[row]));
    // Far apart, and neither infinite nor nothing.
    LossItems pair;
    pair.add(0, 0, 1, 0);
    pair.add(1, 1, 1, 0);
    QVERIFY(isClose(BradleyTerry().loss(at::tensor({2000.0f, 0.0f}).unsqueeze(1), targetsOf(pair), 0, &d).loss, 2000));
    QVERIFY(isClose(valueAt(d, 0, 0), 1) && isClose(valueAt(d, 1, 0), -1));
}

void TestObjectives::bradleyTerryRefusals() {
    LossItems grouped, alone;
    grouped.add(0, 1, 1, 0);
    alone.add(0, 1, 1);
    QVERIFY_EXCEPTION_THROWN(BradleyTerry().loss(at::zeros({1, 1}), targetsOf(alone), 0, nullptr), Error);
    QVERIFY_EXCEPTION_THROWN(BradleyTerry().loss(at::zeros({1, 2}), targetsOf(grouped), 0, nullptr), Error);
    QCOMPARE(BradleyTerry().loss(at::zeros({1, 1}), targetsOf(grouped), 0, nullptr).weight, 0.0);
}

void TestObjectives::nextTokenByHand() {
    Pack pack; // 5, then 6 7 and, from 5 again, 8
    pack.tokens = {5, 6, 7, 8};
    pack.parent = {-1, 0, 1, 0};
    LossItems items;
    for (std::size_t token = 0; token < pack.size(); ++token)
        addNextToken(items, pack, token, token == 2 ? 0.0f : 1.0f);
    QCOMPARE(items.row, (std::vector<std::int64_t>{0, 0})); // 7 has no weight, and nothing tells 5
    QCOMPARE(items.target, (std::vector<std::int64_t>{6, 8}));
    const at::Tensor logits = at::zeros({1, 10});
    at::Tensor d;
    const LossSum sum = crossEntropy().loss(logits, targetsOf(items), 0, &d);
    QVERIFY(isClose(sum.loss, 2 * std::log(10.0)));
    QVERIFY(isClose(valueAt(d, 0, 6), 0.2 - 1) && isClose(valueAt(d, 0, 7), 0.2));
}

QTEST_GUILESS_MAIN(TestObjectives)
#include "tst_objectives.moc"
