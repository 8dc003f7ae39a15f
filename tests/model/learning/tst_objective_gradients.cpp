// SPDX-License-Identifier: GPL-3.0-or-later
// The gradients of objectives against finite differences, alone and through the network, and the steps taken by them.
#include "model/learning/objectives/ballot_objective_p.h"
#include "model/learning/objectives/bradley_terry_p.h"
#include "model/learning/training_core_p.h"
#include "tests/model/learning/finite_differences.h"
#include "tests/model/learning/objective_values.h"
#include "tests/model/learning/random_pack.h"
#include "tests/model/learning/tiny_model.h"

#include <QtTest/QtTest>

#include <limits>
#include <memory>

using namespace stepmark;
using namespace stepmark::test;

namespace {

/// An objective by the name of a test's row, and what it learns from.
struct Case {
    std::unique_ptr<Objective> objective;
    std::int64_t classes = 3;
    bool ranks = false;

    /// A target at `row`, number `index` of the batch.
    void add(LossItems& items, std::int64_t row, int index) const {
        if (ranks)
            items.add(row, index % 3, 1, index / 4);
        else if (index % 2)
            items.addSoft(row, std::vector<float>{0.7f, 0.1f, 0.2f}, 1.5f);
        else
            items.add(row, index % 3, 1, index / 4);
    }
};

Case caseOf(const QString& name) {
    if (name == "confidence")
        return {std::make_unique<BallotObjective>(false, toldLoss, 0.5, 0.2, true), 3, false};
    if (name == "Bradley-Terry")
        return {std::make_unique<BradleyTerry>(), 1, true};
    return {std::make_unique<CrossEntropy>(), 3, false};
}

void nameObjectives() {
    QTest::addColumn<QString>("name");
    for (const char* name : {"cross entropy", "confidence", "Bradley-Terry"})
        QTest::newRow(name) << name;
}

Pack randomPath(std::mt19937& random, int tokens) {
    std::vector<std::int32_t> ids;
    for (int i = 0; i < tokens; ++i)
        ids.push_back(static_cast<std::int32_t>(random() % 256));
    return onePath(ids);
}

const Compute kFloat32{at::kCPU, at::kFloat};

/// A tiny network with a random head of so many classes.
TrainingCore coreOf(const Objective& objective, std::int64_t classes, const Trainable& trainable = {}) {
    const std::vector<Rating> all{Rating::Negative, Rating::Neutral, Rating::Positive};
    const std::vector<Rating> some(all.begin(), all.begin() + classes);
    TrainingCore core(
        Transformer::random(tinyConfig(), 7, kFloat32),
        [&](Transformer& model) { return TokenHead::classifier(model, some, nullptr, {}, true); }, objective, {}, {},
        trainable);
    at::Generator generator = at::detail::createCPUGenerator(3);
    for (Parameter* parameter : core.parameters())
        if (parameter->name == "score.weight")
            parameter->master.normal_(0, 0.3, generator);
    core.restored(0);
    return core;
}

/// Three packs, the last without any target.
std::vector<LossPack> batchOf(const Case& one) {
    std::mt19937 random(5);
    std::vector<LossPack> batch;
    for (int pack = 0; pack < 3; ++pack) {
        batch.push_back({randomPath(random, 40), {}});
        for (int item = 0; item < 8 && pack < 2; ++item)
            one.add(batch.back().items, item * 5 + 1, pack * 8 + item);
    }
    return batch;
}

} // namespace

class TestObjectiveGradients : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void gradientsEqualFiniteDifferences_data();
    void gradientsEqualFiniteDifferences();
    void gradientsReachTheNetwork_data();
    void gradientsReachTheNetwork();
    void aBatchIsOneHoweverItIsPacked_data();
    void aBatchIsOneHoweverItIsPacked();
    void stepsLowerTheLoss_data();
    void stepsLowerTheLoss();
    void whatIsNotFiniteMovesNothing_data();
    void whatIsNotFiniteMovesNothing();
    void whatIsFrozenStays();
};

void TestObjectiveGradients::gradientsEqualFiniteDifferences_data() { nameObjectives(); }

void TestObjectiveGradients::gradientsEqualFiniteDifferences() {
    QFETCH(QString, name);
    const Case one = caseOf(name);
    LossItems items;
    for (int row = 0; row < 12; ++row)
        one.add(items, row, row);
    const Targets targets = targetsOf(items);
    at::Generator generator = at::detail::createCPUGenerator(11);
    at::Tensor logits = at::empty({12, one.classes}).normal_(0, 1.5, generator), d;
    one.objective->loss(logits, targets, 0.1, &d);
    const double h = 2e-3;
    for (std::int64_t row = 0; row < 12; ++row)
        for (std::int64_t column = 0; column < one.classes; ++column) {
            const auto lossAt = [&](double offset) {
                at::Tensor moved = logits.clone();
                moved[row][column] += offset;
                return one.objective->loss(moved, targets, 0.1, nullptr).loss;
            };
            const double measured = (lossAt(h) - lossAt(-h)) / (2 * h), expected = valueAt(d, row, column);
            QVERIFY2(isClose(measured, expected, 2e-3),
                     (std::to_string(measured) + " " + std::to_string(expected)).c_str());
        }
}

void TestObjectiveGradients::gradientsReachTheNetwork_data() { nameObjectives(); }

// A batch of several packs, whatever the objective has to see of it.
void TestObjectiveGradients::gradientsReachTheNetwork() {
    QFETCH(QString, name);
    const Case one = caseOf(name);
    TrainingCore core = coreOf(*one.objective, one.classes);
    const std::vector<LossPack> batch = batchOf(one);
    const auto mean = [&] {
        const double loss = core.accumulateBatch(batch, 0.1, {}).mean();
        core.optimizer().zeroGrad();
        return loss;
    };
    core.accumulateBatch(batch, 0.1, {});
    std::vector<Parameter*> parameters = core.parameters();
    if (one.ranks) // a score's offset tells nothing
        std::erase_if(parameters, [](const Parameter* parameter) { return parameter->name == "score.bias"; });
    const std::string wrong = wrongGradient(parameters, mean, {.step = 1e-3, .relative = 0.03, .absolute = 2e-3});
    QVERIFY2(wrong.empty(), wrong.c_str());
}

void TestObjectiveGradients::aBatchIsOneHoweverItIsPacked_data() { nameObjectives(); }

// What the whole batch has to be seen for must not depend on where its packs are cut.
void TestObjectiveGradients::aBatchIsOneHoweverItIsPacked() {
    QFETCH(QString, name);
    const Case one = caseOf(name);
    TrainingCore apart = coreOf(*one.objective, one.classes), joined = coreOf(*one.objective, one.classes);
    const std::vector<LossPack> batch = batchOf(one);
    LossPack all;
    for (const LossPack& pack : batch) {
        const auto begin = static_cast<std::int32_t>(all.pack.size());
        for (std::size_t token = 0; token < pack.pack.size(); ++token) {
            all.pack.tokens.push_back(pack.pack.tokens[token]);
            all.pack.parent.push_back(pack.pack.parent[token] < 0 ? -1 : pack.pack.parent[token] + begin);
            all.pack.position.push_back(pack.pack.position[token]);
            all.pack.origin.push_back(pack.pack.origin[token]);
        }
        for (std::size_t item = 0; item < pack.items.row.size(); ++item)
            all.items.add(pack.items.row[item] + begin, pack.items.target[item], pack.items.weight[item],
                          pack.items.group[item]);
    }
    const LossSum a = apart.accumulateBatch(batch, 0.5, {}), b = joined.accumulateBatch({&all, 1}, 0.5, {});
    QVERIFY(isClose(a.loss, b.loss, 1e-4) && a.weight == b.weight && a.weight > 0);
    for (std::size_t i = 0; i < apart.parameters().size(); ++i) {
        const at::Tensor &left = apart.parameters()[i]->grad, &right = joined.parameters()[i]->grad;
        QVERIFY2((left - right).abs().max().item<double>() < 1e-4 * right.abs().max().item<double>() + 1e-6,
                 apart.parameters()[i]->name.c_str());
    }
}

void TestObjectiveGradients::stepsLowerTheLoss_data() { nameObjectives(); }

void TestObjectiveGradients::stepsLowerTheLoss() {
    QFETCH(QString, name);
    const Case one = caseOf(name);
    TrainingCore core = coreOf(*one.objective, one.classes);
    const std::vector<LossPack> batch = batchOf(one);
    const double before = core.trainBatch(batch, {.learning_rate = 0}, 1, {}).sum.mean();
    BatchResult result;
    for (int step = 0; step < 60; ++step)
        result = core.trainBatch(batch, {.learning_rate = 3e-3}, 1, {});
    QVERIFY(result.stepped);
    QVERIFY2(result.sum.mean() < 0.7 * before,
             (std::to_string(before) + " " + std::to_string(result.sum.mean())).c_str());
}

void TestObjectiveGradients::whatIsNotFiniteMovesNothing_data() { nameObjectives(); }

void TestObjectiveGradients::whatIsNotFiniteMovesNothing() {
    QFETCH(QString, name);
    const Case one = caseOf(name);
    TrainingCore core = coreOf(*one.objective, one.classes);
    Parameter* head = core.head().parameters().front();
    head->master[0][0] = std::numeric_limits<float>::infinity();
    const at::Tensor before = core.parameters().front()->master.clone();
    const BatchResult result = core.trainBatch(batchOf(one), {.learning_rate = 1e-2}, 0.5, {});
    QVERIFY(!result.stepped);
    QCOMPARE(result.not_finite, std::string("the loss"));
    QVERIFY(at::equal(core.parameters().front()->master, before));
    for (const Parameter* parameter : core.parameters())
        QCOMPARE(parameter->grad.abs().sum().item<double>(), 0.0);
}

void TestObjectiveGradients::whatIsFrozenStays() {
    const Case one = caseOf("cross entropy");
    TrainingCore core = coreOf(*one.objective, one.classes,
                               [](const Parameter& parameter) { return parameter.name.starts_with("score."); });
    std::vector<at::Tensor> before;
    for (const Parameter* parameter : core.parameters())
        before.push_back(parameter->master.clone());
    QVERIFY(core.trainBatch(batchOf(one), {.learning_rate = 1e-2}, 0.5, {}).stepped);
    for (std::size_t i = 0; i < before.size(); ++i)
        QCOMPARE(!at::equal(core.parameters()[i]->master, before[i]), core.parameters()[i]->name.starts_with("score."));
}

QTEST_GUILESS_MAIN(TestObjectiveGradients)
#include "tst_objective_gradients.moc"
