// SPDX-License-Identifier: GPL-3.0-or-later
// What comes next, and the scores that it is chosen by.
#include "storage/evaluation_store.h"
#include "storage/model_store.h"
#include "storage/queue_store.h"
#include "storage/round_store.h"
#include "storage/score_store.h"
#include "tests/storage/passes.h"

#include <QTest>

#include <cmath>

using namespace stepmark;
using namespace stepmark::storage;
using namespace stepmark::fixture;

class TestQueueStore : public QObject {
    Q_OBJECT

private Q_SLOTS:
    // Lost: a labeler's place in the queue, or two people's time on one solution.
    void queueServesEachOnce() {
        const Folder folder;
        auto project = folder.project();
        std::vector<Selected> selected;
        for (const char* text : {"a", "b", "c"})
            selected.push_back({addSolution(project, text, {"one"}).solution, QueueReason::Uniform});
        RoundStore rounds(project);
        Round round;
        round.strategy = SelectionStrategy::Uniform;
        round.seed = 0xFFFFFFFFFFFFFFFFull;
        const auto first = rounds.add(round);
        const auto second = rounds.add(round);
        QCOMPARE(second.number, 2);
        QCOMPARE(rounds.latest()->seed, 0xFFFFFFFFFFFFFFFFull);
        QueueStore queue(project);
        queue.add(first.id, std::span(selected).first(2));
        queue.add(second.id, std::span(selected).last(1));
        const LabelerId ann = LabelerStore(project).named("ann").id, bob = LabelerStore(project).named("bob").id;
        const auto a = queue.next(ann);
        QCOMPARE(a->solution, selected[2].solution); // the newest round first
        QCOMPARE(queue.next(ann)->id, a->id);        // unfinished
        const auto b = queue.next(bob);
        QCOMPARE(b->solution, selected[0].solution);
        QCOMPARE(queue.upcoming(ann, 5).size(), std::size_t(1));
        queue.setState(a->id, QueueState::Done);
        queue.setState(b->id, QueueState::Skipped);
        QCOMPARE(queue.next(ann)->solution, selected[1].solution);
        QVERIFY(!queue.next(bob));
        QCOMPARE(queue.open(), 1);
        QCOMPARE(queue.lastPosition(first.id), std::int64_t(1));
        QCOMPARE(queue.lastPosition(second.id + 1), std::int64_t(-1));
        QCOMPARE(queue.releaseServed("9999"), 1);
        QCOMPARE(queue.next(bob)->solution, selected[1].solution);
    }

    // Lost: the way back to what was left last, or the figures of the queue.
    void queueKnowsWhatWasLeft() {
        const Folder folder;
        auto project = folder.project();
        std::vector<Selected> selected;
        for (const char* text : {"a", "b", "c", "d"})
            selected.push_back({addSolution(project, text, {"one"}).solution, QueueReason::Uniform});
        Round round;
        round.strategy = SelectionStrategy::Uniform;
        round = RoundStore(project).add(round);
        QueueStore queue(project);
        queue.add(round.id, selected);
        const LabelerId ann = LabelerStore(project).named("ann").id;
        QVERIFY(!queue.lastLeft(ann, {}));
        const auto first = queue.next(ann);
        queue.setState(first->id, QueueState::Done);
        const auto second = queue.next(ann);
        queue.setState(second->id, QueueState::Skipped);
        queue.next(ann);
        QCOMPARE(queue.lastLeft(ann, {})->id, second->id);
        QCOMPARE(queue.lastLeft(ann, {second->id})->id, first->id);
        QVERIFY(!queue.lastLeft(LabelerStore(project).named("bob").id, {}));
        QCOMPARE(queue.labelled(), 1);
    }

    // Lost: the right queue, if scores went to the wrong solution or labelled ones came again.
    void candidatesCarryTheirScores() {
        const Folder folder;
        auto project = folder.project();
        const auto a = addSolution(project, "p", {"one", "two"}, false);
        const auto b = addSolution(project, "p", {"one", "three"}, true);
        addSolution(project, "p", {"one", "three"}, true); // an equal sample
        const auto unscored = addSolution(project, "q", {"one"});
        const auto labelled = addSolution(project, "p", {"one"});
        begin(project, labelled.solution, "ann");
        ModelStore models(project);
        ModelRecord record;
        record.kind = "prm";
        record.path = "/m";
        const ModelId model = models.add(record);
        ScoreStore scores(project);
        scores.writeSteps(model,
                          std::vector<StepScoreRow>{{a.steps[0], {0.5f, 0.25f, 0.25f}}, {a.steps[1], {0.9f, 0, 0.1f}}});
        scores.writeSteps(model, std::vector<StepScoreRow>{{a.steps[1], {0.2f, 0.4f, 0.4f}},
                                                           {b.steps[1], {0, 0, 1}}}); // again: replaces
        const auto candidates = scores.candidates(model);
        QCOMPARE(candidates.size(), std::size_t(2));
        QCOMPARE(candidates[0].solution, a.solution);
        QVERIFY(std::abs(candidates[0].score - std::log(0.5 * 0.8)) < 1e-6);
        QCOMPARE(candidates[0].correct, std::optional(false));
        QVERIFY(candidates[0].uncertainty > candidates[1].uncertainty);
        QVERIFY(std::abs(candidates[1].score - std::log(0.5)) < 1e-6);
        CandidateFilter filter;
        filter.unlabelled_only = false;
        QCOMPARE(scores.candidates(model, filter).size(), std::size_t(4));
        QCOMPARE(scores.candidates(0).size(), std::size_t(3)); // unscored is one then
        QCOMPARE(scores.solutionScores(model, filter).count(unscored.solution), std::size_t(0));
        QCOMPARE(scores.path(model, a.steps[1]).size(), std::size_t(2));
        QVERIFY(!scores.path(model, unscored.steps[0])[0]);
        QCOMPARE(models.latest("prm")->id, model);
        QVERIFY(!errorOf([&] { models.add({}); }).isEmpty());
        EvaluationStore evaluations(project);
        evaluations.add({0, 0, model, "steps", "{\"auc\":0.8}", ""});
        QCOMPARE(evaluations.list("steps")[0].metrics, std::string("{\"auc\":0.8}"));
    }

    // Lost: a fair choice, where a scoring was stopped and only some problems have scores.
    void aScoringThatWasStoppedIsNotChosenBy() {
        const Folder folder;
        auto project = folder.project();
        const auto a = addSolution(project, "p", {"one"}, false);
        ModelStore models(project);
        const ModelId first = models.add({.kind = "prm", .path = "/first"});
        const ModelId second = models.add({.kind = "prm", .path = "/second"});
        ScoreStore scores(project);
        QVERIFY(!scores.hasFinished(first)); // nothing scored
        const std::vector<StepScoreRow> rows{{a.steps[0], {0.5f, 0.25f, 0.25f}}};
        scores.begin(first);
        scores.writeSteps(first, rows);
        QVERIFY(!scores.hasFinished(first));
        scores.finish(first, Split::Test); // a part of the pool
        QVERIFY(!scores.hasFinished(first));
        scores.begin(first); // it goes on
        scores.finish(first);
        QVERIFY(scores.hasFinished(first));
        scores.begin(first); // more problems came: what there is stays good
        QVERIFY(scores.hasFinished(first));
        QVERIFY(!scores.hasFinished(second));
    }
};

QTEST_GUILESS_MAIN(TestQueueStore)
#include "tst_queue_store.moc"
