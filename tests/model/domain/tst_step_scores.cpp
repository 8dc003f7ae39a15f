// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/domain/step_scores.h"

#include <QTest>

#include <cmath>
#include <limits>
#include <numeric>

using namespace stepmark;

namespace {
constexpr double kInfinity = std::numeric_limits<double>::infinity();
}

class TestStepScores : public QObject {
    Q_OBJECT

private Q_SLOTS:
    /// The policy decides which solutions look convincing: the default is the paper's (neutral counts as positive).
    void neutralPolicy() {
        const StepProbabilities p{0.25F, 0.5F, 0.25F};
        QCOMPARE(stepScore(p), 0.75);
        QCOMPARE(stepScore(p, NeutralPolicy::AsNegative), 0.25);
    }

    void rules_data() {
        QTest::addColumn<QList<double>>("steps");
        QTest::addColumn<QByteArray>("rule");
        QTest::addColumn<double>("expected");
        const QList<double> three{0.5, 0.25, 0.75};
        QTest::newRow("product") << three << QByteArray("product") << std::log(0.5 * 0.25 * 0.75);
        QTest::newRow("min") << three << QByteArray("min") << 0.25;
        QTest::newRow("mean") << three << QByteArray("mean") << 0.5;
        QTest::newRow("last") << three << QByteArray("last") << 0.75;
        QTest::newRow("sum") << three << QByteArray("sum") << 1.5;
        QTest::newRow("product with a zero") << QList<double>{1.0, 0.0} << QByteArray("product") << std::log(1e-12);
        QTest::newRow("no steps, product") << QList<double>{} << QByteArray("product") << -kInfinity;
        for (const char* rule : {"min", "mean", "last", "sum"})
            QTest::addRow("no steps, %s", rule) << QList<double>{} << QByteArray(rule) << 0.0;
    }

    /// Each rule ranks the candidates: a wrong one queues and picks the wrong solutions.
    void rules() {
        QFETCH(const QList<double>, steps);
        QFETCH(const QByteArray, rule);
        QFETCH(const double, expected);
        const auto known = scoreRuleFromText(rule.toStdString());
        QVERIFY(known.has_value());
        QCOMPARE(QByteArray::fromStdString(std::string(toText(*known))), rule);
        const double got = solutionScore(std::vector<double>(steps.begin(), steps.end()), *known);
        if (std::isinf(expected))
            QCOMPARE(got, expected);
        else
            QVERIFY2(std::abs(got - expected) < 1e-12, QByteArray::number(got).constData());
    }

    void unknownRules() {
        for (const char* wrong : {"", "Product", "median", "min "})
            QCOMPARE(scoreRuleFromText(wrong), std::nullopt);
    }

    /// Long solutions must still be told apart: as a plain product, a thousand steps of 0.3 would all be 0.
    void productDoesNotUnderflow() {
        const std::vector<double> good(1000, 0.31), bad(1000, 0.30);
        QVERIFY(solutionScore(good, ScoreRule::Product) > solutionScore(bad, ScoreRule::Product));
        QVERIFY(std::isfinite(solutionScore(bad, ScoreRule::Product)));
    }

    void firstError_data() {
        QTest::addColumn<QList<double>>("p_negative");
        QTest::addColumn<double>("threshold");
        QTest::addColumn<int>("expected");
        QTest::newRow("none") << QList<double>{0.1, 0.2} << 0.5 << -1;
        QTest::newRow("no steps") << QList<double>{} << 0.5 << -1;
        QTest::newRow("the first, not the worst") << QList<double>{0.1, 0.6, 0.9} << 0.5 << 1;
        QTest::newRow("at the threshold is not above it") << QList<double>{0.5, 0.51} << 0.5 << 1;
        QTest::newRow("NaN is above nothing") << QList<double>{std::nan(""), 0.9} << 0.5 << 1;
    }

    void firstError() {
        QFETCH(const QList<double>, p_negative);
        QFETCH(const double, threshold);
        QFETCH(const int, expected);
        QCOMPARE(predictFirstError(std::vector<double>(p_negative.begin(), p_negative.end()), threshold), expected);
    }

    /// Shown to a labeler as "where the model expects the error": the chances must be those of one event.
    void posterior() {
        const std::vector<double> steps{0.9, 0.5, 0.8};
        const auto chances = firstErrorPosterior(steps);
        const std::vector<double> expected{0.1, 0.9 * 0.5, 0.9 * 0.5 * 0.2, 0.9 * 0.5 * 0.8};
        QCOMPARE(chances.size(), expected.size());
        for (std::size_t i = 0; i < expected.size(); ++i)
            QVERIFY(std::abs(chances[i] - expected[i]) < 1e-12);
        QVERIFY(std::abs(std::accumulate(chances.begin(), chances.end(), 0.0) - 1) < 1e-12);
        QCOMPARE(firstErrorPosterior({}), std::vector<double>{1.0});
        const auto guess = likeliestFirstError(chances);
        QCOMPARE(guess.step, 1);
        QVERIFY(std::abs(guess.probability - 0.45) < 1e-12);
        QCOMPARE(likeliestFirstError(firstErrorPosterior(std::vector<double>{0.9, 0.9})).step, -1); // no error
        QCOMPARE(likeliestFirstError(firstErrorPosterior(std::vector<double>{0.5})).step, 0);       // a tie
        QCOMPARE(likeliestFirstError({}).step, -1);
    }
};

QTEST_APPLESS_MAIN(TestStepScores)
#include "tst_step_scores.moc"
