// SPDX-License-Identifier: GPL-3.0-or-later
// Who may label: the screening of newcomers, and the rules of it.
#include "storage/check.h"
#include "tests/storage/labeling_desk.h"

#include <QTest>

using namespace stepmark;
using namespace stepmark::storage;
using namespace stepmark::storage::test;
using stepmark::fixture::errorOf;

class TestScreening : public QObject {
    Q_OBJECT

private Q_SLOTS:
    // Lost: the door. Who is new answers the screening first, and only who reaches 75 % gets into the queue.
    void screeningAdmitsOrRejects_data() {
        QTest::addColumn<int>("right");
        QTest::addColumn<bool>("admitted");
        QTest::newRow("3 of 4") << 3 << true;
        QTest::newRow("2 of 4") << 2 << false;
    }
    void screeningAdmitsOrRejects() {
        QFETCH(int, right);
        QFETCH(bool, admitted);
        Desk desk;
        setQualityRules(desk.project, {.screening_items = 4});
        for (int i = 0; i < 3; ++i)
            desk.goldItem(Purpose::Screening);
        desk.round(3);
        const LabelerId early = desk.labelers.sitDown("early").id;
        QCOMPARE(desk.labelers.state(early), LabelerState::Admitted); // one item is missing for a screening
        desk.goldItem(Purpose::Screening);
        const LabelerId ann = desk.labelers.sitDown("ann").id;
        QCOMPARE(desk.labelers.state(ann), LabelerState::Screening);
        for (int i = 0; i < 4; ++i) {
            QCOMPARE(decideScreening(desk.project, ann).state, LabelerState::Screening);
            const auto item = desk.work(ann, i < right ? "+++" : "+-");
            QVERIFY(item && item->purpose == Purpose::Screening && item->round == 0);
            QCOMPARE(desk.queue.progress(0, ann).done, i + 1);
        }
        QVERIFY(!desk.work(ann)); // nothing before the verdict
        const Screening end = decideScreening(desk.project, ann);
        QCOMPARE(end.state, admitted ? LabelerState::Admitted : LabelerState::Rejected);
        QCOMPARE(end.tally.right, right);
        QCOMPARE(end.tally.items, 4);
        QCOMPARE(desk.work(ann).has_value(), admitted);
        // The lead has the last word, and it is on record.
        desk.labelers.setState(ann, LabelerState::Paused, "on leave");
        QVERIFY(!desk.work(ann));
        desk.labelers.setState(ann, LabelerState::Admitted, "by the lead");
        QVERIFY(desk.work(ann));
        QCOMPARE(desk.labelers.history(ann).size(), std::size_t(4));
        QCOMPARE(desk.labelers.sitDown("ann").id, ann); // not screened again
        QCOMPARE(desk.labelers.state(ann), LabelerState::Admitted);
        QVERIFY(check(desk.project).empty());
    }

    // Lost: the screening's worth, if hard items could be skipped; and the labeler, if withdrawn gold locked them in.
    void skippedCountsAsWrongAndWithdrawnNotAtAll() {
        Desk desk;
        setQualityRules(desk.project, {.screening_items = 3});
        std::vector<GoldItem> items;
        for (int i = 0; i < 3; ++i)
            items.push_back(desk.goldItem(Purpose::Screening));
        const LabelerId ann = desk.labelers.sitDown("ann").id;
        deal(desk.project, ann);
        const auto first = desk.queue.next(ann);
        desk.queue.setState(first->id, QueueState::Skipped);
        desk.work(ann);
        for (const GoldItem& item : items)
            if (item.solution != first->solution && desk.gold.results(ann).front().solution != item.solution)
                desk.gold.setInService(item.id, false, "ambiguous");
        QVERIFY(!desk.queue.next(ann));
        const Screening end = decideScreening(desk.project, ann);
        QCOMPARE(end.tally.items, 2);
        QCOMPARE(end.tally.right, 1);
        QCOMPARE(end.state, LabelerState::Rejected);
    }

    // Lost: the rules that the lead has set.
    void rulesAreKept() {
        Desk desk;
        QCOMPARE(qualityRules(desk.project).screening_items, 30);
        setQualityRules(desk.project, {.screening_items = 0, .threshold = 0.9, .neutral = NeutralMatch::Exact});
        const auto rules = qualityRules(Project::open(desk.project.path()));
        QCOMPARE(rules.screening_items, 0);
        QCOMPARE(rules.threshold, 0.9);
        QCOMPARE(rules.neutral, NeutralMatch::Exact);
        QVERIFY(!errorOf([&] { setQualityRules(desk.project, {.threshold = 0}); }).isEmpty());
        QVERIFY(!errorOf([&] { setQualityRules(desk.project, {.screening_items = -1}); }).isEmpty());
        for (int i = 0; i < 3; ++i)
            desk.goldItem(Purpose::Screening);
        QCOMPARE(desk.labelers.state(desk.labelers.sitDown("ann").id), LabelerState::Admitted); // 0: no screening
    }
};

QTEST_GUILESS_MAIN(TestScreening)
#include "tst_screening.moc"
