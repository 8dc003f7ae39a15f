// SPDX-License-Identifier: GPL-3.0-or-later
// What each labeler is given: gold, second opinions, and an end.
#include "storage/check.h"
#include "storage/transaction.h"
#include "tests/storage/labeling_desk.h"

#include <QTest>

#include <algorithm>
#include <set>

using namespace stepmark;
using namespace stepmark::storage;
using namespace stepmark::storage::test;

namespace {

int count(const std::vector<QueueItem>& items, Purpose purpose) {
    return static_cast<int>(std::count_if(items.begin(), items.end(), [&](auto& i) { return i.purpose == purpose; }));
}

} // namespace

class TestDealing : public QObject {
    Q_OBJECT

private Q_SLOTS:
    // Lost: PRM800K's quality control, if a labeler met fewer gold items than asked for, one twice, or in a row at the
    // end, where they could be told.
    void everyLabelerGetsTheGoldOfARound() {
        Desk desk;
        Transaction transaction(desk.project); // one sync for all of it
        std::set<SolutionId> gold;
        for (int i = 0; i < 30; ++i)
            gold.insert(desk.goldItem(Purpose::QualityControl, i % 2).solution);
        desk.round(40, {.gold_items = 10});
        const LabelerId ann = desk.labelers.sitDown("ann").id, bob = desk.labelers.sitDown("bob").id;
        std::map<LabelerId, std::vector<QueueItem>> had;
        for (int i = 0; i < 30; ++i) // each a half of the round, by turns
            for (const LabelerId labeler : {ann, bob})
                if (const auto item = desk.work(labeler))
                    had[labeler].push_back(*item);
        for (const auto& [labeler, items] : had) {
            QCOMPARE(count(items, Purpose::QualityControl), 10);
            std::set<SolutionId> once;
            for (const QueueItem& item : items) {
                QVERIFY(once.insert(item.solution).second);
                QCOMPARE(gold.contains(item.solution), item.purpose == Purpose::QualityControl);
                if (item.purpose == Purpose::QualityControl) {
                    QVERIFY(item.opinion_withheld);
                    QVERIFY(item.reason == QueueReason::Convincing ||
                            item.reason == QueueReason::ConvincingWrong); // as the others' reasons
                }
            }
            QVERIFY(count({items.begin(), items.begin() + 15}, Purpose::QualityControl) > 0);
            QVERIFY(count({items.begin(), items.begin() + 15}, Purpose::QualityControl) < 10);
        }
        QCOMPARE(count(had[ann], Purpose::Label) + count(had[bob], Purpose::Label), 40);
        // The next round brings others.
        desk.round(20, {.gold_items = 10});
        while (const auto item = desk.work(ann))
            had[ann].push_back(*item);
        std::set<SolutionId> once;
        for (const QueueItem& item : had[ann])
            QVERIFY(once.insert(item.solution).second);
        transaction.commit();
        QCOMPARE(count(had[ann], Purpose::QualityControl), 20);
        QCOMPARE(count(had[ann], Purpose::Label) + count(had[bob], Purpose::Label), 60);
        QVERIFY(check(desk.project).empty());
    }

    // Lost: the meaning of the figures, if the lead were asked their own gold, or a labeler what they had labelled
    // before.
    void nobodyIsAskedWhatTheyKnow() {
        Desk desk;
        const LabelerId ann = desk.labelers.sitDown("ann").id;
        const auto item = desk.goldItem(Purpose::QualityControl);
        const Stored hers = desk.solution();
        const auto pass = desk.mark(hers.solution, ann, "+++");
        const auto from_her = desk.gold.addFromAnnotation(pass, Purpose::QualityControl);
        QCOMPARE(from_her.labeler, ann);
        desk.round(10, {.gold_items = 10});
        const LabelerId bob = desk.labelers.sitDown("bob").id;
        for (const auto& [labeler, expected] : {std::pair(ann, 1), std::pair(desk.lead, 1), std::pair(bob, 2)}) {
            deal(desk.project, labeler);
            const auto items = desk.queue.upcoming(labeler, 100);
            QCOMPARE(count(items, Purpose::QualityControl), expected);
            for (const QueueItem& one : items)
                QVERIFY(one.purpose == Purpose::Label ||
                        one.solution != (labeler == ann ? hers.solution : item.solution) || labeler == bob);
        }
    }

    // Lost: independent second opinions: a copy served to the same labeler, or fewer opinions than asked for.
    void overlapGoesToDifferentPeople() {
        Desk desk;
        Transaction transaction(desk.project);
        const RoundId round = desk.round(10, {.overlap_share = 0.4, .overlap_labelers = 3});
        QCOMPARE(desk.queue.list(round).size(), std::size_t(6 + 4 * 3));
        std::map<SolutionId, std::set<LabelerId>> by;
        std::vector<LabelerId> people;
        for (const char* name : {"ann", "bob", "cid", "dan"})
            people.push_back(desk.labelers.sitDown(name).id);
        QCOMPARE(desk.queue.upcoming(people[0], 100).size(), std::size_t(10)); // each solution once
        QCOMPARE(desk.queue.progress(round, people[0]).open, 10);
        for (int turn = 0; turn < 12; ++turn)
            for (const LabelerId labeler : people)
                if (const auto item = desk.work(labeler))
                    QVERIFY(by[item->solution].insert(labeler).second);
        QCOMPARE(by.size(), std::size_t(10));
        int three = 0;
        for (const auto& [solution, labelers] : by) {
            QVERIFY(labelers.size() == 1 || labelers.size() == 3);
            three += labelers.size() == 3;
        }
        QCOMPARE(three, 4);
        transaction.commit();
        for (const LabelerId labeler : people)
            QCOMPARE(desk.queue.progress(round, labeler).open, 0);
    }

    // Lost: the queue of one who works alone, if it never ended because of copies for others.
    void aLoneLabelerComesToAnEnd() {
        Desk desk;
        const RoundId round = desk.round(10, {.overlap_share = 0.5, .overlap_labelers = 2});
        const LabelerId ann = desk.labelers.sitDown("ann").id;
        for (int i = 0; i < 10; ++i)
            QVERIFY(desk.work(ann));
        QVERIFY(!desk.work(ann));
        QCOMPARE(desk.queue.progress(round, ann).done, 10);
        QCOMPARE(desk.queue.progress(round, ann).open, 0);
        QCOMPARE(desk.queue.open(), 5);
    }
};

QTEST_GUILESS_MAIN(TestDealing)
#include "tst_dealing.moc"
