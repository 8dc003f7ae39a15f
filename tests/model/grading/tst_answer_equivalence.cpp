// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/domain/final_answer.h"
#include "model/grading/answer_equivalence.h"
#include "tests/model/grading/shared_rows.h"

#include <QtTest>

#include <atomic>
#include <chrono>
#include <thread>

using namespace stepmark;

namespace {

struct Tally {
    int rows = 0;
    int agreed = 0;
    double percent() const { return rows == 0 ? 0 : 100.0 * agreed / rows; }
};

void report(const char* what, const Tally& tally) {
    qInfo("%s: %d of %d agree (%.2f %%)", what, tally.agreed, tally.rows, tally.percent());
}

} // namespace

class TestAnswerEquivalence : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void publishedUnitPairs();
    void agreesWithPrm800kGrader();
    void agreesOnGsm8kCandidates();
    void agreesOnGsm8kModelSolutions();
    void mathReferencesEqualThemselves();
    void gradesFromSeveralThreads();
};

// The pairs other people test their graders with: a user who compares Stepmark's figures with theirs needs the same
// verdicts.
void TestAnswerEquivalence::publishedUnitPairs() {
    const auto rows = sharedRows("answer-equivalence/unit_pairs.jsonl");
    if (rows.empty())
        QSKIP("the shared data sets are absent");
    for (const auto& row : rows) {
        const auto given = row["given"].get<std::string>();
        const auto reference = row["reference"].get<std::string>();
        QVERIFY2(answersEqual(given, reference) == row["equal"].get<bool>(), (given + " | " + reference).c_str());
    }
}

// Figures made with Stepmark must be comparable with published ones, which OpenAI's grader made. Each disagreement that
// is printed here is judged in docs/answer-equivalence.md.
void TestAnswerEquivalence::agreesWithPrm800kGrader() {
    const auto rows = sharedRows("answer-equivalence/prm800k_grader_verdicts.jsonl");
    if (rows.empty())
        QSKIP("the shared data sets are absent");
    Tally form;
    Tally meaning;
    for (const auto& row : rows) {
        const auto given = row["given"].get<std::string>();
        const auto reference = row["reference"].get<std::string>();
        const bool theirs = row["equal"].get<bool>();
        const bool ours = answersEqual(given, reference);
        const bool oursByMeaning = answersEqual(given, reference, AnswerMatch::SameMeaning);
        ++form.rows;
        ++meaning.rows;
        form.agreed += ours == theirs;
        meaning.agreed += oursByMeaning == theirs;
        if (ours != theirs || oursByMeaning != theirs)
            qInfo("%s %s: %.150s | %.150s", ours != theirs ? "disagree:         " : "by meaning only:  ",
                  theirs ? "theirs equal" : "ours equal  ", given.c_str(), reference.c_str());
        QVERIFY2(!ours || oursByMeaning, (given + " | " + reference).c_str()); // the same form is the same meaning
    }
    report("PRM800K grader, same form", form);
    report("PRM800K grader, same meaning", meaning);
    QVERIFY(form.percent() >= 99.0);
    QVERIFY(meaning.percent() >= 97.0);
}

// The whole queue rests on "final answer wrong"; 16,000 candidates have to be graded while the user waits.
void TestAnswerEquivalence::agreesOnGsm8kCandidates() {
    const auto rows = sharedRows("gsm8k-best-of-32/candidates.jsonl");
    if (rows.empty())
        QSKIP("the shared data sets are absent");
    Tally graded;
    Tally extracted;
    int stated = 0;
    double graded_ms = 0;
    for (const auto& row : rows) {
        const auto answer = row["answer"].get<std::string>();
        const auto given = row["final_answer"].get<std::string>();
        const auto before = std::chrono::steady_clock::now();
        const bool equal = answersEqual(given, answer);
        graded_ms += std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - before).count();
        ++graded.rows;
        graded.agreed += equal == row["correct"].get<bool>();
        if (equal != row["correct"].get<bool>())
            qInfo("candidate graded otherwise: %s | %s", given.c_str(), answer.c_str());
        const auto steps = row["steps"].get<std::vector<std::string>>();
        const auto found = extractFinalAnswer(steps);
        stated += found.has_value();
        if (steps.back().find("\\boxed{") == std::string::npos)
            continue; // the data set then took the last number of the text, right or not: nothing to compare with
        ++extracted.rows;
        extracted.agreed += found && answersEqual(*found, answer) == row["correct"].get<bool>();
    }
    report("GSM8K candidates, final answer given", graded);
    report("GSM8K candidates, final answer extracted from a box", extracted);
    qInfo("answers stated in a known form: %d of %d; %.0f ms for all gradings", stated, graded.rows, graded_ms);
    QVERIFY(graded.percent() >= 99.9);
    QVERIFY(extracted.percent() >= 99.9);
}

// "A: 18" solutions with OpenAI's own verdicts: extraction and grading together.
void TestAnswerEquivalence::agreesOnGsm8kModelSolutions() {
    const auto rows = sharedRows("gsm8k/example_model_solutions.jsonl");
    if (rows.empty())
        QSKIP("the shared data sets are absent");
    Tally tally;
    int missing = 0;
    for (const auto& row : rows) {
        const auto reference = extractFinalAnswer(row["ground_truth"].get<std::string>());
        QVERIFY(reference.has_value());
        for (const auto* model : {"6b_finetuning", "6b_verification", "175b_finetuning", "175b_verification"}) {
            const auto found = extractFinalAnswer(row[model]["solution"].get<std::string>());
            missing += !found;
            const bool equal = found && answersEqual(*found, *reference);
            ++tally.rows;
            tally.agreed += equal == row[model]["is_correct"].get<bool>();
            if (equal != row[model]["is_correct"].get<bool>())
                qInfo("solution graded otherwise: %s | %s", found ? found->c_str() : "(none)", reference->c_str());
        }
    }
    report("GSM8K model solutions", tally);
    qInfo("solutions without an answer: %d", missing);
    QVERIFY(tally.percent() >= 99.9);
}

// An answer written with other blanks must stay right, whatever MATH has in store.
void TestAnswerEquivalence::mathReferencesEqualThemselves() {
    const auto rows = sharedRows("math/train_problems.jsonl");
    if (rows.empty())
        QSKIP("the shared data sets are absent");
    int failed = 0;
    for (const auto& row : rows) {
        const auto answer = row["final_answer"].get<std::string>();
        if (answer.empty()) // two rows of MATH have none
            continue;
        if (!answersEqual("\\boxed{" + answer + "}", answer) || !answersEqual("$" + answer + "$.", answer)) {
            ++failed;
            qInfo("not equal to itself in a box: %s", answer.c_str());
        }
    }
    QVERIFY(failed * 1000 <= static_cast<int>(rows.size()));
}

// The worker grades in several threads at once; GiNaC may not be used so.
void TestAnswerEquivalence::gradesFromSeveralThreads() {
    std::atomic<int> wrong = 0;
    std::vector<std::jthread> threads;
    for (int t = 0; t < 4; ++t) {
        threads.emplace_back([&wrong, t] {
            for (int i = 1; i < 200; ++i) {
                const auto n = std::to_string(i * 4 + t);
                wrong += !answersEqual("\\sqrt{4x+" + n + "}+\\sin x", "\\sin x+\\sqrt{" + n + "+4x}");
                wrong += answersEqual("\\sqrt{4x+" + n + "}", "\\sqrt{" + n + "+5x}");
            }
        });
    }
    threads.clear();
    QCOMPARE(wrong.load(), 0);
}

QTEST_APPLESS_MAIN(TestAnswerEquivalence)
#include "tst_answer_equivalence.moc"
