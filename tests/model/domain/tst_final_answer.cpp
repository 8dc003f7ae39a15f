// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/domain/final_answer.h"

#include <QtTest>

using namespace stepmark;

class TestFinalAnswer : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void forms_data();
    void forms();
    void stepsAreOneText();
    void longTextsAreQuick();
};

// An answer that is not found, or found too long, makes a right solution look wrong. A null expectation: no answer
// stated.
void TestFinalAnswer::forms_data() {
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("answer");
    const auto row = [](const char* name, const char* text, const char* answer) {
        QTest::newRow(name) << text << (answer ? QString(answer) : QString());
    };
    row("PRM800K", "So it is 12.\n\n# Answer\n\n12", "12");
    row("PRM800K, formula", "Done.\n\n# Answer\n\n\\frac{1}{2}\n", "\\frac{1}{2}");
    row("PRM800K, nothing below", "Done.\n\n# Answer\n\n", nullptr);
    row("a heading that goes on", "# Answers are fun\n5", nullptr);
    row("GSM8K", "9 * 2 = $<<9*2=18>>18\n#### 18", "18");
    row("GSM8K, separators", "...\n#### 1,250\n", "1,250");
    row("a Markdown heading is no answer", "#### Step 1\nWe add.\nThe answer is 5.", "5");
    row("box", "Therefore $x = \\boxed{7}$.", "7");
    row("last box", "\\boxed{1} then \\boxed{2}", "2");
    row("box with braces", "\\boxed{\\frac{1}{\\sqrt{2}}}", "\\frac{1}{\\sqrt{2}}");
    row("box with escaped braces", "\\boxed{\\{1, 2\\}}", "\\{1, 2\\}");
    row("box without braces", "so \\boxed 5$ holds", "5");
    row("fbox", "\\fbox{3}", "3");
    row("box that is never closed", "\\boxed{1} and \\boxed{2", "1");
    row("box with a full stop", "\\boxed{8.}", "8");
    row("another command", "\\boxedtext{8}", nullptr);
    row("A:", "3 + 4 = 7\nA: 7", "7");
    row("Answer:", "3 + 4 = 7\nAnswer: 7 apples.", "7 apples");
    row("bold label", "text\n**Final Answer:** 42", "42");
    row("last label", "A: 3\nno, wrong\nA: 4", "4");
    row("a label inside a line is none", "Plan A: 3", nullptr);
    row("sentence", "So the answer is 5. That was easy.", "5");
    row("sentence with a decimal", "The answer is 3.5. Good.", "3.5");
    row("sentence at the end", "the final answer is $\\frac{1}{2}$.", "\\frac{1}{2}");
    row("sentence with a colon", "The answer is: 13520", "13520");
    row("answer on the next line", "The answer is:\n\n12\n", "12");
    row("sentence with money", "The answer is $18.", "$18");
    row("sentence with an abbreviation", "The answer is 4 p.m. on Monday. Yes.", "4 p.m. on Monday");
    row("sentence with a factorial", "The answer is 5! ways.", "5! ways");
    row("capitals", "THE ANSWER IS 9", "9");
    row("a longer word", "The answer isn't 9", nullptr);
    row("an empty answer", "The answer is .", nullptr);
    row("bold in the last line", "So she has **1,250** left.", "1,250");
    row("bold without a number", "We are **done**.", nullptr);
    row("bold heading", "**Step 2:** so 5", nullptr);
    row("delimiters", "A: \\(x+1\\)", "x+1");
    row("display delimiters", "A: \\[x+1\\].", "x+1");
    row("two formulas keep theirs", "A: $x$ and $y$", "$x$ and $y$");
    row("# Answer wins over a box", "\\boxed{3}\n\n# Answer\n\n4", "4");
    row("box wins over a sentence", "The answer is 5. \\boxed{6}", "6");
    row("Chinese sentence", "步骤3：答案是60。", "60");
    row("Chinese sentence with a colon", "所以最终答案是：60元。谢谢。", "60元");
    row("Chinese label", "共有60瓶。\n答案：60", "60");
    row("Chinese reply", "答：一共60瓶。", "一共60瓶");
    row("the last sentence of either language", "The answer is 5.\n答案为 6。", "6");
    row("nothing", "We have no idea", nullptr);
    row("empty", "", nullptr);
}

void TestFinalAnswer::forms() {
    QFETCH(QString, text);
    QFETCH(QString, answer);
    const auto found = extractFinalAnswer(text.toStdString());
    QCOMPARE(found.has_value(), !answer.isNull());
    if (found)
        QCOMPARE(QString::fromStdString(*found), answer);
}

void TestFinalAnswer::stepsAreOneText() {
    QCOMPARE(extractFinalAnswer(std::vector<std::string>{"3 + 4 = 7", "A: 7"}), std::optional<std::string>("7"));
    QCOMPARE(extractFinalAnswer(std::vector<std::string>{}), std::optional<std::string>());
}

// A megabyte of nonsense in an imported file may not stop the import.
void TestFinalAnswer::longTextsAreQuick() {
    for (const char* piece :
         {"\\boxed{", "# Answer", "answer is ", "answer is .", "$", "**", "A:\n", ".", "\n", "\\", "{"}) {
        std::string text;
        while (text.size() < 1000000)
            text += piece;
        (void)extractFinalAnswer(text);
        (void)extractFinalAnswer("A: " + text);
    }
}

QTEST_APPLESS_MAIN(TestFinalAnswer)
#include "tst_final_answer.moc"
