// SPDX-License-Identifier: GPL-3.0-or-later
// Gold items, screening and overlap in the project file.
#include "storage/check.h"
#include "storage/counts.h"
#include "storage/dealing.h"
#include "storage/gold_store.h"
#include "storage/interchange/export.h"
#include "storage/labeler_report.h"
#include "storage/labeler_store.h"
#include "storage/queue_store.h"
#include "storage/rating_store.h"
#include "storage/round_store.h"
#include "storage/score_store.h"
#include "storage/transaction.h"
#include "tests/storage/fixture.h"

#include <QTest>

#include <algorithm>
#include <set>

using namespace stepmark;
using namespace stepmark::storage;
using stepmark::fixture::addSolution;
using stepmark::fixture::errorOf;
using stepmark::fixture::Folder;
using stepmark::fixture::Stored;

namespace {

/// A project with a lead's gold, and everything that a labeler does in it.
struct Desk {
    Folder folder;
    Project project = folder.project();
    LabelerStore labelers{project};
    QueueStore queue{project};
    GoldStore gold{project};
    AnnotationStore annotations{project};
    RatingStore ratings{project};
    LabelerId lead = labelers.named("lead").id;
    int problems = 0;

    /// Three steps; with `wrong` the second one is the first error.
    Stored solution(bool wrong = false) {
        return addSolution(project, "problem " + std::to_string(++problems), {"one", "two", "three"}, !wrong);
    }
    GoldItem goldItem(Purpose purpose, bool wrong = false) {
        const Stored s = solution(wrong);
        std::map<StepId, Rating> known{{s.steps[0], Rating::Positive}};
        known[s.steps[1]] = wrong ? Rating::Negative : Rating::Positive;
        if (!wrong)
            known[s.steps[2]] = Rating::Positive;
        return gold.add(s.solution, purpose, GoldOrigin::Annotation, lead, known);
    }
    /// Marks a solution, "++-" as typed.
    AnnotationId mark(SolutionId id, LabelerId labeler, const std::string& signs, Purpose purpose = Purpose::Label,
                      RoundId round = 0) {
        const auto pass = annotations.begin(id, labeler, round, purpose);
        const auto path = StepStore(project).path(SolutionStore(project).find(id)->leaf);
        for (std::size_t i = 0; i < signs.size(); ++i) {
            RatingEvent event;
            event.annotation = pass.id;
            event.step = path[i].id;
            event.rating = signs[i] == '-' ? Rating::Negative : Rating::Positive;
            ratings.append(event);
        }
        annotations.finish(pass.id, signs.back() == '-' ? FinishReason::FoundError : FinishReason::Solution, 1000);
        return pass.id;
    }
    /// Labels what the queue gives, as `signs` say; false where it gives nothing.
    std::optional<QueueItem> work(LabelerId labeler, const std::string& signs = "+++") {
        deal(project, labeler);
        const auto item = queue.next(labeler);
        if (!item)
            return std::nullopt;
        mark(item->solution, labeler, signs, item->purpose, item->round);
        queue.setState(item->id, QueueState::Done);
        return item;
    }
    RoundId round(int solutions, const ControlOptions& options = {}) {
        std::vector<Selected> selected;
        for (int i = 0; i < solutions; ++i)
            selected.push_back({solution().solution, QueueReason::Convincing});
        Round row;
        row.strategy = SelectionStrategy::ConvincingWrong;
        row.seed = 5;
        row.gold_items = options.gold_items;
        row = RoundStore(project).add(row);
        queue.add(row.id, planQueue(selected, options, row.seed));
        return row.id;
    }
};

int count(const std::vector<QueueItem>& items, Purpose purpose) {
    return static_cast<int>(std::count_if(items.begin(), items.end(), [&](auto& i) { return i.purpose == purpose; }));
}

} // namespace

class TestGold : public QObject {
    Q_OBJECT

private Q_SLOTS:
    // Lost: the measure of everybody, if half a judgement became gold.
    void goldMustBeWhole() {
        Desk desk;
        const Stored s = desk.solution();
        const auto add = [&](const std::map<StepId, Rating>& known) {
            return errorOf([&] { desk.gold.add(s.solution, Purpose::QualityControl, GoldOrigin::File, 0, known); });
        };
        QVERIFY(add({}).contains("step 1 of 3"));
        QVERIFY(add({{s.steps[0], Rating::Positive}, {s.steps[2], Rating::Positive}}).contains("step 2 of 3"));
        QVERIFY(errorOf([&] { desk.gold.add(999, Purpose::Screening, GoldOrigin::File, 0, {}); }).contains("999"));
        QVERIFY(errorOf([&] {
                    desk.gold.add(s.solution, Purpose::Label, GoldOrigin::File, 0, {});
                }).contains("quality control"));
        // Behind the first error nothing is judged, whatever was said of it.
        const auto item = desk.gold.add(
            s.solution, Purpose::QualityControl, GoldOrigin::File, 0,
            {{s.steps[0], Rating::Neutral}, {s.steps[1], Rating::Negative}, {s.steps[2], Rating::Positive}});
        QCOMPARE(item.values(), (std::vector{Rating::Neutral, Rating::Negative}));
        const auto given_up = desk.annotations.begin(desk.solution().solution, desk.lead);
        desk.annotations.finish(given_up.id, FinishReason::GiveUp, 0);
        QVERIFY(errorOf([&] { desk.gold.addFromAnnotation(given_up.id, Purpose::QualityControl); }).contains("end"));
    }

    // Lost: the history, if new gold silently replaced old; and fairness, if answers to wrong gold went on counting.
    void goldIsReplacedAndRetiredByEvents() {
        Desk desk;
        const auto item = desk.goldItem(Purpose::QualityControl);
        const LabelerId ann = desk.labelers.sitDown("ann").id;
        desk.mark(item.solution, ann, "+-", Purpose::QualityControl);
        QCOMPARE(tally(desk.gold.results(ann), Purpose::QualityControl).right, 0);
        std::map<StepId, Rating> known(item.ratings.begin(), item.ratings.end());
        QCOMPARE(desk.gold.add(item.solution, item.purpose, GoldOrigin::Oracle, desk.lead, known).id, item.id);
        known[item.ratings[1].first] = Rating::Negative; // the lead has seen that ann was right
        const auto better = desk.gold.add(item.solution, item.purpose, GoldOrigin::Annotation, desk.lead, known);
        QVERIFY(better.id != item.id);
        QCOMPARE(desk.gold.list().size(), std::size_t(1));
        QCOMPARE(desk.gold.list(true).size(), std::size_t(2));
        QCOMPARE(tally(desk.gold.results(ann), Purpose::QualityControl).right, 1);
        desk.gold.setInService(better.id, false, "ambiguous");
        QCOMPARE(desk.gold.results(ann).size(), std::size_t(0));
        QCOMPARE(desk.gold.inService(Purpose::QualityControl), 0);
        desk.gold.setInService(better.id, true);
        QCOMPARE(desk.gold.results(ann).size(), std::size_t(1));
        QVERIFY(errorOf([&] { desk.gold.setInService(77, false); }).contains("77"));
        QVERIFY(check(desk.project).empty());
    }

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

    // Lost: the training data, if answers to known questions counted as labels.
    void controlAnswersAreNoLabels() {
        Desk desk;
        const auto item = desk.goldItem(Purpose::QualityControl);
        const LabelerId ann = desk.labelers.sitDown("ann").id, bob = desk.labelers.sitDown("bob").id;
        desk.mark(item.solution, ann, "+-", Purpose::QualityControl);
        desk.mark(item.solution, bob, "-", Purpose::Screening);
        StepStore steps(desk.project);
        QVERIFY(steps.labelledTrees({.rated_only = true}).empty());
        const auto problem = SolutionStore(desk.project).find(item.solution)->problem;
        QVERIFY(!steps.labelledTree(problem).labels[0]);
        const auto hers = desk.mark(item.solution, desk.lead, "+++"); // a label of the same steps stands
        QCOMPARE(steps.labelledTree(problem).labels[1], std::optional(Rating::Positive));
        QVERIFY(ScoreStore(desk.project).candidates(0).empty()); // gold is nothing to queue
        // TRL's rows are for training; PRM800K's tell what they are.
        const auto trl = desk.folder.path("trl.jsonl"), prm = desk.folder.path("prm.jsonl");
        QCOMPARE(interchange::exportFile(desk.project, trl, {.format = &formats::kTrl}).rows, 1);
        QCOMPARE(interchange::exportFile(desk.project, prm, {.format = &formats::kPrm800k}).rows, 3);
        std::ifstream file(prm);
        std::string line;
        int control = 0, screening = 0;
        while (std::getline(file, line)) {
            control += line.find("\"is_quality_control_question\":true") != std::string::npos;
            screening += line.find("\"is_initial_screening_question\":true") != std::string::npos;
        }
        QCOMPARE(control, 1);
        QCOMPARE(screening, 1);
        QVERIFY(hers != 0);
    }

    // Lost: the lead's view: who slips, who is slow, who has gone.
    void reportsTellHowLabelersDo() {
        Desk desk;
        std::vector<GoldItem> items;
        for (int i = 0; i < 6; ++i)
            items.push_back(desk.goldItem(Purpose::QualityControl));
        const LabelerId good = desk.labelers.sitDown("good").id, bad = desk.labelers.sitDown("bad").id;
        desk.labelers.sitDown("idle");
        desk.labelers.sitDown("program", "oracle");
        desk.labelers.named("from a file", "import");
        for (const GoldItem& item : items) {
            desk.mark(item.solution, good, "+++", Purpose::QualityControl);
            desk.mark(item.solution, bad, "-", Purpose::QualityControl);
        }
        desk.mark(desk.solution().solution, bad, "+++");
        const auto reports = labelerReports(desk.project);
        QStringList names;
        for (const auto& report : reports)
            names << QString::fromStdString(report.labeler.name);
        QCOMPARE(names, (QStringList{"bad", "from a file", "good", "idle", "lead", "program"}));
        QVERIFY(reports.back().labeler.machine);
        QCOMPARE(reports[0].standing, Standing::Slipping);
        QCOMPARE(reports[0].gold.items, 6);
        QCOMPARE(reports[0].gold.right, 0);
        QCOMPARE(reports[0].solutions, 1); // gold is no label
        QCOMPARE(reports[0].rating_events, 9);
        QCOMPARE(reports[0].ratings, 3); // answers to known questions are no labels
        QCOMPARE(counts(desk.project).ratings, 3);
        QCOMPARE(*reports[0].step_ms, 7000 / 9);
        QVERIFY(!reports[0].last_active.empty());
        QCOMPARE(reports[2].standing, Standing::Fine);
        QCOMPARE(reports[2].gold.share(), std::optional(1.0));
        QCOMPARE(reports[3].standing, Standing::Unknown);
        QVERIFY(!reports[3].gold.share());
        QVERIFY(!reports[3].step_ms);
        QVERIFY(reports[3].last_active.empty());
    }

    // Lost: a corrected mark, if results were frozen when the item was first answered.
    void correctedMarksCountAsCorrected() {
        Desk desk;
        const auto item = desk.goldItem(Purpose::QualityControl, true);
        const LabelerId ann = desk.labelers.sitDown("ann").id;
        const auto pass = desk.mark(item.solution, ann, "++", Purpose::QualityControl);
        QVERIFY(!desk.gold.results(ann)[0].comparison.right());
        RatingEvent event;
        event.annotation = pass;
        event.step = item.ratings[1].first;
        event.rating = Rating::Negative;
        desk.ratings.append(event);
        QVERIFY(desk.gold.results(ann)[0].comparison.right());
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

QTEST_GUILESS_MAIN(TestGold)
#include "tst_gold.moc"
