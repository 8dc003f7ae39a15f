// SPDX-License-Identifier: GPL-3.0-or-later
// The oracle stands in for the labeler of the built-in sample: where it errs, every curve shown to a newcomer errs.
#include "model/domain/error.h"
#include "model/sample/sample_documents.h"
#include "model/sample/sample_oracle.h"

#include <QTest>

#include <algorithm>

using namespace stepmark;

namespace {

// Tom 12, Anna 15, Ben 6 (beside the point), Kim 30, Leo 45.
const char* const kProblem =
    "Today Tom has 12 apples. Anna has 3 more apples than Tom. Ben has half as many apples as Tom. "
    "Kim has 2 times as many apples as Anna. Leo has as many apples as Anna and Kim together. "
    "How many apples does Leo have?";
const std::vector<std::string> kRight = {"So Anna has 3 more than Tom: 12 + 3 = 15.",
                                         "So Kim has 2 times as many as Anna: 2 x 15 = 30.",
                                         "So Leo has as many as Anna and Kim together: 15 + 30 = 45."};

} // namespace

class TestSampleOracle : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void rightSolutionsArePositiveThroughout();
    void wrongStepsAreFoundWhereTheyStand();
    void judgesSingleSteps_data();
    void judgesSingleSteps();
    void refusesOtherProblems_data();
    void refusesOtherProblems();
    void anyTextIsJudged();
};

// A right solution marked down would teach the PRM to reject it.
void TestSampleOracle::rightSolutionsArePositiveThroughout() {
    for (const SampleProblem& problem : makeSampleProblems(10'000, 11)) {
        for (const Rating rating : SampleOracle(problem.text).judge(problem.solution)) {
            QVERIFY2(rating == Rating::Positive, problem.text.c_str());
        }
    }
}

// The first error is what process supervision is about: not one step earlier, not one later.
void TestSampleOracle::wrongStepsAreFoundWhereTheyStand() {
    SampleRandom random(1);
    int tried = 0;
    for (const SampleProblem& problem : makeSampleProblems(10'000, 12)) {
        const auto place = static_cast<std::size_t>(random.below(static_cast<int>(problem.solution.size())));
        const std::optional<SampleWrongStep> wrong = wrongStep(problem, place, random);
        if (!wrong) {
            continue;
        }
        ++tried;
        std::vector<std::string> steps = problem.solution;
        QVERIFY(steps[place] != wrong->text);
        steps[place] = wrong->text;
        const std::vector<Rating> ratings = SampleOracle(problem.text).judge(steps);
        for (std::size_t i = 0; i <= place; ++i) {
            QVERIFY(ratings[i] == (i == place ? Rating::Negative : Rating::Positive));
        }
        // Whoever was not worked out cannot be built upon.
        if (place + 1 < steps.size() && wrong->text != steps[place + 1]) {
            QVERIFY(ratings.back() == Rating::Negative);
        }
    }
    QVERIFY(tried > 5'000);
}

void TestSampleOracle::judgesSingleSteps_data() {
    QTest::addColumn<int>("established"); // how many steps of kRight stand before
    QTest::addColumn<QString>("step");
    QTest::addColumn<int>("rating");
    QTest::newRow("right") << 0 << "So Anna has 3 more than Tom: 12 + 3 = 15." << 1;
    QTest::newRow("right, without an opening") << 0 << "Anna has 3 more than Tom: 12 + 3 = 15." << 1;
    QTest::newRow("right, operands exchanged") << 0 << "Anna has 3 more than Tom: 3 + 12 = 15." << 1;
    QTest::newRow("right, with the object") << 0 << "Anna has 3 more apples than Tom: 12 + 3 = 15" << 1;
    QTest::newRow("right, sum's people exchanged")
        << 2 << "Leo has as many as Kim and Anna together: 30 + 15 = 45." << 1;
    QTest::newRow("right, factors exchanged") << 1 << "Kim has 2 times as many as Anna: 15 * 2 = 30." << 1;
    QTest::newRow("beside the point") << 0 << "Ben has half as many as Tom: 12 / 2 = 6." << 0;
    QTest::newRow("said before") << 1 << "Anna has 3 more than Tom: 12 + 3 = 15." << 0;
    QTest::newRow("what the problem says") << 0 << "Tom has 12 apples." << 0;
    QTest::newRow("misquotes the problem") << 0 << "Tom has 13 apples." << -1;
    QTest::newRow("a value out of nothing") << 0 << "Anna has 15." << -1;
    QTest::newRow("slip") << 0 << "Anna has 3 more than Tom: 12 + 3 = 16." << -1;
    QTest::newRow("wrong sign") << 0 << "Anna has 3 more than Tom: 12 - 3 = 15." << -1;
    QTest::newRow("wrong operand") << 0 << "Anna has 3 more than Tom: 11 + 3 = 14." << -1;
    QTest::newRow("wrong amount") << 0 << "Anna has 2 more than Tom: 12 + 2 = 14." << -1;
    QTest::newRow("wrong relation") << 0 << "Anna has 3 fewer than Tom: 12 - 3 = 9." << -1;
    QTest::newRow("wrong person") << 1 << "Kim has 2 times as many as Tom: 2 x 12 = 24." << -1;
    QTest::newRow("equation of another relation") << 1 << "Kim has 2 times as many as Anna: 15 + 15 = 30." << -1;
    QTest::newRow("not yet worked out") << 0 << "Kim has 2 times as many as Anna: 2 x 15 = 30." << -1;
    QTest::newRow("unknown person") << 0 << "Max has 3 more than Tom: 12 + 3 = 15." << -1;
    QTest::newRow("other things") << 0 << "Anna has 3 more pears than Tom: 12 + 3 = 15." << -1;
    QTest::newRow("no equation") << 0 << "Anna has 3 more than Tom." << -1;
    QTest::newRow("answer") << 3 << "The answer is 45." << 1;
    QTest::newRow("answer too early") << 2 << "The answer is 45." << -1;
    QTest::newRow("an earlier number as answer") << 3 << "The answer is 30." << -1;
    QTest::newRow("huge number") << 0 << "Anna has 3 more than Tom: 12 + 3 = 99999999999999999999." << -1;
    QTest::newRow("empty") << 0 << "" << -1;
    QTest::newRow("prose") << 0 << "Let us think about apples." << -1;
    QTest::newRow("the teacher's line") << 0 << kSampleWrongMark << -1;
}

// Each row is a judgement that a careful person would make.
void TestSampleOracle::judgesSingleSteps() {
    QFETCH(int, established);
    QFETCH(QString, step);
    QFETCH(int, rating);
    const SampleOracle oracle{std::string_view(kProblem)};
    const std::vector<std::string> prefix(kRight.begin(), kRight.begin() + established);
    QCOMPARE(static_cast<int>(oracle.judgeStep(prefix, step.toStdString())), rating);
}

void TestSampleOracle::refusesOtherProblems_data() {
    QTest::addColumn<QString>("text");
    QTest::newRow("empty") << "";
    QTest::newRow("another data set's")
        << "Natalia sold clips to 48 of her friends in April. How many clips did she sell?";
    QTest::newRow("no question") << "Tom has 12 apples.";
    QTest::newRow("question about somebody unknown") << "Tom has 12 apples. How many apples does Ben have?";
    QTest::newRow("question about other things") << "Tom has 12 apples. How many pears does Tom have?";
    QTest::newRow("refers to somebody unknown") << "Tom has 2 more apples than Ben. How many apples does Tom have?";
    QTest::newRow("refers to itself") << "Tom has 2 more apples than Tom. How many apples does Tom have?";
    QTest::newRow("told twice") << "Tom has 2 apples. Tom has 3 apples. How many apples does Tom have?";
    QTest::newRow("half of an odd number")
        << "Tom has 3 apples. Ben has half as many apples as Tom. How many apples does Ben have?";
    QTest::newRow("negative") << "Tom has 3 apples. Ben has 5 fewer apples than Tom. How many apples does Ben have?";
    QTest::newRow("too large") << "Tom has 123456 apples. How many apples does Tom have?";
    QTest::newRow("cut off") << "Tom has 12 apples. Anna has 3 more";
    QTest::newRow("very long") << QString(100'000, u'a');
}

// Labels made up for a strange problem would poison a project without anybody noticing.
void TestSampleOracle::refusesOtherProblems() {
    QFETCH(QString, text);
    const std::string bytes = text.toStdString();
    QVERIFY_THROWS_EXCEPTION(Error, SampleOracle{std::string_view(bytes)});
}

// A generator at a high temperature writes anything; the labelling run must survive it.
void TestSampleOracle::anyTextIsJudged() {
    const SampleOracle oracle{std::string_view(kProblem)};
    SampleRandom random(9);
    for (int i = 0; i < 20'000; ++i) {
        std::string text = kRight[static_cast<std::size_t>(random.below(3))];
        const int edits = random.between(1, 6);
        for (int e = 0; e < edits && !text.empty(); ++e) {
            const auto at = static_cast<std::size_t>(random.below(static_cast<int>(text.size())));
            switch (random.below(3)) {
            case 0:
                text[at] = static_cast<char>(random.below(256));
                break;
            case 1:
                text.erase(at, static_cast<std::size_t>(random.between(1, 5)));
                break;
            default:
                text.insert(at, text.substr(at / 2, static_cast<std::size_t>(random.below(8))));
            }
        }
        const int rating = static_cast<int>(oracle.judgeStep({}, text));
        QVERIFY(rating >= -1 && rating <= 1);
        try {
            (void)SampleOracle(std::string_view(text));
        } catch (const Error&) { // most are no problems; none may do worse
        }
    }
}

QTEST_APPLESS_MAIN(TestSampleOracle)
#include "tst_sample_oracle.moc"
