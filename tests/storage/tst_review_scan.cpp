// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/decision_store.h"
#include "storage/gold_store.h"
#include "storage/round_store.h"
#include "storage/statement.h"
#include "storage/trained_on_store.h"
#include "tests/storage/scanned.h"

#include <QTest>

using namespace stepmark;
using namespace stepmark::storage;
using namespace stepmark::fixture;
using enum stepmark::Rating;

class ReviewScanTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void emptyProject() {
        const Folder folder;
        auto project = folder.project();
        const Found found = scan(project);
        QVERIFY(found.items.empty() && found.steps.empty() && found.first_errors.empty());
    }

    // Lost: errors, if labelers who differ were not brought before somebody.
    void disagreement() {
        const Folder folder;
        auto project = folder.project();
        const Stored one = addSolution(project, "p", {"a", "b", "c"});
        Labelling labelling(project);
        labelling.pass("ann", one, {Positive, Positive, Positive}, kMonday);
        const AnnotationId bobs = labelling.pass("bob", one, {Positive, Neutral, Negative}, kTuesday);
        const Found found = scan(project);
        const auto items = found.of(ReviewKind::Disagreement);
        QCOMPARE(items.size(), std::size_t(2));
        QCOMPARE(items[0].step, one.steps[2]); // wrong against right comes first
        QCOMPARE(items[0].weight, 1.0);
        QCOMPARE(items[1].step, one.steps[1]);
        QCOMPARE(items[1].weight, 0.5);
        QCOMPARE(items[0].solution, one.solution);
        QCOMPARE(found.steps.size(), std::size_t(3));
        QCOMPARE(found.steps[2].judgements.size(), std::size_t(2));
        QCOMPARE(found.steps[2].judgements[1].value, -1);
        QCOMPARE(found.steps[2].day, 20'781);
        QCOMPARE(found.first_errors.size(), std::size_t(1));
        QCOMPARE(found.first_errors[0].judgements[0].value, kNoFirstError);
        QCOMPARE(found.first_errors[0].judgements[1].value, 2);
        // A mark taken back is no opinion any more.
        RatingStore(project).undoLast(bobs);
        QCOMPARE(scan(project).of(ReviewKind::Disagreement).size(), std::size_t(1));
    }

    // Lost: a lead's trust in the figures, if candidates for the job counted as labelers.
    void screeningIsLeftOut() {
        const Folder folder;
        auto project = folder.project();
        const Stored one = addSolution(project, "p", {"a"});
        Labelling labelling(project);
        labelling.pass("ann", one, {Positive});
        labelling.pass("candidate", one, {Negative}, {}, 0, Purpose::Screening);
        const Found found = scan(project);
        QVERIFY(found.items.empty() && found.steps.empty() && found.first_errors.empty());
    }

    // Lost: slips of labelers, if answers that differ from what is known came before nobody; and the labels' peace, if
    // such an answer counted as a label.
    void failedQualityControl() {
        const Folder folder;
        auto project = folder.project();
        const Stored one = addSolution(project, "p", {"a", "b", "c"});
        Labelling labelling(project);
        GoldStore(project).addFromAnnotation(labelling.pass("lead", one, {Positive, Negative}),
                                             Purpose::QualityControl);
        labelling.pass("ann", one, {Positive, Negative}, {}, 0, Purpose::QualityControl);
        const auto failed = labelling.pass("bob", one, {Positive, Positive, Positive}, {}, 0, Purpose::QualityControl);
        const Found found = scan(project);
        QCOMPARE(found.items.size(), std::size_t(1));
        QCOMPARE(found.items[0].kind, ReviewKind::QualityControl);
        QCOMPARE(found.items[0].annotation, failed);
        QCOMPARE(found.items[0].step, one.steps[1]);
        QVERIFY(found.items[0].rating == Positive && found.items[0].other == Negative);
        QCOMPARE(found.steps.size(), std::size_t(2)); // they do count for agreement
        QCOMPARE(found.steps[1].judgements.size(), std::size_t(3));
    }

    // Lost: what a labeler wanted to be looked at.
    void flagsAndNotes() {
        const Folder folder;
        auto project = folder.project();
        const Stored one = addSolution(project, "p", {"a", "b"});
        Labelling labelling(project);
        AnnotationStore annotations(project);
        const auto noted = labelling.pass("ann", one, {Positive, Positive});
        annotations.finish(noted, FinishReason::Solution, 5, false, "is b needed?");
        const auto flagged = labelling.pass("bob", one, {Positive, Positive});
        annotations.finish(flagged, FinishReason::Solution, 5, true);
        const auto imported = labelling.pass("cem", one, {Positive, Positive});
        Alternative alternative;
        alternative.place = 1;
        alternative.step = one.steps[1];
        alternative.flagged = true;
        annotations.addAlternatives(imported, std::vector{alternative});
        RatingEvent doubt;
        doubt.annotation = flagged;
        doubt.step = one.steps[0];
        doubt.rating = Positive;
        doubt.unsure = true;
        RatingStore(project).append(doubt);
        const auto items = scan(project).of(ReviewKind::Flag);
        QCOMPARE(items.size(), std::size_t(4));
        QCOMPARE(items[0].annotation, flagged);
        QCOMPARE(items[1].annotation, imported);
        QCOMPARE(items[1].step, one.steps[1]);
        QCOMPARE(items[2].step, one.steps[0]);
        QVERIFY(items[2].rating == Positive);
        QCOMPARE(items[3].annotation, noted);
        QCOMPARE(items[3].step, StepId(0));
        doubt.unsure = false; // sure now
        RatingStore(project).append(doubt);
        QCOMPARE(scan(project).of(ReviewKind::Flag).size(), std::size_t(3));
    }

    // Lost: the reviewer's time, if a model that was only unsure, or that repeats what it learnt, came before one that
    // is sure and never saw the mark.
    void modelAgainstHuman() {
        const Folder folder;
        auto project = folder.project();
        const Stored one = addSolution(project, "p", {"a", "b", "c", "d", "e"});
        const StepId* s = one.steps.data();
        const auto before =
            addModel(project, "prm", kMonday,
                     {{s[0], 0.05, 0.05}, {s[1], 0.95, 0.03}, {s[2], 0.6, 0.1}, {s[3], 0.7, 0.1}, {s[4], 0.02, 0.02}});
        Labelling labelling(project);
        labelling.pass("ann", one, {Positive, Positive, Positive, Negative, Negative}, kTuesday);
        const auto after = addModel(project, "prm", kWednesday, {{s[1], 0.1, 0.1}, {s[2], 0.9, 0.05}});
        const auto items = scan(project).of(ReviewKind::Model);
        // Thresholds: wrong (0.7 + 0.02) / 2, right (0.9 + 0.02 + 0.3) / 3.
        QCOMPARE(items.size(), std::size_t(3));
        QCOMPARE(items[0].step, s[4]);
        QCOMPARE(items[1].step, s[1]);
        QCOMPARE(items[2].step, s[2]);
        QVERIFY(items[1].rating == Positive && items[1].other == Negative);
        QVERIFY(std::abs(items[1].weight - 0.93) < 1e-6);
        QCOMPARE(items[1].model, before); // the newer one has learnt the mark
        QCOMPARE(items[1].sight, ModelSight::Unseen);
        Q_UNUSED(after);
    }

    // Lost: honesty about what an opinion is worth.
    void whatTheModelMayHaveSeen_data() {
        QTest::addColumn<QString>("kind");
        QTest::addColumn<Split>("split");
        QTest::addColumn<QString>("rated");
        QTest::addColumn<QString>("trained_on");
        QTest::addColumn<int>("sight");
        const auto add = [](const char* name, const char* kind, Split split, const char* rated, const char* trained_on,
                            ModelSight sight) {
            QTest::newRow(name) << kind << split << rated << trained_on << static_cast<int>(sight);
        };
        add("rated later", "prm", Split::Train, kWednesday, "it", ModelSight::Unseen);
        add("rated before", "prm", Split::Train, kMonday, "it", ModelSight::Trained);
        add("another problem", "prm", Split::Train, kMonday, "another", ModelSight::HeldOut);
        add("moved after the training", "prm", Split::Test, kMonday, "it", ModelSight::Trained);
        add("not known", "prm", Split::Test, kMonday, "", ModelSight::Trained);
        add("somebody else's", "scores", Split::Train, kMonday, "", ModelSight::Foreign);
    }
    void whatTheModelMayHaveSeen() {
        QFETCH(QString, kind);
        QFETCH(Split, split);
        QFETCH(QString, rated);
        QFETCH(QString, trained_on);
        QFETCH(int, sight);
        const Folder folder;
        auto project = folder.project();
        const Stored one = addSolution(project, "p", {"a", "b"});
        ProblemStore(project).setSplit(one.problem, split);
        const Stored other = addSolution(project, "q", {"a"});
        const ModelId model =
            addModel(project, kind.toStdString(), kTuesday, {{one.steps[0], 0.9, 0.05}, {one.steps[1], 0.8, 0.1}});
        if (!trained_on.isEmpty())
            TrainedOnStore(project).add(model, {{trained_on == "it" ? one.problem : other.problem}, {}, {}, 0});
        Labelling labelling(project);
        labelling.pass("ann", one, {Positive, Negative}, rated.toStdString());
        const auto items = scan(project).of(ReviewKind::Model);
        QCOMPARE(items.size(), std::size_t(1));
        QCOMPARE(static_cast<int>(items[0].sight), sight);
    }

    // Lost: hours, if what was settled came up again; a question, if settling one answered another.
    void settledItems() {
        const Folder folder;
        auto project = folder.project();
        const Stored one = addSolution(project, "p", {"a", "b"});
        Labelling labelling(project);
        AnnotationStore annotations(project);
        const auto anns = labelling.pass("ann", one, {Positive, Positive}, kTuesday);
        annotations.finish(anns, FinishReason::Solution, 5, true);
        labelling.pass("bob", one, {Negative}, kTuesday);
        addModel(project, "prm", kMonday, {{one.steps[0], 0.9, 0.05}, {one.steps[1], 0.1, 0.05}});
        const auto open = [&] {
            std::string kinds;
            for (const ReviewItem& item : scan(project).items)
                if (!item.settled)
                    kinds += std::string(toText(item.kind)) + " ";
            return kinds;
        };
        QCOMPARE(open(), std::string("flag disagreement model "));
        DecisionStore decisions(project);
        Decision decision;
        decision.reviewer = LabelerStore(project).named("lead").id;
        decision.verdict = Decision::Verdict::Keep;
        decision.kind = ReviewKind::Disagreement;
        decision.step = one.steps[0];
        decisions.add(decision);
        QCOMPARE(open(), std::string("flag model "));
        decision.kind = ReviewKind::Flag;
        decision.step = 0;
        decision.annotation = anns;
        decisions.add(decision);
        QCOMPARE(open(), std::string("model "));
        decisions.withdraw(decision.reviewer, 0, anns);
        decisions.withdraw(decision.reviewer, one.steps[0], 0);
        QCOMPARE(open(), std::string("flag disagreement model "));
        decision = {};
        decision.reviewer = LabelerStore(project).named("lead").id;
        decision.kind = ReviewKind::Model;
        decision.step = one.steps[0];
        decision.rating = Positive;
        decisions.add(decision);
        QCOMPARE(open(), std::string("flag ")); // a settled rating answers all that is asked about its step
    }

    // Lost: items, if a slice's end fell between two ratings of a step; the window's calm, if there were no slices.
    void slicesChangeNothing() {
        const Folder folder;
        auto project = folder.project();
        Round round;
        round.strategy = SelectionStrategy::Uniform;
        const RoundId id = RoundStore(project).add(round).id;
        Labelling labelling(project);
        std::vector<std::tuple<StepId, double, double>> scores;
        for (int i = 0; i < 40; ++i) {
            const Stored one = addSolution(project, "p" + std::to_string(i), {"a", "b", "c"});
            labelling.pass("ann", one, {Positive, i % 3 ? Positive : Neutral, i % 2 ? Positive : Negative}, kTuesday,
                           id);
            labelling.pass("bob", one, {Positive, Positive, i % 5 ? Positive : Negative}, kTuesday, id);
            for (const StepId step : one.steps)
                scores.emplace_back(step, step % 7 == 0 ? 0.9 : 0.2, 0.05);
        }
        addModel(project, "prm", kMonday, scores);
        const Found whole = scan(project);
        QVERIFY(!whole.of(ReviewKind::Disagreement).empty() && !whole.of(ReviewKind::Model).empty());
        QCOMPARE(whole.steps.size(), std::size_t(120));
        QCOMPARE(whole.first_errors.size(), std::size_t(40));
        QCOMPARE(whole.items[0].round, 1);
        for (const int events : {1, 2, 7, 100}) {
            const Found sliced = scan(project, events);
            QVERIFY(sliced.slices > 240 / (events + 2));
            QCOMPARE(sliced.items.size(), whole.items.size());
            for (std::size_t i = 0; i < whole.items.size(); ++i)
                QVERIFY(sliced.items[i].step == whole.items[i].step && sliced.items[i].kind == whole.items[i].kind &&
                        sliced.items[i].weight == whole.items[i].weight);
            QCOMPARE(sliced.steps.size(), whole.steps.size());
            QCOMPARE(sliced.first_errors.size(), whole.first_errors.size());
        }
    }

    // Lost: seconds at each slice, if the walk sorted or scanned what an index knows.
    void walkUsesIndexes_data() {
        QTest::addColumn<QString>("sql");
        QTest::newRow("ratings") << "SELECT step_id FROM rating_event JOIN annotation ON annotation.id = annotation_id "
                                    "WHERE rating_event.step_id > 5 ORDER BY rating_event.step_id, "
                                    "rating_event.labeler_id, rating_event.id";
        QTest::newRow("flags") << "SELECT id FROM annotation WHERE (flagged = 1 OR note <> '' OR finish_detail <> '') "
                                  "ORDER BY id";
        QTest::newRow("step flags") << "SELECT annotation_id FROM alternative WHERE alternative.flagged = 1";
    }
    void walkUsesIndexes() {
        QFETCH(QString, sql);
        const Folder folder;
        auto project = folder.project();
        Statement statement(project.connection(), "EXPLAIN QUERY PLAN " + sql.toStdString());
        statement.run();
        QString plan;
        while (statement.next())
            plan += QString::fromStdString(statement.text(3)) + QLatin1Char('\n');
        QVERIFY2(plan.contains("INDEX") && !plan.contains("TEMP B-TREE"), qPrintable(plan));
    }
};

QTEST_GUILESS_MAIN(ReviewScanTest)
#include "tst_review_scan.moc"
