// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/domain/step_splitting.h"
#include "model/domain/text_lines.h"

#include <QtTest>

#include <array>
#include <random>

using namespace stepmark;

class TestStepSplitting : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void split_data();
    void split();
    void ruleNames();
    void nothingIsLost();
};

// Steps are what people rate: a text cut in the wrong places gives ratings that mean nothing.
void TestStepSplitting::split_data() {
    QTest::addColumn<QString>("text");
    QTest::addColumn<StepRule>("detected");
    QTest::addColumn<QStringList>("steps");
    const auto row = [](const char* name, const char* text, StepRule detected, const QStringList& steps) {
        QTest::newRow(name) << QString(text) << detected << steps;
    };
    row("lines", "one\ntwo\nthree", StepRule::Newline, {"one", "two", "three"});
    row("carriage returns", "one\r\ntwo\r\n", StepRule::Newline, {"one", "two"});
    row("PRM800K", "Let x be 1.\nSo 2x is 2.\n\n# Answer\n\n2", StepRule::Newline,
        {"Let x be 1.", "So 2x is 2.\n\n# Answer\n\n2"});
    row("only an answer", "# Answer\n\n2", StepRule::Newline, {"# Answer\n\n2"});
    row("GSM8K", "3 + 4 = 7\n7 * 2 = 14\n#### 14", StepRule::Newline, {"3 + 4 = 7", "7 * 2 = 14\n#### 14"});
    row("A:", "3 + 4 = 7\nA: 7\n", StepRule::Newline, {"3 + 4 = 7\nA: 7"});
    row("a list marker is no answer", "A: first\nB: second", StepRule::Newline, {"A: first", "B: second"});
    row("paragraphs", "First line\nsame step\n\nsecond step\n\n\nthird", StepRule::BlankLine,
        {"First line\nsame step", "second step", "third"});
    row("paragraphs and an answer", "First\n\nSecond\n\n# Answer\n\n5", StepRule::BlankLine,
        {"First", "Second\n\n# Answer\n\n5"});
    row("numbers", "Intro.\n1. First\n   more\n2. Second\n\n3) Third", StepRule::Numbered,
        {"Intro.", "1. First\n   more", "2. Second", "3) Third"});
    row("Step n:", "Step 1: a\nStep 2: b\nStep 3: c The answer is: 4", StepRule::Numbered,
        {"Step 1: a", "Step 2: b", "Step 3: c The answer is: 4"});
    row("Markdown headings", "### Step 1: a\ntext\n### Step 2: b", StepRule::Numbered,
        {"### Step 1: a\ntext", "### Step 2: b"});
    row("bold numbers", "**1. Add**\n3\n**2. Multiply**\n6", StepRule::Numbered,
        {"**1. Add**\n3", "**2. Multiply**\n6"});
    row("numbers out of order are text", "1. First\n5. not a step\n2. Second", StepRule::Numbered,
        {"1. First\n5. not a step", "2. Second"});
    row("decimals are no markers", "1.5 + 1 = 2.5\n2.5 + 1 = 3.5", StepRule::Newline,
        {"1.5 + 1 = 2.5", "2.5 + 1 = 3.5"});
    row("one number is no list", "1. Add\nDone", StepRule::Newline, {"1. Add", "Done"});
    row("display formula", "We add:\n\\[\n1 + 1\n= 2\n\\]\nDone", StepRule::Newline,
        {"We add:", "\\[\n1 + 1\n= 2\n\\]", "Done"});
    row("dollar display", "$$\na\n\n\nb\n$$\nDone", StepRule::Newline, {"$$\na\n\n\nb\n$$", "Done"});
    row("aligned", "\\begin{align*}\na&=b\\\\\nc&=d\n\\end{align*}\nDone", StepRule::Newline,
        {"\\begin{align*}\na&=b\\\\\nc&=d\n\\end{align*}", "Done"});
    row("display that is never closed", "\\[\na\nb", StepRule::Newline, {"\\[", "a", "b"});
    row("line break with length", "a \\\\[2pt]\nb", StepRule::Newline, {"a \\\\[2pt]", "b"});
    row("blank", " \n\n \t\n", StepRule::Newline, {});
    row("empty", "", StepRule::Newline, {});
}

void TestStepSplitting::split() {
    QFETCH(QString, text);
    QFETCH(StepRule, detected);
    QFETCH(QStringList, steps);
    const auto source = text.toStdString();
    QCOMPARE(detectStepRule(source), detected);
    QStringList found;
    for (const auto& step : splitSteps(source))
        found << QString::fromStdString(step);
    QCOMPARE(found, steps);
    QCOMPARE(splitSteps(source, detected), splitSteps(source));
}

// The command line and stored settings name the rules.
void TestStepSplitting::ruleNames() {
    for (const auto rule : {StepRule::Auto, StepRule::Newline, StepRule::BlankLine, StepRule::Numbered})
        QCOMPARE(stepRuleFromName(stepRuleName(rule)), std::optional<StepRule>(rule));
    QVERIFY(!stepRuleFromName("sentence"));
}

// Whatever the text, no character that can be seen may vanish between import and label page.
void TestStepSplitting::nothingIsLost() {
    constexpr std::array pieces = {
        "\n",       "\n\n", " ",     "1. ",  "2. ",        "Step 1: ", "Step 2: ", "# Answer", "#### 5", "A: 5",
        "text",     "\\[",  "\\]",   "$$",   "\\begin{a}", "\\end{a}", "\\\\",     "**",       "\r",     "\t",
        "\xC3\xA4", "\\",   "```\n", "~~~~", "## b\n",     "---",      "[asy]\n",  "[/asy]",   "步骤1",  "第二步",
        "\u3000",   "①",    "   ",   "2、",  "\xE3",       "\u00A0",   "**c**\n",  "`"};
    const auto visible = [](const std::string& text) {
        std::string kept;
        for (std::string_view rest = text; !rest.empty();) {
            const std::size_t blank = blankLength(rest);
            kept += rest.substr(0, blank > 0 ? 0 : 1);
            rest.remove_prefix(blank > 0 ? blank : 1);
        }
        return kept;
    };
    std::mt19937_64 random(7);
    for (int i = 0; i < 20000; ++i) {
        std::string text;
        for (auto count = random() % 20; count > 0; --count)
            text += pieces[random() % pieces.size()];
        for (const auto rule : {StepRule::Auto, StepRule::Newline, StepRule::BlankLine, StepRule::Numbered}) {
            std::string joined;
            for (const auto& step : splitSteps(text, rule)) {
                QVERIFY(!visible(step).empty());
                joined += visible(step);
            }
            QCOMPARE(joined, visible(text));
        }
    }
}

QTEST_APPLESS_MAIN(TestStepSplitting)
#include "tst_step_splitting.moc"
