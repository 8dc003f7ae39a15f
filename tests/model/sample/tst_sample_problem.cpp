// SPDX-License-Identifier: GPL-3.0-or-later
// The problem generator. If it drifted, projects on the sample would no longer match the weights shipped for it, and
// seeds written into reports would no longer give the same problems.
#include "model/sample/sample_documents.h"
#include "model/sample/sample_oracle.h"

#include <QTest>

#include <algorithm>
#include <set>
#include <string>
#include <vector>

using namespace stepmark;

class TestSampleProblem : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void theSameSeedGivesTheSameProblems();
    void streamsShareNoProblem();
    void textsAreReadBackAsTheyWereMeant();
    void markedDocumentsPutAWrongStepBesideEachStep();
    void everyKindOfErrorOccurs();
    void rightStepsAreAllThatTheOracleAccepts();
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
void TestSampleProblem::markedDocumentsPutAWrongStepBesideEachStep() {
    SampleRandom random(5);
    for (const SampleProblem& problem : makeSampleProblems(5'000, 5, SampleStream::BaseTraining)) {
        const SampleDocument document = markedDocument(problem, random);
        const SampleOracle oracle(problem.text);
        std::vector<std::string> before, learnt;
        for (const SampleLine& line : document.lines) {
            QCOMPARE(line.wrong.size(), std::size_t{line.learn});
            for (const SampleWrongStep& wrong : line.wrong) {
                QVERIFY2(oracle.judgeStep(before, wrong.text) == Rating::Negative,
                         (problem.text + " | " + wrong.text).c_str());
            }
            const Rating expected = line.learn ? Rating::Positive : Rating::Neutral;
            QVERIFY2(oracle.judgeStep(before, line.text) == expected, (problem.text + " | " + line.text).c_str());
            before.push_back(line.text);
            if (line.learn) {
                learnt.push_back(line.text);
            }
        }
        QCOMPARE(learnt, problem.solution);
    }
}

// A base that never met a kind of error would let it pass.
void TestSampleProblem::everyKindOfErrorOccurs() {
    SampleRandom random(9);
    std::set<SampleError> met;
    for (const SampleProblem& problem : makeSampleProblems(200, 9, SampleStream::BaseTraining)) {
        for (const SampleLine& line : markedDocument(problem, random).lines) {
            for (const SampleWrongStep& wrong : line.wrong) {
                met.insert(wrong.error);
                QVERIFY(!sampleErrorName(wrong.error).empty());
            }
        }
    }
    QCOMPARE(met.size(), std::size_t{kSampleErrors});
}

// From them follows where a wrong step has gone wrong: one that is missing would blame a word that is still right.
void TestSampleProblem::rightStepsAreAllThatTheOracleAccepts() {
    const SampleStructure structure = parseSampleProblem(
        "Today Tom has 12 apples. Anna has 3 more apples than Tom. Ben has 2 times as many apples as Tom. Kim has as "
        "many apples as Anna and Tom together. How many apples does Kim have?");
    const auto sorted = [&](const std::vector<std::string>& before) {
        std::vector<std::string> steps = rightSteps(structure, before);
        std::sort(steps.begin(), steps.end());
        return steps;
    };
    const std::vector<std::string> at_first = {"So Anna has 3 more than Tom: 12 + 3 = 15.",
                                               "So Anna has 3 more than Tom: 3 + 12 = 15.",
                                               "So Ben has 2 times as many as Tom: 12 x 2 = 24.",
                                               "So Ben has 2 times as many as Tom: 2 x 12 = 24.", "Tom has 12 apples."};
    QCOMPARE(sorted({}), at_first);
    std::vector<std::string> later = at_first;
    for (const char* names : {"Anna and Tom", "Tom and Anna"}) {
        for (const char* terms : {"15 + 12", "12 + 15"}) {
            later.push_back("So Kim has as many as " + std::string(names) + " together: " + terms + " = 27.");
        }
    }
    std::sort(later.begin(), later.end());
    QCOMPARE(sorted({at_first[0]}), later);
    const std::vector<std::string> in_the_end =
        sorted({at_first[0], "So Kim has as many as Anna and Tom together: 15 + 12 = 27."});
    QCOMPARE(std::count(in_the_end.begin(), in_the_end.end(), "The answer is 27."), 1);
    QCOMPARE(in_the_end.size(), later.size() + 1);
}

QTEST_APPLESS_MAIN(TestSampleProblem)
#include "tst_sample_problem.moc"
