// SPDX-License-Identifier: GPL-3.0-or-later
// What the labels of each format mean, and which are none.
#include "tests/storage/formats/rows.h"

#include <QTest>

using namespace stepmark;
using namespace stepmark::formats;
using namespace stepmark::formats::test;

class FormatLabels : public QObject {
    Q_OBJECT

private Q_SLOTS:
    // Lost: what a label means, if the digits of one format were read as those of another.
    void labelsMeanWhatTheirFormatSays_data() {
        QTest::addColumn<QString>("word");
        QTest::addColumn<QByteArray>("row");
        QTest::addColumn<QString>("signs");
        const auto add = [](const char* name, const char* word, const std::string& row, const char* signs) {
            QTest::newRow(name) << word << QByteArray(row.data(), qsizetype(row.size())) << signs;
        };
        const auto trl = [](const std::string& labels) {
            return with(R"({"prompt": "p", "completions": ["a", "b", "c"], "labels": @})", labels);
        };
        add("TRL, booleans", "trl", trl("[true, false, true]"), "+-+");
        add("TRL, numbers", "trl", trl("[1, 0, 1]"), "+-+");
        add("TRL, fractions that are whole", "trl", trl("[1.0, 0.0, 1.0]"), "+-+");
        add("TRL, texts", "trl", trl(R"(["1", "0", "True"])"), "+-+");
        add("TRL, no judgement", "trl", trl("[1, null, 0]"), "+.-");
        const auto plain = [](const std::string& labels) {
            return with(R"({"problem": "p", "steps": ["a", "b", "c"], "labels": @})", labels);
        };
        add("plain, three values", "jsonl", plain("[1, 0, -1]"), "+0-");
        add("plain, written otherwise", "jsonl", plain(R"([1.0, "0", -1.0])"), "+0-");
        add("plain, booleans", "jsonl", plain("[true, false, null]"), "+-.");
        add("plain, signs", "jsonl", plain(R"(["+", "-", "+"])"), "+-+");
        add("plain, words", "jsonl", plain(R"(["positive", "neutral", "negative"])"), "+0-");
        add("plain, right and wrong", "jsonl", plain(R"(["right", "wrong", null])"), "+-.");
        add("plain, fewer than steps", "jsonl", plain("[1, 1]"), "++.");
        const auto bench = [](const std::string& label) {
            return with(R"({"problem": "p", "steps": ["a", "b", "c"], "label": @})", label);
        };
        add("ProcessBench", "processbench", bench("1"), "+-.");
        add("ProcessBench, 1.0", "processbench", bench("1.0"), "+-.");
        add("ProcessBench, text", "processbench", bench("\"1\""), "+-.");
        add("ProcessBench, none", "processbench", bench("-1"), "+++");
        add("ProcessBench, none, as a fraction", "processbench", bench("-1.0"), "+++");
        const auto prmbench = [](const std::string& errors) {
            return with(
                R"({"original_question": "p", "modified_question": "p", "original_process": ["a", "b", "c"], "modified_process": ["a", "x", "c"], "error_steps": @, "idx": "i", "classification": "redundency"})",
                errors);
        };
        add("PRMBench", "prmbench", prmbench("[2]"), "+-+");
        add("PRMBench, several", "prmbench", prmbench("[1, 3.0]"), "-+-");
        add("PRMBench, none", "prmbench", prmbench("[]"), "+++");
        add("PRMBench, past the end", "prmbench", prmbench("[2, 4]"), ".-.");
        const auto mr = [](const std::string& solution, const std::string& error) {
            return with(
                R"({"question": "p", "model_output_steps": ["a", "b", "c"], "model_output_solution_correctness": "@", "model_output_solution_first_error_step": @})",
                solution, error);
        };
        add("MR-GSM8K", "mr-gsm8k", mr("wrong", "2"), "+-.");
        add("MR-Ben, text", "mr-gsm8k", mr("wrong", "\"2\""), "+-.");
        add("MR-GSM8K, right", "mr-gsm8k", mr("correct", "\"N/A\""), "+++");
        const std::string marked = "Step 1: a " + kMark + "\\nStep 2: b " + kMark + "\\nStep 3: c " + kMark;
        add("Math-Shepherd", "math-shepherd",
            with(R"({"input": "p @", "label": "p Step 1: a +\nStep 2: b -\nStep 3: c +", "task": "MATH"})", marked),
            "+-+");
        const auto openr = [&](const std::string& label) {
            return with(R"({"question": "p", "process": "@", "label": @})", marked, label);
        };
        add("openr", "openr", openr(R"(["+", "-", "+"])"), "+-+");
        add("openr, five line breaks", "openr",
            R"({"question": "p", "process": "a\n\n\n\n\nb\n\n\n\n\nc\n\n\n\n\n", "label": ["+", "+", "-"]})", "++-");
        add("OpenRLHF", "openrlhf", with(R"({"input": "p @", "label": ["+", "-", "-"]})", marked), "+--");
        add("OpenRLHF, another name", "openrlhf", with(R"({"input": "p @", "value": ["+", "-", "-"]})", marked), "+--");
        const auto turn = [](const char* role, const std::string& text) {
            return with(R"({"role": "@", "content": "@"})", role, text);
        };
        add("RLHFlow", "rlhflow",
            with(R"({"conversations": [@]})", turn("user", "p Step 1: a") + "," + turn("assistant", "+") + "," +
                                                  turn("user", "Step 2: b") + "," + turn("assistant", "-") + "," +
                                                  turn("user", "Step 3: c") + "," + turn("assistant", " + ")),
            "+-+");
        add("ActPRM", "actprm", R"({"question": "p", "steps": ["a", "b", "c"], "hard_labels": [1, 0, -100]})", "+-.");
    }
    void labelsMeanWhatTheirFormatSays() {
        QFETCH(QString, word);
        QFETCH(QByteArray, row);
        QFETCH(QString, signs);
        const auto json = parseObject(row.toStdString());
        QCOMPARE(QString::fromStdString(std::string(detect(json).word)), word);
        const Record record = only(row.toStdString());
        QCOMPARE(record.problem.text, std::string("p"));
        QCOMPARE(record.steps.size(), std::size_t(3));
        QVERIFY(record.pass.has_value());
        QCOMPARE(signsOf(record.pass->labels), signs);
    }

    // Lost: the meaning of a label that no format gives one.
    void whatIsNoLabelIsRefused_data() {
        QTest::addColumn<QByteArray>("row");
        QTest::addColumn<QString>("says");
        const auto add = [](const char* name, const std::string& row, const char* says) {
            QTest::newRow(name) << QByteArray(row.data(), qsizetype(row.size())) << says;
        };
        const auto trl = [](const std::string& labels) {
            return with(R"({"prompt": "p", "completions": ["a", "b"], "labels": @})", labels);
        };
        add("TRL, -1", trl("[1, -1]"), "\"labels[1]\" must be 1 (right)");
        add("TRL, 2", trl("[1, 2]"), "\"labels[1]\"");
        add("TRL, a fraction", trl("[0.7, 1]"), "\"labels[0]\"");
        add("TRL, a sign", trl(R"(["+", 1])"), "\"labels[0]\"");
        add("TRL, fewer labels", trl("[1]"), "1 entry for 2 steps");
        add("plain, a fraction", R"({"problem": "p", "steps": ["a"], "labels": [0.5]})", "\"labels[0]\"");
        add("plain, two lists", R"({"problem": "p", "steps": ["a"], "labels": [1], "ratings": [1]})", "\"ratings\"");
        add("plain, labels without steps", R"({"problem": "p", "labels": [1]})", "\"labels\" judges steps");
        add("plain, one label for several steps", R"({"problem": "p", "steps": ["a", "b"], "labels": [1]})",
            "the first step's, or the whole solution's?");
        add("plain, fewer labels than a text has steps",
            R"({"problem": "p", "solution": "a\n\nb\n\nc", "labels": [1, 1]})", "3 steps that the text was split into");
        add("plain, hard labels", R"({"problem": "p", "solution": "a", "hard_labels": [1]})", "\"hard_labels\"");
        add("plain, a label", R"({"problem": "p", "steps": ["a"], "label": 0.5})", "\"label\"");
        add("plain, a first error", R"({"problem": "p", "steps": ["a"], "first_error_step": 1})", "first_error_step");
        add("plain, steps by another name", R"({"problem": "p", "reasoning_steps": ["a", "b"]})", "reasoning_steps");
        add("plain, steps of objects", R"({"problem": "p", "steps": [{"step": "a", "rating": 1}]})", "\"steps[0]\"");
        add("GSM8K, labels", R"({"question": "p", "answer": "#### 1", "labels": [1]})", "\"labels\"");
        add("PRM800K, true",
            R"({"question": {"problem": "p"}, "label": {"steps": [{"completions": [{"text": "a", "rating": true}]}]}})",
            "rating");
        add("PRMBench, 0", R"({"question": "p", "modified_process": ["a"], "error_steps": [0]})", "counted from 1");
        add("PRMBench, 1.5", R"({"question": "p", "modified_process": ["a"], "error_steps": [1.5]})", "counted from 1");
        add("MR-GSM8K, past the end",
            R"({"question": "p", "model_output_steps": ["a"], "model_output_solution_first_error_step": 2})",
            "from 1 to 1");
        add("MR-GSM8K, contradiction",
            R"({"question": "p", "model_output_steps": ["a"], "model_output_solution_correctness": "correct", "model_output_solution_first_error_step": 1})",
            "correct");
        add("Math-Shepherd, another text", with(R"({"input": "p Step 1: a @", "label": "p Step 1: b +"})", kMark),
            "step 1");
        add("Math-Shepherd, a sign that is none",
            with(R"({"input": "p Step 1: a @", "label": "p Step 1: a ?"})", kMark), "\"label[0]\"");
        add("openr, fewer labels", with(R"({"question": "p", "process": "a @ b @", "label": ["+"]})", kMark, kMark),
            "2 steps, but there are 1 labels");
        add("openr, above 1", with(R"({"question": "p", "process": "a @", "label": [1.5]})", kMark), "\"label[0]\"");
        add("OpenRLHF, no border", with(R"({"input": "p a @", "label": ["+"]})", kMark),
            "nothing tells where the step begins");
        add("RLHFlow, a number instead of a sign",
            R"({"conversations": [{"role": "user", "content": "p Step 1: a"}, {"role": "assistant", "content": "+"},{"role": "user", "content": "b"}, {"role": "assistant", "content": "0"}]})",
            "\"conversations[1]\"");
    }
    void whatIsNoLabelIsRefused() {
        QFETCH(QByteArray, row);
        QFETCH(QString, says);
        const QString error = errorOf(row.toStdString());
        QVERIFY2(error.contains(says), qPrintable(error));
    }

    // Lost: a judgement, if a share of completions counted as one.
    void softLabelsAreScores() {
        const std::string row = with(R"({"question": "p", "process": "a @ b @", "label": [1, 0.25]})", kMark, kMark);
        Record record = only(row);
        QVERIFY(!record.pass);
        QVERIFY(only(std::string(kMathShepherd.example)).pass->by_machine);
        QVERIFY(!only(std::string(kProcessBench.example)).pass->by_machine);
        QCOMPARE(record.scores.size(), std::size_t(2));
        QCOMPARE(record.scores[1]->positive, 0.25f);
        QCOMPARE(record.scores[1]->negative, 0.75f);
        ReadOptions options;
        options.threshold = 0.5;
        QCOMPARE(signsOf(only(row, options).pass->labels), QString("+-"));
        QVERIFY(only(row, options).pass->by_machine);
        options = {};
        options.labels = LabelMeaning::Binary;
        QVERIFY(errorOf(row, options).contains("\"label[1]\""));
        record = only(R"({"question": "p", "steps": ["a", "b"], "hard_labels": [1, 0], "soft_labels": [0.5, 0]})");
        QCOMPARE(signsOf(record.pass->labels), QString("+-"));
        QCOMPARE(record.scores[0]->positive, 0.5f);
        record = only(R"({"problem": "p", "steps": ["a", "b"], "labels": [0.5, 1]})", {.labels = LabelMeaning::Scores});
        QVERIFY(!record.pass);
        QCOMPARE(record.scores[1]->positive, 1.0f);
    }

    // Lost: the user's word, where a format leaves it to them; or the format's, where it does not.
    void numbersAreToldByTheUser() {
        const std::string row = R"({"problem": "p", "steps": ["a", "b"], "labels": [1, 0]})";
        QVERIFY(only(row).open_zero && !only(row).minus);
        QVERIFY(only(R"({"problem": "p", "steps": ["a", "b"], "labels": [1, -1]})").minus);
        QCOMPARE(signsOf(only(row, {.labels = LabelMeaning::Binary}).pass->labels), QString("+-"));
        QVERIFY(!only(row, {.labels = LabelMeaning::Binary}).open_zero);
        QCOMPARE(signsOf(only(row, {.labels = LabelMeaning::Ternary}).pass->labels), QString("+0"));
        QVERIFY(errorOf(R"({"problem": "p", "steps": ["a"], "labels": [-1]})", {.labels = LabelMeaning::Binary})
                    .contains("\"labels[0]\""));
        QVERIFY(errorOf(R"({"prompt": "p", "completions": ["a"], "labels": [0]})", {.labels = LabelMeaning::Ternary})
                    .contains("part of the format"));
    }

    // Lost: what an alternative was rated, if one of two ratings went.
    void bothRatingsOfARepeatedAlternativeAreThere() {
        const Record record = only(
            R"({"question": {"problem": "p"}, "label": {"steps": [{"completions": [{"text": "a", "rating": 1}, {"text": "a", "rating": -1}], "chosen_completion": 0}]}})");
        const auto& offers = record.pass->places.front().completions;
        QCOMPARE(offers.size(), std::size_t(2));
        QCOMPARE(offers[0].rating, std::optional(Rating::Positive));
        QCOMPARE(offers[1].rating, std::optional(Rating::Negative));
    }

    // Lost: the reason why a label came to nothing.
    void unusedLabelsAreCounted() {
        Record record = only(R"({"question": "p", "modified_process": ["a", "b"], "error_steps": [1, 5]})");
        QCOMPARE(record.unused.size(), std::size_t(1));
        QCOMPARE(record.unused[0].labels, 2);
        record = only(R"({"question": "p", "modified_process": ["a", " ", "c"], "error_steps": [3]})");
        QCOMPARE(record.steps, (std::vector<std::string>{"a", "c"}));
        QCOMPARE(signsOf(record.pass->labels), QString("+-"));
        QCOMPARE(record.unused[0].labels, 1);
        record =
            only(R"({"question": "p", "model_output_steps": ["a"], "model_output_solution_correctness": "wrong"})");
        QVERIFY(!record.pass);
        QCOMPARE(record.unused.size(), std::size_t(1));
    }
};

QTEST_GUILESS_MAIN(FormatLabels)
#include "tst_format_labels.moc"
