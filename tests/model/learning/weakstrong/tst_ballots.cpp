// SPDX-License-Identifier: GPL-3.0-or-later
// What students learn from their supervisors: a loss whose gradient is another's teaches something else, silently.
#include "model/domain/error.h"
#include "model/learning/objectives/ballot_objective_p.h"
#include "model/learning/objectives/loss_items_p.h"

#include <ATen/core/grad_mode.h>

#include <QtTest/QtTest>

#include <cmath>
#include <limits>

using namespace stepmark;

namespace {

const std::vector<std::size_t> kSizes{2, 3, 1, 2};
constexpr std::int64_t kItems = 8;

at::Tensor someLogits() { return at::linspace(-1.5, 2, kItems).mul(at::linspace(1, -2, kItems)).unsqueeze(1); }

/// Of items judged for themselves any shares; of a choice they sum to 1 a ballot.
at::Tensor someTargets(bool choice) {
    return choice ? at::tensor({0.7f, 0.3f, 0.2f, 0.5f, 0.3f, 1.0f, 0.0f, 1.0f})
                  : at::tensor({0.9f, 0.2f, 0.5f, 0.0f, 1.0f, 0.3f, 0.7f, 0.6f});
}

BallotLoss lossOf(const QString& name) {
    return name == "told" ? toldLoss : name == "soft bootstrap" ? softBootstrapLoss : productLoss;
}

void addLosses() {
    QTest::addColumn<QString>("name");
    QTest::addColumn<bool>("choice");
    for (const char* name : {"told", "soft bootstrap", "product"})
        for (const bool choice : {false, true})
            QTest::addRow("%s, %s", name, choice ? "choice" : "each for itself") << name << choice;
}

} // namespace

class TestBallots : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void gradients_data() { addLosses(); }
    void gradients();
    void objectiveIsTheSame_data() { addLosses(); }
    void objectiveIsTheSame();
    void twoAnswersAreBradleyTerry();
    void productIsThatOfTheirCode();
    void ownAnswersKeepTheShares();
    void rowsOfAChoiceNeedAGroup();
};

void TestBallots::gradients() {
    QFETCH(QString, name);
    QFETCH(bool, choice);
    const Ballots ballots(choice, kSizes);
    QCOMPARE(ballots.count(), choice ? std::int64_t{4} : kItems);
    const at::Tensor targets = ballots.shares(someTargets(choice)).to(at::kDouble);
    const LogitLoss loss = lossOver(ballots, targets, lossOf(name), 0.4);
    const at::Tensor logits = someLogits().to(at::kDouble);
    at::Tensor d, ignored;
    loss(logits, d);
    for (std::int64_t item = 0; item < kItems; ++item) {
        const auto at = [&](double by) {
            at::Tensor moved = logits.clone();
            moved[item][0] += by;
            return loss(moved, ignored);
        };
        const double wanted = (at(1e-5) - at(-1e-5)) / 2e-5;
        QVERIFY2(std::abs(d[item][0].item<double>() - wanted) < 1e-8, std::to_string(wanted).c_str());
    }
    const at::Tensor p = ballots.judgements(logits);
    QVERIFY(p.min().item<double>() > 0 && p.max().item<double>() <= 1);
    if (choice)
        QVERIFY(std::abs(p.sum().item<double>() - 4) < 1e-9);
}

// A network that is trained and a probe that is fitted learn the same.
void TestBallots::objectiveIsTheSame() {
    QFETCH(QString, name);
    QFETCH(bool, choice);
    const Ballots ballots(choice, kSizes);
    const at::Tensor logits = someLogits(), targets = someTargets(choice);
    at::Tensor d_items;
    const double mean = lossOver(ballots, ballots.shares(targets), lossOf(name), 0.4)(logits, d_items);
    const BallotObjective objective(choice, lossOf(name), 0.4, 0, false);
    LossItems items;
    std::int64_t row = 0;
    for (std::size_t group = 0; group < kSizes.size(); ++group)
        for (std::size_t i = 0; i < kSizes[group]; ++i, ++row) {
            const float target = targets[row].item<float>();
            items.add(row, 0, 1 - target, static_cast<std::int64_t>(group));
            items.add(row, 1, target, static_cast<std::int64_t>(group));
        }
    at::Tensor d;
    const LossSum sum = objective.loss(choice ? logits : at::cat({at::zeros_like(logits), logits}, 1),
                                       sortByRow(items).targetsAt(0, kItems, at::kCPU, true), 0.5, &d);
    QCOMPARE(sum.weight, static_cast<double>(ballots.count()));
    QVERIFY(std::abs(sum.mean() - mean) < 1e-6);
    const at::Tensor wanted = d_items * sum.weight; // the gradient is that of the sum
    QVERIFY((d.narrow(1, d.size(1) - 1, 1) - wanted).abs().max().item<double>() < 1e-6);
}

// Of two answers one is the better: a soft label is the supervisor's probability that it is (Bradley & Terry 1952).
void TestBallots::twoAnswersAreBradleyTerry() {
    const Ballots ballots(true, {2});
    const at::Tensor scores = at::tensor({0.8f, -0.3f}).unsqueeze(1);
    at::Tensor d;
    const double loss = lossOver(ballots, ballots.shares(at::tensor({0.75f, 0.25f})), toldLoss)(scores, d);
    const double lead = 0.8 + 0.3, p = 1 / (1 + std::exp(-lead));
    QVERIFY(std::abs(loss + 0.75 * std::log(p) + 0.25 * std::log(1 - p)) < 1e-6);
    QVERIFY(std::abs(d[0][0].item<double>() - (p - 0.75)) < 1e-6);
    QVERIFY(std::abs(ballots.judgements(scores)[0].item<double>() - p) < 1e-6);
}

void TestBallots::productIsThatOfTheirCode() {
    const at::Tensor logits = at::tensor({0.2f, 1.1f}).unsqueeze(0), told = at::tensor({0.6f, 0.4f}).unsqueeze(0);
    at::Tensor d;
    productLoss(logits, told, 0, d);
    const at::Tensor p = logits.softmax(1), product = p * told / (p * told).sum();
    QVERIFY((d - (p - product)).abs().max().item<double>() < 1e-6); // the gradient of cross entropy against it
}

void TestBallots::ownAnswersKeepTheShares() {
    const Ballots alone(false, std::vector<std::size_t>(10, 1));
    const at::Tensor sure = at::linspace(2, 5, 10).unsqueeze(1); // all of class 1 by themselves
    const at::Tensor told = alone.shares(at::tensor({1, 1, 1, 0, 0, 0, 0, 0, 0, 0}).to(at::kFloat));
    const at::Tensor own = hardened(alone, alone.logits(sure), told).select(1, 1);
    QCOMPARE(own.sum().item<float>(), 3.f);
    QCOMPARE(own.narrow(0, 7, 3).sum().item<float>(), 3.f); // the surest
    const Ballots choice(true, {3});
    QVERIFY(hardened(choice, choice.logits(at::tensor({0.1f, 2.0f, 1.0f}).unsqueeze(1)), {})
                .equal(at::tensor({0.f, 1.f, 0.f}).unsqueeze(0)));
}

void TestBallots::rowsOfAChoiceNeedAGroup() {
    const BallotObjective objective(true, toldLoss, 0, 0, false);
    LossItems items;
    items.add(0, 1, 1, -1);
    QVERIFY_EXCEPTION_THROWN(
        objective.loss(at::zeros({1, 1}), sortByRow(items).targetsAt(0, 1, at::kCPU, true), 0, nullptr), Error);
    LossItems one;
    one.add(0, 1, 1, 0);
    QVERIFY_EXCEPTION_THROWN(
        objective.loss(at::zeros({2, 1}), sortByRow(one).targetsAt(0, 1, at::kCPU, true), 0, nullptr),
        Error); // the second row is told nothing
    const at::Tensor nan = at::full({1, 1}, std::numeric_limits<float>::quiet_NaN());
    QVERIFY(std::isnan(objective.loss(nan, sortByRow(one).targetsAt(0, 1, at::kCPU, true), 0, nullptr).loss));
}

QTEST_GUILESS_MAIN(TestBallots)
#include "tst_ballots.moc"
