// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/labeler_store.h"
#include "storage/rating_store.h"
#include "storage/solution_history.h"
#include "tests/storage/fixture.h"

#include <QTest>

using namespace stepmark;
using namespace stepmark::storage;
using stepmark::fixture::addSolution;
using stepmark::fixture::Folder;

class SolutionHistoryTest : public QObject {
    Q_OBJECT

    static void rate(Project& project, AnnotationId annotation, StepId step, std::optional<Rating> rating,
                     bool model_visible = false) {
        RatingEvent event;
        event.annotation = annotation;
        event.step = step;
        event.rating = rating;
        event.elapsed_ms = 1234;
        event.model_visible = model_visible;
        RatingStore(project).append(event);
    }

private Q_SLOTS:
    // Lost: the answer to "who said what, when, and had they seen the model's opinion".
    void everythingIsTold() {
        const Folder folder;
        auto project = folder.project();
        const auto one = addSolution(project, "A", {"begin", "one"});
        const auto two = addSolution(project, "A", {"begin", "two"});
        const auto other = addSolution(project, "B", {"begin"});
        const auto ann = LabelerStore(project).named("ann").id;
        const auto oracle = LabelerStore(project).named("oracle", "oracle").id;
        AnnotationStore annotations(project);
        const auto first = annotations.begin(one.solution, ann).id;
        rate(project, first, one.steps[0], Rating::Positive);
        rate(project, first, one.steps[0], std::nullopt); // undone
        rate(project, first, one.steps[0], Rating::Neutral, true);
        annotations.finish(first, FinishReason::GiveUp, 9000, true, "too <b>long</b>");
        const auto second = annotations.begin(two.solution, oracle).id;
        rate(project, second, two.steps[0], Rating::Negative); // the shared step, on the other solution
        rate(project, second, two.steps[1], Rating::Positive); // not of this one
        rate(project, annotations.begin(other.solution, ann).id, other.steps[0], Rating::Positive);

        SolutionHistory history(project);
        const auto events = history.events(one.solution);
        QCOMPARE(events.size(), std::size_t(4));
        QCOMPARE(events[0].rating, std::optional(Rating::Positive));
        QVERIFY(!events[1].rating);
        QVERIFY(events[2].model_visible);
        QCOMPARE(events[2].elapsed_ms, 1234);
        QCOMPARE(events[2].step_number, 1);
        QCOMPARE(events[2].step_text, std::string("begin"));
        QCOMPARE(events[2].labeler_name, std::string("ann"));
        QCOMPARE(events[3].labeler_kind, std::string("oracle"));
        QCOMPARE(events[3].solution, two.solution);

        const auto passes = history.passes(one.solution);
        QCOMPARE(passes.size(), std::size_t(1));
        QCOMPARE(passes[0].finish_reason, FinishReason::GiveUp);
        QCOMPARE(passes[0].note, std::string("too <b>long</b>"));
        QVERIFY(passes[0].flagged);
        QCOMPARE(passes[0].total_ms, 9000);
        QCOMPARE(passes[0].labeler_name, std::string("ann"));
        QCOMPARE(passes[0].round_number, 0);
    }

    // Lost: everybody's present opinion, if an older or a withdrawn one were shown.
    void standingMarksAreLastWords() {
        const Folder folder;
        auto project = folder.project();
        const auto one = addSolution(project, "A", {"begin", "one"});
        const auto ann = LabelerStore(project).named("ann").id;
        const auto bob = LabelerStore(project).named("bob").id;
        AnnotationStore annotations(project);
        const auto first = annotations.begin(one.solution, ann).id;
        const auto second = annotations.begin(one.solution, bob).id;
        rate(project, first, one.steps[0], Rating::Positive);
        rate(project, second, one.steps[0], Rating::Negative);
        rate(project, first, one.steps[0], Rating::Neutral);
        rate(project, second, one.steps[1], Rating::Positive);
        rate(project, second, one.steps[1], std::nullopt);
        const auto standing = SolutionHistory(project).standing(one.problem);
        QCOMPARE(standing.size(), std::size_t(1));
        const auto& marks = standing.at(one.steps[0]);
        QCOMPARE(marks.size(), std::size_t(2));
        QCOMPARE(marks[0].labeler_name, std::string("ann"));
        QCOMPARE(marks[0].rating, Rating::Neutral);
        QCOMPARE(marks[1].rating, Rating::Negative);
    }

    void aSolutionWithoutStepsHasAHistoryToo() {
        const Folder folder;
        auto project = folder.project();
        const auto none = addSolution(project, "A", {});
        SolutionHistory history(project);
        QVERIFY(history.events(none.solution).empty());
        QVERIFY(history.passes(none.solution).empty());
        QVERIFY(history.standing(none.problem).empty());
    }
};

QTEST_GUILESS_MAIN(SolutionHistoryTest)
#include "tst_solution_history.moc"
