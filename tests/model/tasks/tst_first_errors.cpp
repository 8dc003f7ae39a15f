// SPDX-License-Identifier: GPL-3.0-or-later
// The first wrong step, as ProcessBench asks for it: worked out by hand.
#include "model/domain/draw.h"
#include "model/domain/error.h"
#include "model/run/evaluate_spec.h"
#include "model/tasks/examples.h"
#include "model/tasks/first_errors.h"

#include <QTest>

#include <algorithm>

using namespace stepmark;

namespace {

bool fits(const std::string& problem) {
    return Draw(0, kFirstErrorFitDraw).share(drawKey(problem)) < kFirstErrorFitShare;
}

/// Problems that a threshold is fitted on, or that are reported.
std::vector<std::string> problems(bool to_fit, std::size_t count) {
    std::vector<std::string> found;
    for (int i = 0; found.size() < count; ++i)
        if (const std::string problem = "Problem " + std::to_string(i); fits(problem) == to_fit)
            found.push_back(problem);
    return found;
}

TaskExample solution(const std::string& problem, std::optional<std::size_t> first_error) {
    return solutionExample(problem, {"One.", "Two.", "Three."}, first_error);
}

} // namespace

class TestFirstErrors : public QObject {
    Q_OBJECT

private Q_SLOTS:
    // A step behind the first wrong one that were judged would count as an error, or as right.
    void nothingBehindTheErrorIsJudged() {
        const TaskExample wrong = solution("P", 1), right = solution("P", std::nullopt);
        QCOMPARE(wrong.truth, (std::vector<float>{1, 0}));
        QCOMPARE(wrong.tree.size(), 2);
        QCOMPARE(right.truth, (std::vector<float>{1, 1, 1}));
        QCOMPARE(wrong.group, right.group);
        QVERIFY_EXCEPTION_THROWN(solution("P", 3), Error);
        QVERIFY_EXCEPTION_THROWN(solutionExample("P", {}, std::nullopt), Error);
    }

    // The threshold comes from its own part alone, and the figure from the other.
    void f1OfTheReportedPart() {
        const auto fit = problems(true, 2), report = problems(false, 4);
        const std::vector<TaskExample> all{solution(fit[0], 1),    solution(fit[1], {}),    solution(report[0], 1),
                                           solution(report[1], 0), solution(report[2], {}), solution(report[3], {})};
        // Fitted: named wrong below P(right) .55. Reported: the first is named; of the second step 0 is not (.6), and no
        // other step of it is judged; the third is left alone; in the fourth step 2 is named.
        const std::vector<float> judgements{0.8F, 0.3F, 0.8F, 0.55F, 0.9F, 0.7F, 0.2F, 0.6F, 0.9F, 0.9F, 0.6F,
                                            0.9F, 0.8F, 0.1F};
        const auto found = firstErrorsOf(all, judgements);
        QVERIFY(found.has_value());
        QCOMPARE(found->with_error, 2);
        QCOMPARE(found->without_error, 2);
        QCOMPARE(*found->accuracy_error, 0.5);
        QCOMPARE(*found->accuracy_correct, 0.5);
        QCOMPARE(*found->f1, 0.5);
        QVERIFY_EXCEPTION_THROWN(firstErrorsOf(all, std::span(judgements).subspan(1)), Error);
    }

    void withoutBothKindsThereIsNoThreshold() {
        const std::vector<TaskExample> all{solution(problems(true, 1)[0], 1), solution(problems(false, 1)[0], {})};
        QVERIFY(!firstErrorsOf(all, std::vector<float>(5, 0.5F)));
    }

    // A tree of several solutions has no first wrong step, and a choice has no steps.
    void whatAreSolutions() {
        QVERIFY(areSolutions(TaskKind::Steps, {solution("P", 1), solution("Q", {})}));
        QVERIFY(!areSolutions(TaskKind::Steps, {}));
        QVERIFY(!areSolutions(TaskKind::Chess, {solution("P", 1)}));
        TaskExample two = solution("P", {});
        two.items.push_back(two.tree.add(StepTree::kNoParent, "Another first step."));
        two.truth.push_back(1);
        QVERIFY(!areSolutions(TaskKind::Steps, {two}));
        TaskExample gap = solution("P", {});
        gap.items.erase(gap.items.begin());
        gap.truth.erase(gap.truth.begin());
        QVERIFY(!areSolutions(TaskKind::Steps, {gap}));
        TaskExample goes_on = solution("P", {});
        goes_on.truth[0] = 0;
        QVERIFY(!areSolutions(TaskKind::Steps, {goes_on}));
    }

    // `evaluate --processbench` fits on the same rows, so that figures can be set beside each other.
    void sharesThePartOfEvaluate() { QCOMPARE(EvaluateSpec().fit_share, kFirstErrorFitShare); }
};

QTEST_APPLESS_MAIN(TestFirstErrors)
#include "tst_first_errors.moc"
