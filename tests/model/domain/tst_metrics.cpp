// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/domain/metrics.h"

#include <QTest>

#include <cmath>
#include <limits>
#include <random>
#include <set>

using namespace stepmark;

namespace {

std::vector<ScoredLabel> randomSamples(std::mt19937& random, int count) {
    std::vector<ScoredLabel> samples;
    for (int i = 0; i < count; ++i) // few distinct scores, so that ties are common
        samples.push_back(
            {static_cast<ProblemId>(random() % 7), static_cast<double>(random() % 20) / 20, random() % 3 == 0});
    return samples;
}

/// The definition, pair by pair.
std::optional<double> bruteAuc(const std::vector<ScoredLabel>& samples, bool within) {
    double won = 0, pairs = 0;
    for (const ScoredLabel& positive : samples)
        for (const ScoredLabel& negative : samples)
            if (positive.positive && !negative.positive && (!within || positive.group == negative.group)) {
                won += positive.score > negative.score ? 1 : positive.score == negative.score ? 0.5 : 0;
                ++pairs;
            }
    return pairs > 0 ? std::optional(won / pairs) : std::nullopt;
}

bool near(std::optional<double> a, std::optional<double> b) {
    return a.has_value() == b.has_value() && (!a || std::abs(*a - *b) < 1e-12);
}

std::vector<FirstErrorCase> randomCases(std::mt19937& random, int count) {
    std::vector<FirstErrorCase> cases;
    for (int i = 0; i < count; ++i) {
        FirstErrorCase one;
        for (unsigned step = 0; step < 1 + random() % 5; ++step)
            one.p_negative.push_back(static_cast<double>(random() % 12) / 12);
        one.label = static_cast<int>(random() % (one.p_negative.size() + 1)) - 1;
        cases.push_back(one);
    }
    return cases;
}

} // namespace

/// The figures people choose a PRM by.
class TestMetrics : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aucIsTheShareOfOrderedPairs() {
        std::mt19937 random(1);
        for (int i = 0; i < 200; ++i) {
            const auto samples = randomSamples(random, 1 + i % 60);
            QVERIFY(near(auc(samples), bruteAuc(samples, false)));
            QVERIFY(near(aucWithinGroups(samples), bruteAuc(samples, true)));
        }
    }

    void aucByHand_data() {
        QTest::addColumn<QList<double>>("positives");
        QTest::addColumn<QList<double>>("negatives");
        QTest::addColumn<double>("expected"); // -1: undefined
        QTest::newRow("perfect") << QList<double>{0.8, 0.9} << QList<double>{0.1, 0.2} << 1.0;
        QTest::newRow("backwards") << QList<double>{0.1} << QList<double>{0.2, 0.3} << 0.0;
        QTest::newRow("all equal") << QList<double>{0.5, 0.5} << QList<double>{0.5} << 0.5;
        QTest::newRow("three of four pairs") << QList<double>{0.4, 0.8} << QList<double>{0.1, 0.6} << 0.75;
        QTest::newRow("no negatives") << QList<double>{0.4} << QList<double>{} << -1.0;
        QTest::newRow("nothing") << QList<double>{} << QList<double>{} << -1.0;
        const double nan = std::nan("");
        QTest::newRow("NaN ranks last") << QList<double>{0.4, nan} << QList<double>{0.1} << 0.5;
        QTest::newRow("only NaN tells nothing") << QList<double>{nan, nan} << QList<double>{nan} << 0.5;
        const double infinity = std::numeric_limits<double>::infinity();
        QTest::newRow("infinite log-products") << QList<double>{-infinity, -1.0} << QList<double>{-infinity} << 0.75;
    }

    void aucByHand() {
        QFETCH(const QList<double>, positives);
        QFETCH(const QList<double>, negatives);
        QFETCH(const double, expected);
        std::vector<ScoredLabel> samples;
        for (const double score : positives)
            samples.push_back({1, score, true});
        for (const double score : negatives)
            samples.push_back({1, score, false});
        QVERIFY(near(auc(samples), expected < 0 ? std::nullopt : std::optional(expected)));
        QVERIFY(near(aucWithinGroups(samples), expected < 0 ? std::nullopt : std::optional(expected)));
    }

    /// A PRM that only tells hard problems from easy ones looks good overall; the figure within a problem says it knows
    /// nothing.
    void withinAProblemSeesThroughHardness() {
        std::vector<ScoredLabel> samples;
        for (int i = 0; i < 9; ++i)
            samples.push_back({1, 0.9, true}); // easy problem: high score whatever the step
        samples.push_back({1, 0.9, false});
        for (int i = 0; i < 9; ++i)
            samples.push_back({2, 0.1, false}); // hard problem: low score whatever the step
        samples.push_back({2, 0.1, true});
        QVERIFY(*auc(samples) > 0.85);
        QCOMPARE(*aucWithinGroups(samples), 0.5);
        samples.erase(samples.begin() + 9);
        samples.pop_back();
        QCOMPARE(aucWithinGroups(samples), std::nullopt);
    }

    void accuracyAtTheThreshold() {
        const std::vector<ScoredLabel> samples{{1, 0.5, true}, {1, 0.49, true}, {1, 0.2, false}, {1, 0.9, false}};
        QCOMPARE(*accuracy(samples), 0.5);
        QCOMPARE(*accuracy(samples, 0.4), 0.75);
        QCOMPARE(accuracy({}), std::nullopt);
    }

    /// By hand: bins [0, 0.5) and [0.5, 1] hold (0.2 -), (0.4 +) and (0.8 +), (1.0 +).
    void calibrationByHand() {
        const std::vector<ScoredLabel> samples{{1, 0.2, false}, {1, 0.4, true}, {1, 0.8, true}, {1, 1.0, true}};
        const Calibration result = calibration(samples, 2);
        QCOMPARE(result.bins.size(), std::size_t(2));
        QCOMPARE(result.bins[0].count, 2);
        QCOMPARE(result.bins[1].count, 2);
        QCOMPARE(result.bins[0].high, 0.5);
        QVERIFY(near(result.bins[0].mean_score, 0.3));
        QVERIFY(near(result.bins[0].share_positive, 0.5));
        QVERIFY(near(result.bins[1].mean_score, 0.9));
        QVERIFY(near(result.bins[1].share_positive, 1.0));
        QVERIFY(near(result.expected_error, 0.5 * 0.2 + 0.5 * 0.1));
        QVERIFY(near(result.brier, (0.04 + 0.36 + 0.04 + 0.0) / 4));
    }

    void calibrationOfOddScores() {
        const double infinity = std::numeric_limits<double>::infinity();
        const std::vector<ScoredLabel> samples{
            {1, -infinity, false}, {1, 7.0, true}, {1, -0.5, false}, {1, std::nan(""), true}};
        const Calibration result = calibration(samples);
        QCOMPARE(result.bins.size(), std::size_t(10));
        QCOMPARE(result.bins.front().count, 3);
        QCOMPARE(result.bins.back().count, 1);
        QCOMPARE(calibration({}).expected_error, 0.0);
        QCOMPARE(calibration(samples, 0).bins.size(), std::size_t(1));
    }

    /// By hand, threshold 0.5: of three with an error one is named exactly, of two without both are called right.
    void firstErrorF1ByHand() {
        const std::vector<FirstErrorCase> cases{
            {1, {0.1, 0.9, 0.9}}, {0, {0.1, 0.9}}, {2, {0.1, 0.2, 0.3}}, {-1, {0.1, 0.5}}, {-1, {0.2, 0.49}}};
        const FirstErrorF1 result = firstErrorF1(cases, 0.5);
        QCOMPARE(result.with_error, 3);
        QCOMPARE(result.without_error, 2);
        QVERIFY(near(result.accuracy_error.value(), 1.0 / 3));
        QVERIFY(near(result.accuracy_correct.value(), 1.0));
        QVERIFY(near(result.f1.value(), 2 * (1.0 / 3) / (4.0 / 3)));
    }

    /// A figure over nothing is none: a 0 would say that the model got them all wrong.
    void firstErrorF1OfNothing() {
        const FirstErrorF1 nothing = firstErrorF1({}, 0.5);
        QVERIFY(!nothing.f1 && !nothing.accuracy_error && !nothing.accuracy_correct);
        const std::vector<FirstErrorCase> only_right{{-1, {0.1}}}, only_wrong{{0, {0.9}}};
        QCOMPARE(firstErrorF1(only_right, 0.5).accuracy_correct, std::optional(1.0));
        QVERIFY(!firstErrorF1(only_right, 0.5).accuracy_error && !firstErrorF1(only_right, 0.5).f1);
        QCOMPARE(firstErrorF1(only_wrong, 0.5).accuracy_error, std::optional(1.0));
        QVERIFY(!firstErrorF1(only_wrong, 0.5).accuracy_correct && !firstErrorF1(only_wrong, 0.5).f1);
        for (const auto& cases : {only_right, only_wrong}) // no threshold is better than another
            QVERIFY(!fitFirstErrorThreshold(cases));
        const std::vector<FirstErrorCase> beyond{{5, {0.9}}, {-1, {}}}; // a label past the last step is never met
        QCOMPARE(firstErrorF1(beyond, 0.5).accuracy_error, std::optional(0.0));
        QCOMPARE(firstErrorF1(beyond, 0.5).accuracy_correct, std::optional(1.0));
        QCOMPARE(firstErrorF1(beyond, 0.5).f1, std::optional(0.0));
    }

    /// A threshold fitted badly makes a good PRM look poor: no other threshold does better.
    void fittedThresholdIsTheBest() {
        std::mt19937 random(3);
        for (int i = 0; i < 300; ++i) {
            const auto cases = randomCases(random, 1 + i % 25);
            std::set<double> thresholds{0.0};
            for (const FirstErrorCase& one : cases)
                thresholds.insert(one.p_negative.begin(), one.p_negative.end());
            std::optional<double> best;
            for (const double threshold : thresholds)
                best = std::max(best, firstErrorF1(cases, threshold).f1);
            const auto fitted = fitFirstErrorThreshold(cases);
            QCOMPARE(fitted.has_value(), best.has_value());
            if (!best)
                continue;
            QVERIFY(near(firstErrorF1(cases, *fitted).f1.value(), *best));
            for (const double threshold : thresholds) // the lowest of equals
                QVERIFY(*best == 0 || threshold >= *fitted || *firstErrorF1(cases, threshold).f1 < *best - 1e-12);
        }
    }

    void fitOfOddCases() {
        QVERIFY(!fitFirstErrorThreshold({}));
        const double nan = std::nan("");
        const std::vector<FirstErrorCase> cases{{1, {nan, 0.8}}, {0, {nan}}, {-1, {nan, 0.3}}, {4, {0.9}}, {-1, {}}};
        const double fitted = fitFirstErrorThreshold(cases).value();
        QVERIFY(fitted >= 0.3 && fitted < 0.8);
    }
};

QTEST_APPLESS_MAIN(TestMetrics)
#include "tst_metrics.moc"
