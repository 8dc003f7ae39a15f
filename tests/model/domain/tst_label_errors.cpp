// SPDX-License-Identifier: GPL-3.0-or-later
// A reviewer's time goes where these point.
#include "model/domain/label_errors.h"
#include "model/domain/review.h"

#include <QTest>

#include <cmath>

using namespace stepmark;

namespace {
StepProbabilities of(double negative, double neutral) {
    return {static_cast<float>(negative), static_cast<float>(neutral), static_cast<float>(1 - negative - neutral)};
}
} // namespace

class LabelErrorsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    // Lost: the worst errors, if they did not come first; time, if what the model is unsure of came at all.
    void confidentDisagreement_data() {
        QTest::addColumn<int>("rating");
        QTest::addColumn<double>("negative");
        QTest::addColumn<double>("neutral");
        QTest::addColumn<int>("other"); // 9: no doubt
        QTest::addColumn<double>("margin");
        QTest::newRow("agrees") << 1 << 0.1 << 0.1 << 9 << 0.0;
        QTest::newRow("right, the model is sure that it is wrong") << 1 << 0.95 << 0.03 << -1 << 0.93;
        QTest::newRow("right, the model leans to wrong, below its threshold") << 1 << 0.55 << 0.1 << 9 << 0.0;
        QTest::newRow("wrong, the model is sure that it is right") << -1 << 0.05 << 0.05 << 1 << 0.85;
        QTest::newRow("wrong, neutral is likelier than usual but less than wrong") << -1 << 0.5 << 0.4 << 9 << 0.0;
        QTest::newRow("wrong, neutral is likely") << -1 << 0.3 << 0.6 << 0 << 0.3;
        QTest::newRow("neutral, nobody else is sure") << 0 << 0.4 << 0.3 << 9 << 0.0;
    }
    void confidentDisagreement() {
        LabelErrors errors; // thresholds: wrong 0.8, neutral 0.4, right 0.9
        errors.add(Rating::Negative, of(0.9, 0.1));
        errors.add(Rating::Negative, of(0.7, 0.1));
        errors.add(Rating::Neutral, of(0.3, 0.4));
        errors.add(Rating::Positive, of(0.05, 0.05));
        QFETCH(int, rating);
        QFETCH(double, negative);
        QFETCH(double, neutral);
        QFETCH(int, other);
        QFETCH(double, margin);
        QVERIFY(std::abs(*errors.threshold(Rating::Negative) - 0.8) < 1e-6);
        const auto doubt = errors.doubt(*ratingFromInt(rating), of(negative, neutral));
        QCOMPARE(doubt ? static_cast<int>(doubt->other) : 9, other);
        if (doubt)
            QVERIFY(std::abs(doubt->margin - margin) < 1e-6);
    }

    // Lost: sense, if a class that nobody was ever rated with were held against a labeler.
    void unusedClassIsNoEvidence() {
        LabelErrors errors;
        errors.add(Rating::Positive, of(0.05, 0.05));
        QVERIFY(!errors.threshold(Rating::Neutral));
        QVERIFY(!errors.doubt(Rating::Positive, of(0.01, 0.98)));
    }

    void spreadOfRatings() {
        using enum Rating;
        QCOMPARE(spreadOf({}), 0.0);
        QCOMPARE(spreadOf({Positive}), 0.0);
        QCOMPARE(spreadOf({Positive, Positive}), 0.0);
        QCOMPARE(spreadOf({Positive, Neutral}), 0.5);
        QCOMPARE(spreadOf({Negative, Positive}), 1.0);
        QVERIFY(std::abs(spreadOf({Negative, Positive, Positive}) - 2.0 / 3) < 1e-12);
    }

    // Lost: scripts, if a word came back as another.
    void wordsComeBack() {
        for (const auto kind :
             {ReviewKind::Flag, ReviewKind::Disagreement, ReviewKind::Model, ReviewKind::QualityControl})
            QVERIFY(reviewKindFromText(toText(kind)) == kind);
        for (const auto verdict : {Decision::Verdict::Rate, Decision::Verdict::Keep, Decision::Verdict::Withdraw})
            QVERIFY(verdictFromText(toText(verdict)) == verdict);
        QVERIFY(!reviewKindFromText("gossip"));
        QVERIFY(!verdictFromText(""));
    }
};

QTEST_GUILESS_MAIN(LabelErrorsTest)
#include "tst_label_errors.moc"
