// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/grading/answer_equivalence.h"

#include <QtTest>

using namespace stepmark;

class TestAnswerPairs : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void pairs_data();
    void pairs();
};

// Without these rules a right answer in another spelling counts as wrong, and is queued as a "convincing wrong answer"
// that wastes a labeler's time; or a wrong one passes as right and never is. Columns: equal in the same form, equal in
// meaning.
void TestAnswerPairs::pairs_data() {
    QTest::addColumn<QString>("given");
    QTest::addColumn<QString>("reference");
    QTest::addColumn<bool>("sameForm");
    QTest::addColumn<bool>("sameMeaning");
    const auto row = [](const char* given, const char* reference, bool form, bool meaning) {
        QTest::addRow("%s | %s", given, reference) << given << reference << form << meaning;
    };
    const auto same = [&row](const char* given, const char* reference) { row(given, reference, true, true); };
    const auto differ = [&row](const char* given, const char* reference) { row(given, reference, false, false); };
    const auto meaning = [&row](const char* given, const char* reference) { row(given, reference, false, true); };
    // numbers
    same("1,234,567", "1234567");
    same("1{,}234", "1234");
    same("10,\\!080", "10080");
    same("-1,024.50", "-1024.5");
    same("007", "7");
    same("5.", "5");
    same("-0", "0");
    same("2.5 million", "2500000");
    differ("2.5 million", "2500000000");
    differ("1,22", "1.22");
    differ("12,34", "1234");
    differ("100000000000000000000000000000000001", "100000000000000000000000000000000002");
    same("0.\\overline{3}", "\\frac{1}{3}");
    same("0.1\\overline{6}", "\\frac{1}{6}");
    differ("0.33", "\\frac{1}{3}");
    differ("", "3");
    differ("   ", "   ");
    // fractions and mixed numbers
    same("\\dfrac{1}{2}", "0.5");
    same("-\\frac{1}{2}", "\\frac{-1}{2}");
    same("-\\frac{1}{2}", "\\frac{1}{-2}");
    same("3\\frac{1}{2}", "3.5");
    same("3 1/2", "\\frac{7}{2}");
    same("-3\\frac12", "-3.5");
    same("\\frac1{72}", "1/72");
    differ("3 1/2", "31/2");
    differ("\\frac{1}{23}", "\\frac{12}{3}");
    row("\\frac{2}{4}", "\\frac{1}{2}", false, false);
    row("8/4", "2", false, false);
    // radicals, powers, constants
    same("\\sqrt{8}", "2\\sqrt{2}");
    same("\\sqrt8", "2\\sqrt2");
    same("\\frac{1}{\\sqrt{3}}", "\\frac{\\sqrt{3}}{3}");
    differ("\\frac{1}{\\sqrt[3]{3}}", "\\frac{\\sqrt{3}}{3}");
    same("\\sqrt[3]{16}", "2\\sqrt[3]{2}");
    same("2^{10}x", "1024x");
    same("12*pi", "12\\pi");
    differ("37.7", "12\\pi");
    differ("10^{100000000000}", "10^{100000000001}");
    // money, per cent, units, degrees
    same("$18", "18");
    same("\\$23.40", "23.4");
    same("10\\%", "10");
    differ("10\\%", "0.1");
    same("36 \\text{ miles}", "36");
    same("36 miles", "36");
    same("5 square feet", "5");
    same("35 hours a week", "35");
    differ("35a", "35");
    same("15 \\, \\text{cm}^2", "15\\mbox{ cm}^2");
    same("28 percent", "28\\%");
    same("90^\\circ", "90");
    same("90°", "90^{\\circ}");
    differ("12\\text{th grade}", "12");
    differ("3 boys and 2 girls", "3, 4");
    // algebra
    same("(x+1)^2", "x^2+2x+1");
    same("2x(3-y)", "6x-2xy");
    same("\\frac{x^2-1}{x-1}", "x+1");
    same("\\sin 2x", "2\\sin x\\cos x");
    same("\\sin^2 x + \\cos^2 x + x", "1 + x");
    same("x_1 + x_2", "x_2+x_1");
    same("|x|", "\\lvert x \\rvert");
    differ("\\sqrt{x^2}", "x");
    differ("x^2", "x^3");
    same("\\frac{2+i}{1-i}", "\\frac{1}{2}+\\frac{3}{2}i");
    same("y = 2x + 3", "3+2x");
    meaning("P(x) = 2x + 3", "3+2x");
    meaning("\\sin 30^\\circ", "\\frac{1}{2}");
    row("\\sin 30", "\\frac{1}{2}", false, false);
    same("\\binom{5}{2}x", "10x");
    // tuples, intervals, sets, lists
    same("(1, 2)", "\\left( 1, 2 \\right)");
    differ("(1,2)", "(2,1)");
    differ("(1,2)", "[1,2]");
    differ("(1,200)", "(1,2,00)");
    same("(1,200)", "(1, 200)");
    same("(-\\infty, 0.5]", "(-\\infty,\\frac{1}{2}]");
    same("(-\\infty,2)\\cup(3,\\infty)", "(-\\infty, 2) U (3, \\infty)");
    same("(3,\\infty)\\cup(-\\infty,2)", "(-\\infty,2)\\cup(3,\\infty)");
    same("\\{1, 2, 3\\}", "\\{3, 2, 1\\}");
    differ("\\{1, 2\\}", "\\{1, 2, 2\\}");
    differ("2, 1", "1, 2");
    same("1 and 2", "1, 2");
    same("1,2, and 3", "1, 2, 3");
    meaning("\\{1, 2\\}", "1, 2");
    meaning("1 + \\sqrt{2}, 1 - \\sqrt{2}", "1 \\pm \\sqrt{2}");
    same("1\\pm\\sqrt{8}", "1 \\pm 2\\sqrt{2}");
    meaning("1 < x \\le 3", "(1, 3]");
    meaning("x > 2", "(2,\\infty)");
    meaning("x \\geq 5", "5 \\leq x");
    meaning("2x+4y=6", "x + 2y = 3");
    differ("2x+4y=6", "x + 2y = 4");
    differ("1 = 1", "2 = 2");
    differ("3 = 5", "2 = 7");
    // matrices, bases, ratios, words
    same("\\begin{pmatrix}1&2\\\\3&4\\end{pmatrix}", "\\begin{bmatrix} 1 & 2 \\\\ 3 & 4 \\end{bmatrix}");
    differ("\\begin{pmatrix}1&2\\\\3&4\\end{pmatrix}", "\\begin{pmatrix}1&2\\\\4&3\\end{pmatrix}");
    differ("\\begin{pmatrix}1&2\\end{pmatrix}", "\\begin{pmatrix}1\\\\2\\end{pmatrix}");
    same("52_8", "52_{8}");
    differ("52_8", "52");
    same("3:2", "3 : 2");
    differ("12:00", "1:00");
    same("\\text{(E)}", "E");
    same("Saturday", "\\text{saturday}");
    differ("\\text{odd}", "\\text{even}");
    differ("dog bites man", "man bites dog");
    differ("LXQS", "LQSX");
    same("\\boxed{7}", "7");
    // units that both sides name are part of the value: times of day, money and its parts, temperature, measures
    differ("7 \\text{ PM}", "7 \\text{ AM}");
    differ("7 PM", "7 am");
    differ("7 p.m.", "7 a.m.");
    differ("7:30 PM", "7:30 AM");
    same("7 \\text{ PM}", "7 p.m.");
    same("7:00 PM", "7 pm");
    same("19:30", "7:30 p.m.");
    same("12 AM", "12:00 a.m.");
    differ("12 AM", "12 PM");
    same("4:51:06", "4:51:06 \\text{ p.m.}");
    differ("5 cents", "\\$5");
    differ("5 cents", "$5");
    same("5 cents", "$0.05");
    same("500 \\text{ cents}", "\\$5");
    same("5.4", "5.4 \\text{ cents}");
    same("\\pounds 12", "12");
    same("\\pounds 12", "£12");
    same("£12", "12");
    differ("£12", "€12");
    differ("£12", "\\$12");
    same("$\\$12$", "12 dollars");
    same("3 million dollars", "\\$3,000,000");
    same("75^\\circ\\text{F}", "75");
    same("75^{\\circ} F", "75");
    same("75°F", "75^\\circ\\text{F}");
    differ("75^\\circ\\text{F}", "75^\\circ\\text{C}");
    differ("20 degrees Celsius", "20 degrees Fahrenheit");
    same("100^\\circ C", "212^\\circ F");
    same("25 ℃", "25");
    differ("36 \\text{ km}", "36 \\text{ miles}");
    same("2 hours", "120 minutes");
    differ("2 hours", "2 minutes");
    same("3\\text{ m}", "300\\text{ cm}");
    same("36 \\text{ km}", "36");
    same("5 \\text{ apples}", "5 \\text{ pears}"); // the question says what was counted
    // scientific notation writes a number out
    same("3 \\times 10^4", "30000");
    same("2.5\\times10^3", "2500");
    same("2.5 \\cdot 10^{-3}", "0.0025");
    same("1e3", "1000");
    same("1.5E-3", "0.0015");
    same("2.5e+10", "25000000000");
    same("2e-1", "2e - 1");
    differ("2e-1", "0.2");
    differ("3 \\times 10^4", "3 \\times 10^5");
    differ("3 \\times 10^4", "310^4");
    differ("10^4", "10^5");
    // thousands by blanks
    same("1\\,000", "1000");
    same("1 000", "1000");
    same("12 345 678.5", "12345678.5");
    same("1\\ 000", "1000");
    same("1~000", "1000");
    same("1\u202f000", "1000");
    differ("1 000", "1");
    differ("1 00", "100");
    differ("0 123", "123");
    same("3 141/200", "\\frac{741}{200}");
    // other scripts
    same("½", "\\frac{1}{2}");
    same("2½", "2.5");
    same("x²", "x^2");
    same("x¹²+y₁", "x^{12}+y_1");
    same("10⁻³", "10^{-3}");
    same("６０", "60");
    same("１，２３４．５", "1234.5");
    same("٦٠", "60");
    same("60元", "60");
    same("￥60", "60");
    differ("60元", "\\$60");
    same("5万元", "50000");
    same("3公里", "3");
    same("60％", "60");
    same("𝑥+1", "x+1");
    same("α+β", "\\alpha+\\beta");
    differ("６０", "61");
    differ("x²", "x2");
    differ("第3名", "3");
    // siblings of the above
    same("7:30 a.m.", "7:30 am");
    same("07:30 AM", "7:30 AM");
    same("7\\text{ p.m.}", "7:00 \\text{ PM}");
    same("7:30", "7:30 PM");
    same("2 PM", "2");
    differ("12:30 PM", "0:30");
    differ("7:05", "7:50");
    differ("14:00", "2:00 AM");
    differ("\\text{Monday}", "Tuesday");
    same("50 cents", "\\$0.50");
    same("50¢", "\\$0.50");
    same("$5", "5 dollars");
    differ("5 dollars", "5 cents");
    differ("\\$5", "€5");
    same("£3", "300 pence");
    same("\\$1.5 \\text{ million}", "1500000");
    same("1.5\\text{ million dollars}", "\\$1,500,000");
    differ("1.5 \\text{ million}", "1500");
    same("20 USD", "\\$20");
    differ("\\$20", "20 EUR");
    same("500 rupees", "₹500");
    same("5角", "0.5元");
    same("3块", "3元");
    differ("100元", "100美元");
    same("100美元", "\\$100");
    same("20^\\circ C", "20 degrees C");
    same("-40^\\circ F", "-40^\\circ C");
    differ("20°C", "20°F");
    same("30℃", "86℉");
    same("37 摄氏度", "37°C");
    same("2.5e3", "2.5\\times 10^3");
    same("6.02 \\times 10^{23}", "6.02e23");
    same("25×10²", "2500");
    same("2.5 x 10^3", "2500");
    same("2.5x10^3", "2500");
    differ("2x", "2*10");
    same("1.2\\cdot10^{5}\\text{ m}", "120000");
    differ("1e-3", "1000");
    same("10 000", "10000");
    same("10\\;000", "10000");
    same("1\\:234\\:567", "1234567");
    same("1'000", "1000");
    same("1，000", "1000");
    differ("1,00,000", "100000");
    differ("1 0000", "10000");
    same("１／２", "1/2");
    same("−５", "-5");
    same("３．１４", "3.14");
    same("१२", "12");
    same("（１，２）", "(1,2)");
    same("¾", "0.75");
    same("1¾", "\\frac{7}{4}");
    differ("¼", "\\frac{2}{4}");
    same("½x", "\\frac{x}{2}");
    same("x²+y²", "x^2+y^2");
    differ("x³", "x^2");
    differ("2³", "9");
    differ("5 m²", "5 m³");
    same("3小时", "180分钟");
    differ("3小时", "3分钟");
    same("5千米", "5000米");
    same("2公斤", "2000克");
    same("60人", "60");
    same("2万", "20000");
    same("3亿", "300000000");
    differ("2万", "2");
}

void TestAnswerPairs::pairs() {
    QFETCH(QString, given);
    QFETCH(QString, reference);
    QFETCH(bool, sameForm);
    QFETCH(bool, sameMeaning);
    const auto a = given.toStdString();
    const auto b = reference.toStdString();
    QCOMPARE(answersEqual(a, b), sameForm);
    QCOMPARE(answersEqual(b, a), sameForm);
    QCOMPARE(answersEqual(a, b, AnswerMatch::SameMeaning), sameMeaning);
}

QTEST_APPLESS_MAIN(TestAnswerPairs)
#include "tst_answer_pairs.moc"
