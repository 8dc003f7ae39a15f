// SPDX-License-Identifier: GPL-3.0-or-later
// The problem generator. If it drifted, projects on the sample would no longer match the weights shipped for it, and
// seeds written into reports would no longer give the same problems.
#include "model/sample/sample_documents.h"
#include "model/sample/sample_oracle.h"

#include <QTest>

#include <algorithm>
#include <set>

using namespace stepmark;

class TestSampleProblem : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void theSameSeedGivesTheSameProblems();
    void streamsShareNoProblem();
    void textsAreReadBackAsTheyWereMeant();
    void markedDocumentsEndAtTheFirstWrongStep();
};

// A user who notes a seed would otherwise not get their problems again.
void TestSampleProblem::theSameSeedGivesTheSameProblems() {
    const auto once = makeSampleProblems(200, 7);
    const auto again = makeSampleProblems(200, 7);
    const auto other = makeSampleProblems(200, 8);
    QCOMPARE(once.size(), std::size_t{200});
    for (std::size_t i = 0; i < once.size(); ++i) {
        QCOMPARE(once[i].text, again[i].text);
        QCOMPARE(once[i].solution, again[i].solution);
    }
    QVERIFY(once[0].text != other[0].text);
    // The numbers behind it are part of the promise: they are the same on every machine.
    SampleRandom random(42, 1);
    const std::uint64_t first = random.next();
    QCOMPARE(SampleRandom(42, 1).next(), first);
    QCOMPARE(SampleRandom(0).below(1), 0);
}

// Otherwise the shipped base would be judged on problems that it was trained on.
void TestSampleProblem::streamsShareNoProblem() {
    std::set<std::string> seen;
    for (const SampleStream stream :
         {SampleStream::Projects, SampleStream::BaseTraining, SampleStream::GeneratorTraining, SampleStream::HeldOut}) {
        for (const SampleProblem& problem : makeSampleProblems(2000, 1, stream)) {
            QVERIFY2(seen.insert(problem.text).second, problem.text.c_str());
        }
    }
}

// The oracle works on the texts in a project file; what it read wrongly it would judge wrongly.
void TestSampleProblem::textsAreReadBackAsTheyWereMeant() {
    for (const SampleProblem& problem : makeSampleProblems(10'000, 3)) {
        const SampleStructure read = parseSampleProblem(problem.text);
        QCOMPARE(read.people.size(), problem.structure.people.size());
        QCOMPARE(read.target, problem.structure.target);
        QCOMPARE(read.object, problem.structure.object);
        for (std::size_t i = 0; i < read.people.size(); ++i) {
            const SamplePerson& found = read.people[i];
            const SamplePerson& meant = problem.structure.people[i];
            QCOMPARE(found.name, meant.name);
            QVERIFY(found.relation == meant.relation);
            QCOMPARE(found.amount, meant.amount);
            QCOMPARE(found.value, meant.value);
            QCOMPARE(found.needed, meant.needed);
            QVERIFY(found.value >= 1 && found.value <= 40);
        }
        QCOMPARE(sampleProblemText(read), problem.text);
        QCOMPARE(problem.solution.back(), "The answer is " + problem.answer + ".");
    }
}

// A teacher who marks the wrong line would teach the base to mistrust right steps.
void TestSampleProblem::markedDocumentsEndAtTheFirstWrongStep() {
    SampleRandom random(5);
    for (const SampleProblem& problem : makeSampleProblems(10'000, 5, SampleStream::BaseTraining)) {
        const SampleDocument document = markedDocument(problem, random);
        QVERIFY(document.lines.size() >= 2);
        QCOMPARE(document.lines.back().text, std::string(kSampleWrongMark));
        QVERIFY(document.lines.back().learn);
        std::vector<std::string> steps;
        for (std::size_t i = 0; i + 1 < document.lines.size(); ++i) {
            steps.push_back(document.lines[i].text);
        }
        const std::vector<Rating> ratings = SampleOracle(problem.text).judge(steps);
        for (std::size_t i = 0; i < steps.size(); ++i) {
            const Rating expected = i + 1 == steps.size()     ? Rating::Negative
                                    : document.lines[i].learn ? Rating::Positive
                                                              : Rating::Neutral;
            QVERIFY2(ratings[i] == expected, (problem.text + " | " + steps[i]).c_str());
            QCOMPARE(document.lines[i].learn, ratings[i] == Rating::Positive);
        }
    }
}

QTEST_APPLESS_MAIN(TestSampleProblem)
#include "tst_sample_problem.moc"
