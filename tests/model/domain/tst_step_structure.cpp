// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/domain/step_splitting.h"

#include <QTest>

using namespace stepmark;

/// What a text's structure says about its steps, and what only looks like structure.
class TestStepStructure : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void structure_data() {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QStringList>("steps");
        lists();
        marks();
        formulas();
        code();
        headings();
        blanks();
    }
    void structure() {
        QFETCH(QString, text);
        QFETCH(QStringList, steps);
        QStringList found;
        for (const auto& step : splitSteps(text.toStdString()))
            found << QString::fromStdString(step);
        QCOMPARE(found, steps);
    }

    /// Text from a model may be anything of any length.
    void hostileTextsTakeLinearTime_data() {
        QTest::addColumn<QByteArray>("piece");
        for (const char* piece :
             {"$$", "\\[", "\\begin{a}", "\\end{a}", "\\begin{a}\\begin{b}\\end{a}", "```\n", "````\n~~~\n", "[asy]",
              "\\", "1. a\n", " 1. a\n  1. b\n", "Step 1: a\n", "\n", "\u3000", "# a\n", "**a**\n\n"})
            QTest::newRow(QByteArray(piece).replace('\n', "\\n").constData()) << QByteArray(piece);
    }
    void hostileTextsTakeLinearTime() {
        QFETCH(QByteArray, piece);
        const auto text = piece.repeated(1'000'000 / static_cast<int>(piece.size())).toStdString();
        QVERIFY(splitSteps(text).size() <= text.size()); // quadratic time would not end here
    }

private:
    static void row(const char* name, const char* text, const QStringList& steps) {
        QTest::newRow(name) << QString::fromUtf8(text) << steps;
    }

    static void lists() {
        row("a list inside a paragraph",
            "Tickets cost 4 and 9.\n\nThere are two groups:\n1. 3 adults, so 27.\n2. 5 children, so 20.\n\nTogether "
            "they "
            "pay 47.\n\nThe answer is 47.",
            {"Tickets cost 4 and 9.", "There are two groups:\n1. 3 adults, so 27.\n2. 5 children, so 20.",
             "Together they pay 47.", "The answer is 47."});
        row("a list that is nearly all", "We add:\n1. 2 + 2 = 4\n2. 4 + 1 = 5\n\nThe answer is 5.",
            {"We add:", "1. 2 + 2 = 4", "2. 4 + 1 = 5", "The answer is 5."});
        row("a list of paragraphs", "We add:\n1. 2 + 2 = 4\n\n2. 4 + 1 = 5\n\nThe answer is 5.",
            {"We add:", "1. 2 + 2 = 4", "2. 4 + 1 = 5", "The answer is 5."});
        row("a list at the end", "We add:\n\n1. 2 + 2 = 4\n2. 4 + 1 = 5", {"We add:", "1. 2 + 2 = 4", "2. 4 + 1 = 5"});
        row("items with paragraphs", "1. **Cost**\n\n3 * 4 = 12\n\n2. **Total**\n\n12 + 1 = 13\n\nThe answer is 13.",
            {"1. **Cost**\n\n3 * 4 = 12", "2. **Total**\n\n12 + 1 = 13", "The answer is 13."});
        row("an indented paragraph of the last item", "1. a\n2. b\n\n   more\n\nend",
            {"1. a", "2. b\n\n   more", "end"});
        row("a list within an item", "1. First\n   1. one\n   2. two\n2. Second\n3. Third",
            {"1. First\n   1. one\n   2. two", "2. Second", "3. Third"});
        row("a list within the last item", "1. First\n2. Second\n\n   1. one\n   2. two",
            {"1. First", "2. Second\n\n   1. one\n   2. two"});
        row("two lists", "One:\n\n1. a\n2. b\n\nTwo:\n\n1. c\n2. d\n\nend",
            {"One:", "1. a", "2. b", "Two:", "1. c", "2. d", "end"});
        row("a list of steps and one inside a paragraph", "1. a\n2. b\n\nNamely:\n1. c\n2. d\n\nend",
            {"1. a", "2. b", "Namely:\n1. c\n2. d", "end"});
        row("ragged items", "1. a\n 2. b\n3. c", {"1. a", "2. b", "3. c"});
        row("brackets", "(1) a\n(2) b", {"(1) a", "(2) b"});
        row("bullets are no steps", "We know:\n- 3 boxes\n- 4 bags\n\nSo 12.",
            {"We know:\n- 3 boxes\n- 4 bags", "So 12."});
        row("from zero", "0. a\n1. b", {"0. a", "1. b"});
        row("years are no items", "In\n2023. It was\n2024. It is", {"In", "2023. It was", "2024. It is"});
        row("an equation that looks like an item", "We add.\n7. 5 = 12\nDone", {"We add.", "7. 5 = 12", "Done"});
    }

    static void marks() {
        row("Step k: with what follows", "Step 1: a\nStep 2: b\n\nSo the answer is 3.",
            {"Step 1: a", "Step 2: b", "So the answer is 3."});
        row("lists within steps", "Step 1: we have\n1. x\n2. y\nStep 2: so\n1. z\n2. w",
            {"Step 1: we have\n1. x\n2. y", "Step 2: so\n1. z\n2. w"});
        row("in bold, in LaTeX", "**Step 1:** a\n\\textbf{Step 2:} b\n\\section*{Step 3} c\n- step 4. d",
            {"**Step 1:** a", "\\textbf{Step 2:} b", "\\section*{Step 3} c", "- step 4. d"});
        row("steps of steps", "Step 1: a\nStep 1.1: b\nStep 1.2: c\nStep 2: d",
            {"Step 1: a\nStep 1.1: b\nStep 1.2: c", "Step 2: d"});
        row("a sentence about a step", "Step 1: a\nstep 1 gives 5\nStep 2: b",
            {"Step 1: a\nstep 1 gives 5", "Step 2: b"});
        row("before the first", "Let x be it.\n\nWe go on.\n\nStep 1: a\n\nStep 2: b",
            {"Let x be it.", "We go on.", "Step 1: a", "Step 2: b"});
        row("Chinese", "步骤1：每箱有12瓶。\n步骤2：5箱共有60瓶。\n步骤3：答案是60。",
            {"步骤1：每箱有12瓶。", "步骤2：5箱共有60瓶。", "步骤3：答案是60。"});
        row("Chinese ordinals", "解：\n第一步：3+4=7\n第二步，7×2=14\n\n所以答案是14。",
            {"解：", "第一步：3+4=7", "第二步，7×2=14", "所以答案是14。"});
        row("from nine on",
            "第一步a\n第二步b\n第三步c\n第四步d\n第五步e\n第六步f\n第七步g\n第八步h\n第九步i\n第十步j\n第十一步k",
            {"第一步a", "第二步b", "第三步c", "第四步d", "第五步e", "第六步f", "第七步g", "第八步h", "第九步i",
             "第十步j", "第十一步k"});
        row("Chinese items", "解答如下：\n1、每箱12瓶\n2、共60瓶\n\n答案是60。",
            {"解答如下：", "1、每箱12瓶", "2、共60瓶", "答案是60。"});
        row("wide digits and blanks", "　　步骤１：甲\n　　步骤２：乙", {"步骤１：甲", "步骤２：乙"});
        row("circled", "①甲\n②乙\n③丙", {"①甲", "②乙", "③丙"});
        row("Chinese in bold", "**步骤一：** 甲\n**步骤二：** 乙", {"**步骤一：** 甲", "**步骤二：** 乙"});
        row("German and French", "Schritt 1: a\nSchritt 2: b\n", {"Schritt 1: a", "Schritt 2: b"});
        row("French", "Étape 1 : a\nÉtape 2 : b", {"Étape 1 : a", "Étape 2 : b"});
        row("one mark is none", "Step 1: a\nb", {"Step 1: a", "b"});
    }

    static void formulas() {
        row("blank lines in $$", "We have\n\n$$\na = 1\n\n+ 2\n$$\n\nDone.",
            {"We have", "$$\na = 1\n\n+ 2\n$$", "Done."});
        row("blank lines in \\[", "So \\[\na\n\n= b\n\\] holds.\n\nDone.", {"So \\[\na\n\n= b\n\\] holds.", "Done."});
        row("align, blank lines", "\\begin{align}\na&=1\\\\\n\nb&=2\n\\end{align}\n\nDone.",
            {"\\begin{align}\na&=1\\\\\n\nb&=2\n\\end{align}", "Done."});
        row("an environment in one of its name",
            "\\begin{array}{c}\n\\begin{array}{c}\n1\n\\end{array}\n\n2\n\\end{array}\n\nDone.",
            {"\\begin{array}{c}\n\\begin{array}{c}\n1\n\\end{array}\n\n2\n\\end{array}", "Done."});
        row("$$ that is never closed", "It costs $$ 5\n\nso $6\n\nDone", {"It costs $$ 5", "so $6", "Done"});
        row("what follows an opening that is never closed", "\\[ a\n\nb\n\n$$\nc\n\nd\n$$\n\ne",
            {"\\[ a", "b", "$$\nc\n\nd\n$$", "e"});
        row("an escaped dollar", "It is \\$$5\n\nor $$6", {"It is \\$$5", "or $$6"});
        row("a line break before a bracket", "a \\\\[2pt]\n\nb \\]", {"a \\\\[2pt]", "b \\]"});
        row("numbers in a formula are no items", "Sums:\n$$\n1. a\n2. b\n$$\nDone",
            {"Sums:", "$$\n1. a\n2. b\n$$", "Done"});
        row("prose in an environment", "\\begin{enumerate}\n\\item a\n\n\\item b\n\\end{enumerate}",
            {"\\begin{enumerate}\n\\item a", "\\item b\n\\end{enumerate}"});
        row("an environment that ends before it begins", "\\end{align}\n\na\n\n\\begin{align}\nb",
            {"\\end{align}", "a", "\\begin{align}\nb"});
        row("a formula within an item", "1. So\n\\[\nx = 1\n\n\\]\n2. Then", {"1. So\n\\[\nx = 1\n\n\\]", "2. Then"});
        row("a picture", "See:\n\n[asy]\ndraw(a);\n\ndraw(b);\n[/asy]\n\nSo 5.",
            {"See:", "[asy]\ndraw(a);\n\ndraw(b);\n[/asy]", "So 5."});
    }

    static void code() {
        row("blank lines in code", "Run\n\n```python\na = 1\n\nprint(a)\n```\n\nIt prints 1.",
            {"Run", "```python\na = 1\n\nprint(a)\n```", "It prints 1."});
        row("headings and numbers in code", "```\n# Answer\n1. a\n2. b\n#### 5\n```\nDone",
            {"```\n# Answer\n1. a\n2. b\n#### 5\n```", "Done"});
        row("code in a list", "1. Write\n   ```\n   a\n\n   b\n   ```\n2. Run",
            {"1. Write\n   ```\n   a\n\n   b\n   ```", "2. Run"});
        row("code behind an item's mark", "1. ```\n   a\n\n   b\n   ```\n2. Run\n\nend",
            {"1. ```\n   a\n\n   b\n   ```", "2. Run", "end"});
        row("a longer border", "````\n```\n\na\n````\n\nb", {"````\n```\n\na\n````", "b"});
        row("another border", "~~~\n```\n\na\n~~~\n\nb", {"~~~\n```\n\na\n~~~", "b"});
        row("code that is never closed", "a\n\n```\nb\n\nc", {"a", "```\nb", "c"});
        row("code in a line", "```x = 1``` is it\n\nb\n\n```y```", {"```x = 1``` is it", "b", "```y```"});
        row("formulas in code", "```\n$$\n```\n\na $$ b\n\nc", {"```\n$$\n```", "a $$ b", "c"});
    }

    static void headings() {
        row("a heading is no step", "## Cost\n\n3 * 4 = 12\n\n## Total\n\n12 + 1 = 13",
            {"## Cost\n\n3 * 4 = 12", "## Total\n\n12 + 1 = 13"});
        row("a heading of several paragraphs", "## Cost\n\na\n\nb", {"## Cost\n\na", "b"});
        row("bold titles", "**Cost:**\n\n12\n\n**Total**\n\n13", {"**Cost:**\n\n12", "**Total**\n\n13"});
        row("a bold sentence is a step", "**It costs 12.**\n\nSo 13.", {"**It costs 12.**", "So 13."});
        row("headings by lines", "## Cost\n3 * 4 = 12\n12 + 1 = 13", {"## Cost\n3 * 4 = 12", "12 + 1 = 13"});
        row("a heading at the end", "a\n\n## Answer: 5", {"a", "## Answer: 5"});
        row("rules", "a\n\n---\n\nb\n\n***", {"a", "---\n\nb\n\n***"});
        row("a heading ends the last step", "### Step 1: a\n\nx\n\n### Step 2: b\n\ny\n\n### Conclusion\n\n5",
            {"### Step 1: a\n\nx", "### Step 2: b\n\ny", "### Conclusion\n\n5"});
        row("a heading before the steps", "## Solution\n\n### Step 1: a\n### Step 2: b",
            {"## Solution\n\n### Step 1: a", "### Step 2: b"});
        row("a hash is no heading", "#1 is it\n\n#2 is it", {"#1 is it", "#2 is it"});
        row("only headings", "## a\n\n## b", {"## a\n\n## b"});
    }

    static void blanks() {
        row("only blank lines", "\n \n\t\n\r\n", {});
        row("only wide blanks", "　\n\u00A0\n\uFEFF", {});
        row("carriage returns", "a\r\n\r\n$$\r\nb\r\n\r\nc\r\n$$\r\n\r\n1. d\r\n2. e\r\n\r\nf\r\n",
            {"a", "$$\r\nb\r\n\r\nc\r\n$$", "1. d", "2. e", "f"});
        row("carriage returns and code", "```\r\na\r\n\r\nb\r\n```\r\n\r\nc", {"```\r\na\r\n\r\nb\r\n```", "c"});
        row("blanks between paragraphs", "a\n \t\nb\n\u3000\nc", {"a", "b", "c"});
        row("a byte order mark", "\uFEFFStep 1: a\nStep 2: b", {"Step 1: a", "Step 2: b"});
    }
};

QTEST_APPLESS_MAIN(TestStepStructure)
#include "tst_step_structure.moc"
