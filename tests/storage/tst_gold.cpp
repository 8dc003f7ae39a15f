// SPDX-License-Identifier: GPL-3.0-or-later
// Gold items in the project file: what they must be, and what comes of the answers to them.
#include "storage/check.h"
#include "storage/counts.h"
#include "storage/interchange/export.h"
#include "storage/labeler_report.h"
#include "storage/score_store.h"
#include "tests/storage/labeling_desk.h"

#include <QTest>

using namespace stepmark;
using namespace stepmark::storage;
using namespace stepmark::storage::test;
using stepmark::fixture::errorOf;

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
};

QTEST_GUILESS_MAIN(TestGold)
#include "tst_gold.moc"
