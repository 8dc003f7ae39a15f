// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/run/loss_curve.h"

#include <QTest>

#include <limits>

using namespace stepmark;

namespace {

Progress training(Subject subject, int epoch, int epochs, std::int64_t done, double loss) {
    return {.stage = Stage::Training,
            .subject = subject,
            .epoch = epoch,
            .epochs = epochs,
            .done = done,
            .total = 100,
            .loss = loss};
}

} // namespace

class TestLossCurve : public QObject {
    Q_OBJECT

private Q_SLOTS:
    // Else the curve of a long run would grow without end, or its last report would not be seen.
    void isBoundedAndKeepsItsShape() {
        LossCurve curve;
        for (int epoch = 1; epoch <= 3; ++epoch)
            for (int done = 1; done <= 100; ++done)
                for (int again = 0; again < 30; ++again)
                    QVERIFY(curve.add(training(Subject::Prm, epoch, 3, done, 3.0 - (epoch - 1 + done / 100.0))));
        const auto points = curve.points();
        QVERIFY(points.size() <= LossCurve::kMost + 1);
        QVERIFY(points.size() >= LossCurve::kMost / 3);
        QVERIFY(points.back().epoch > 2.95 && points.back().epoch <= 3); // the newest reports are in it
        for (std::size_t i = 0; i < points.size(); ++i) {
            QVERIFY(std::abs(points[i].loss - (3.0 - points[i].epoch)) < 1e-9); // means of a line lie on it
            QVERIFY(i == 0 || points[i].epoch >= points[i - 1].epoch);
        }
    }

    void takesTrainingOnly() {
        LossCurve curve;
        QVERIFY(!curve.add({.stage = Stage::Scoring, .done = 3, .total = 100, .loss = 0.5}));
        QVERIFY(!curve.add({.stage = Stage::Training, .subject = Subject::Prm, .done = 3, .total = 100}));
        QVERIFY(!curve.add(training(Subject::Prm, 1, 2, 3, std::numeric_limits<double>::quiet_NaN())));
        QVERIFY(curve.empty());
        QVERIFY(curve.add(training(Subject::Prm, 2, 2, 50, 0.5))); // resumed there
        QCOMPARE(curve.points(), (std::vector<LossPoint>{{1.5, 0.5}}));
        QVERIFY(!curve.add(training(Subject::Prm, 1, 2, 50, 0.5)));
        QVERIFY(curve.add(training(Subject::Orm, 1, 1, 10, 0.7)));
        QCOMPARE(curve.points(), (std::vector<LossPoint>{{0.1, 0.7}}));
    }
};

QTEST_APPLESS_MAIN(TestLossCurve)
#include "tst_loss_curve.moc"
