// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/review_made_up.h"
#include "ui/review/review_list.h"
#include "ui/review/review_text.h"

#include <QSignalSpy>
#include <QTest>

using namespace stepmark;
using namespace stepmark::ui;

namespace {

Decision rate(StepId step, AnnotationId annotation = 0) {
    Decision decision;
    decision.kind = annotation ? ReviewKind::Flag : ReviewKind::Disagreement;
    decision.step = step;
    decision.annotation = annotation;
    decision.rating = Rating::Negative;
    decision.reviewer = made_up::kLead;
    return decision;
}

} // namespace

class ReviewListTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    // Lost: a lead's overview, if the filter showed something else than it says.
    void filters_data() {
        QTest::addColumn<int>("kind"); // -1: all
        QTest::addColumn<int>("labeler");
        QTest::addColumn<int>("round");
        QTest::addColumn<bool>("open_only");
        QTest::addColumn<int>("rows"); // of twelve items, the first settled
        QTest::newRow("all") << -1 << 0 << -1 << false << 12;
        QTest::newRow("open") << -1 << 0 << -1 << true << 11;
        QTest::newRow("a kind") << static_cast<int>(ReviewKind::Model) << 0 << -1 << true << 4;
        QTest::newRow("a labeler") << -1 << static_cast<int>(made_up::kBob) << -1 << true << 4;
        QTest::newRow("a round") << -1 << 0 << 1 << true << 5;
        QTest::newRow("no such") << static_cast<int>(ReviewKind::QualityControl) << 0 << -1 << true << 0;
    }
    void filters() {
        QFETCH(int, kind);
        QFETCH(int, labeler);
        QFETCH(int, round);
        QFETCH(bool, open_only);
        QFETCH(int, rows);
        ReviewList list;
        ReviewBatch batch = made_up::reviewBatch(12);
        batch.items[0].settled = true;
        list.setBatch(batch);
        ReviewFilter filter;
        if (kind >= 0)
            filter.kind = static_cast<ReviewKind>(kind);
        filter.labeler = labeler;
        filter.round = round;
        filter.open_only = open_only;
        list.setFilter(filter);
        QCOMPARE(list.rowCount(), rows);
        QCOMPARE(list.openCount(), 11);
        QCOMPARE(list.count(ReviewKind::Flag), 4);
    }

    // Lost: the newest round's items, if they stood at the end.
    void ordersByRoundAndSolution() {
        ReviewList list;
        list.setBatch(made_up::reviewBatch(4));
        ReviewFilter filter;
        filter.order = ReviewFilter::Order::NewestRound;
        list.setFilter(filter);
        QCOMPARE(list.indexAt(0), 1);
        QCOMPARE(list.indexAt(2), 0);
        QCOMPARE(list.rowOf(3), 1);
        filter.order = ReviewFilter::Order::Solution;
        list.setFilter(filter);
        QCOMPARE(list.indexAt(0), 0);
        QCOMPARE(list.indexAt(4), -1);
    }

    // Lost: memory and seconds, if a long list fetched what nobody looks at.
    void asksForTextsOfWhatIsPainted() {
        ReviewList list;
        list.setBatch(made_up::reviewBatch(50'000));
        QSignalSpy wanted(&list, &ReviewList::textsWanted);
        QCOMPARE(list.data(list.index(3), Qt::DisplayRole).toString(), QStringLiteral("…"));
        list.data(list.index(5), Qt::DisplayRole);
        QTRY_COMPARE(wanted.count(), 1);
        QCOMPARE(wanted[0][0].value<std::vector<int>>(), (std::vector<int>{3, 5}));
        list.setTexts({{3, QStringLiteral("<b>text</b>")}});
        QCOMPARE(list.data(list.index(3), Qt::DisplayRole).toString(), QStringLiteral("<b>text</b>"));
    }

    // Lost: the state of an item, if undoing one decision undid another's effect.
    void decisionsSettleAndAreTakenBack() {
        ReviewList list;
        ReviewBatch batch = made_up::reviewBatch(3);
        batch.items[1].step = 1; // the model is against the step that labelers differ on
        list.setBatch(batch);
        list.decide(rate(1));
        QVERIFY(list.item(0).settled && list.item(1).settled && !list.item(2).settled);
        QCOMPARE(list.settledRating(1), std::optional(Rating::Negative));
        Decision again = rate(1);
        again.rating = Rating::Positive;
        list.decide(again);
        QCOMPARE(list.settledRating(1), std::optional(Rating::Positive));
        QVERIFY(list.takeBack(1, 0));
        QVERIFY(list.item(0).settled);
        QCOMPARE(list.settledRating(1), std::optional(Rating::Negative));
        QVERIFY(list.takeBack(1, 0));
        QVERIFY(!list.item(0).settled && !list.item(1).settled);
        QVERIFY(!list.takeBack(1, 0));
        list.decide(rate(77, batch.items[2].annotation)); // a flag settled by rating one of its steps
        QVERIFY(list.item(2).settled);
        QVERIFY(list.lastOn(2) && list.lastOn(2)->step == 77);
        QVERIFY(!list.lastOn(0));
    }

    // Lost: another reviewer's decision, if undo took it.
    void othersDecisionsStay() {
        ReviewList list;
        ReviewBatch batch = made_up::reviewBatch(1);
        Decision others = rate(1);
        others.reviewer = made_up::kAnn;
        batch.standing = {others};
        batch.items[0].settled = true;
        list.setBatch(batch);
        QVERIFY(!list.takeBack(1, 0));
        QVERIFY(!list.lastOn(0));
    }

    // Lost: sense, if an undefined figure looked like a number.
    void figuresInWords() {
        QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates));
        QCOMPARE(percentText(std::nullopt), QStringLiteral("–"));
        QCOMPARE(percentText(Figure{0.8404, std::nullopt}), QStringLiteral("84.0 %"));
        QCOMPARE(coefficientText(Figure{-0.126, Interval{-0.3, 0.05}}), QStringLiteral("-0.13 (-0.30 – 0.05)"));
    }
};

QTEST_MAIN(ReviewListTest)
#include "tst_review_list.moc"
