// SPDX-License-Identifier: GPL-3.0-or-later
// Steps, ratings and passes.
#include "storage/counts.h"
#include "tests/storage/passes.h"

#include <QTest>

using namespace stepmark;
using namespace stepmark::storage;
using namespace stepmark::fixture;

Q_DECLARE_METATYPE(std::vector<Rating>)

class Stores : public QObject {
    Q_OBJECT

private Q_SLOTS:
    // Lost: the saving that the step tree is for, or a vote of an equal sample.
    void equalBeginningsShareSteps() {
        const Folder folder;
        auto project = folder.project();
        const auto a = addSolution(project, "p", {"one", "two", "three"});
        const auto b = addSolution(project, "p", {"one", "two", "other"});
        const auto c = addSolution(project, "p", {"one", "two", "other"});
        const auto d = addSolution(project, "q", {"one", "two"});
        QCOMPARE(counts(project).steps, 6);
        QCOMPARE(counts(project).solutions, 4);
        QCOMPARE(a.steps[1], b.steps[1]);
        QCOMPARE(b.steps, c.steps);
        QVERIFY(d.steps[0] != a.steps[0]);
        const auto path = StepStore(project).path(b.steps.back());
        QCOMPARE(path.size(), std::size_t(3));
        QCOMPARE(path[2].text, std::string("other"));
        QVERIFY(StepStore(project).path(0).empty());
    }

    // Lost: a labeler's word, if another's or an older one counted in its place.
    void consensus_data() {
        QTest::addColumn<std::vector<Rating>>("ratings");
        QTest::addColumn<int>("label"); // 9: none
        const auto n = Rating::Negative, z = Rating::Neutral, p = Rating::Positive;
        QTest::newRow("nobody") << std::vector<Rating>{} << 9;
        QTest::newRow("one") << std::vector{z} << 0;
        QTest::newRow("majority") << std::vector{p, n, p} << 1;
        QTest::newRow("tie of two") << std::vector{p, n} << -1;
        QTest::newRow("tie without negative") << std::vector{p, z} << 0;
        QTest::newRow("tie of three") << std::vector{p, z, n} << -1;
        QTest::newRow("majority against negative") << std::vector{n, z, z} << 0;
    }
    void consensus() {
        QFETCH(std::vector<Rating>, ratings);
        QFETCH(int, label);
        const Folder folder;
        auto project = folder.project();
        const auto s = addSolution(project, "p", {"one", "two"});
        for (std::size_t i = 0; i < ratings.size(); ++i) {
            const auto annotation = begin(project, s.solution, "labeler " + std::to_string(i));
            rate(project, annotation, s.steps[0],
                 ratings[i] == Rating::Negative ? Rating::Positive : Rating::Negative); // changed their mind
            rate(project, annotation, s.steps[0], ratings[i]);
        }
        const auto one = StepStore(project).labelledTree(s.problem);
        const auto all = StepStore(project).labelledTrees();
        QCOMPARE(all.size(), std::size_t(1));
        for (const LabelledTree& tree : {one, all[0]}) {
            QCOMPARE(tree.tree.size(), 2);
            QVERIFY(!tree.labels[1]);
            QCOMPARE(tree.labels[0] ? int(*tree.labels[0]) : 9, label);
        }
        TreeFilter rated;
        rated.rated_only = true;
        QCOMPARE(StepStore(project).labelledTrees(rated).empty(), label == 9);
    }

    // Lost: training on what the user chose: only one labeler, only one split.
    void treesAreFiltered() {
        const Folder folder;
        auto project = folder.project();
        const auto a = addSolution(project, "a", {"one"});
        addSolution(project, "b", {"one"});
        const auto c = addSolution(project, "c", {"one"});
        ProblemStore(project).setSplit(c.problem, Split::Test);
        rate(project, begin(project, a.solution, "ann"), a.steps[0], Rating::Negative);
        rate(project, begin(project, a.solution, "bob"), a.steps[0], Rating::Positive);
        TreeFilter filter{Split::Train, false, {LabelerStore(project).named("bob").id}};
        const auto trees = StepStore(project).labelledTrees(filter);
        QCOMPARE(trees.size(), std::size_t(2));
        QCOMPARE(*trees[0].labels[0], Rating::Positive);
        QCOMPARE(StepStore(project).labelledTrees({Split::Test, false, {}}).size(), std::size_t(1));
    }

    // Lost: a mark that the labeler took back, still counted; or one they made, gone.
    void undoIsAnEvent() {
        const Folder folder;
        auto project = folder.project();
        const auto s = addSolution(project, "p", {"one", "two"});
        const auto annotation = begin(project, s.solution, "ann");
        const LabelerId ann = LabelerStore(project).named("ann").id;
        RatingStore ratings(project);
        rate(project, annotation, s.steps[0], Rating::Positive);
        rate(project, annotation, s.steps[1], Rating::Negative);
        QCOMPARE(ratings.current(ann, s.solution).size(), std::size_t(2));
        QCOMPARE(ratings.undoLast(annotation), std::optional(s.steps[1]));
        QCOMPARE(ratings.current(ann, s.solution), (std::map<StepId, Rating>{{s.steps[0], Rating::Positive}}));
        QCOMPARE(ratings.undoLast(annotation), std::optional(s.steps[0]));
        QVERIFY(!ratings.undoLast(annotation));
        QCOMPARE(ratings.history(annotation).size(), std::size_t(4));
        rate(project, annotation, s.steps[0], Rating::Neutral);
        QCOMPARE(ratings.ofAnnotation(annotation).at(s.steps[0]), Rating::Neutral);
    }

    void badRatingsAreRefused_data() {
        QTest::addColumn<int>("annotation");
        QTest::addColumn<int>("step");
        QTest::newRow("no such step") << 1 << 99;
        QTest::newRow("no such annotation") << 99 << 1;
        QTest::newRow("another problem's step") << 1 << 3;
    }
    void badRatingsAreRefused() {
        QFETCH(int, annotation);
        QFETCH(int, step);
        const Folder folder;
        auto project = folder.project();
        const auto s = addSolution(project, "p", {"one", "two"});
        addSolution(project, "q", {"three"});
        begin(project, s.solution, "ann");
        QVERIFY(!errorOf([&] { rate(project, annotation, step, Rating::Positive); }).isEmpty());
        QCOMPARE(counts(project).ratings, 0);
    }

    // Lost: an unfinished pass, if coming back began another.
    void annotationGoesOnUntilFinished() {
        const Folder folder;
        auto project = folder.project();
        const auto s = addSolution(project, "p", {"one"});
        const auto first = begin(project, s.solution, "ann");
        QCOMPARE(begin(project, s.solution, "ann"), first);
        QVERIFY(begin(project, s.solution, "bob") != first);
        AnnotationStore annotations(project);
        annotations.finish(first, FinishReason::FoundError, 1234, true, "odd");
        const auto stored = annotations.find(first);
        QCOMPARE(stored->finish_reason, FinishReason::FoundError);
        QCOMPARE(stored->total_ms, 1234);
        QVERIFY(stored->flagged);
        QVERIFY(begin(project, s.solution, "ann") != first);
        QVERIFY(!errorOf([&] { annotations.finish(99, FinishReason::GiveUp, 0); }).isEmpty());
    }

    // Lost: alternatives to rate, or a labeler's own word on them.
    void stepsBesideAPath() {
        const Folder folder;
        auto project = folder.project();
        const auto a = addSolution(project, "p", {"one", "two", "three"});
        const auto b = addSolution(project, "p", {"one", "zwei"});
        const auto c = addSolution(project, "p", {"eins", "two"});
        addSolution(project, "p", {"one", "deux"});
        addSolution(project, "q", {"one", "tre"}); // another problem
        StepStore steps(project);
        const auto beside = steps.beside(a.steps[2], 5);
        QCOMPARE(beside.size(), std::size_t(3));
        QVERIFY(beside[0].id == c.steps[0] && beside[0].place == 0 && beside[0].of == 1);
        QVERIFY(beside[1].id == b.steps[1] && beside[1].place == 1 && beside[1].of == 2);
        QCOMPARE(beside[1].text, std::string("zwei"));
        QCOMPARE(steps.beside(a.steps[2], 1).size(), std::size_t(2));
        QVERIFY(steps.beside(0, 5).empty());

        const auto ann = begin(project, a.solution, "ann");
        const auto bob = begin(project, a.solution, "bob");
        RatingStore ratings(project);
        const auto labeler = [&](AnnotationId pass) { return AnnotationStore(project).find(pass)->labeler; };
        rate(project, ann, b.steps[1], Rating::Neutral);
        rate(project, ann, b.steps[1], Rating::Negative);
        QCOMPARE(ratings.last(labeler(ann), b.steps[1])->rating, std::optional(Rating::Negative));
        QVERIFY(!ratings.last(labeler(bob), b.steps[1]));
        RatingEvent back;
        back.annotation = ann;
        back.step = b.steps[1];
        ratings.append(back);
        QVERIFY(!ratings.last(labeler(ann), b.steps[1])); // taken back
    }
};

QTEST_GUILESS_MAIN(Stores)
#include "tst_stores.moc"
