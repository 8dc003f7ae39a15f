// SPDX-License-Identifier: GPL-3.0-or-later
// Answers come from language models and from files of strangers: any of them may be any bytes. If one pair could hang
// or crash grading, a user would lose an import of thousands of candidates to it.
#include "model/domain/final_answer.h"
#include "model/grading/answer_equivalence.h"
#include "tests/model/grading/shared_rows.h"

#include <QtTest>

#include <array>
#include <chrono>
#include <random>

using namespace stepmark;

// CLN keeps 26 bytes of its static data to itself in a way that the leak checker sometimes does not follow.
extern "C" const char* __lsan_default_suppressions();
extern "C" const char* __lsan_default_suppressions() { return "leak:libcln"; }

namespace {

constexpr std::array<const char*, 96> kPieces = {"0",
                                                 "1",
                                                 "2",
                                                 "3",
                                                 "7",
                                                 "12",
                                                 "100",
                                                 "999999999999999999999",
                                                 ".",
                                                 ",",
                                                 ",000",
                                                 "\\!",
                                                 "\\,",
                                                 " ",
                                                 "  ",
                                                 "x",
                                                 "y",
                                                 "z",
                                                 "n",
                                                 "i",
                                                 "e",
                                                 "pi",
                                                 "\\pi",
                                                 "+",
                                                 "-",
                                                 "*",
                                                 "/",
                                                 "^",
                                                 "^{",
                                                 "^2",
                                                 "^{999999999}",
                                                 "_",
                                                 "_{8}",
                                                 "!",
                                                 "!!",
                                                 "(",
                                                 ")",
                                                 "[",
                                                 "]",
                                                 "{",
                                                 "}",
                                                 "\\{",
                                                 "\\}",
                                                 "|",
                                                 "\\left(",
                                                 "\\right)",
                                                 "\\frac",
                                                 "\\frac{",
                                                 "}{",
                                                 "\\frac12",
                                                 "\\sqrt",
                                                 "\\sqrt{",
                                                 "\\sqrt[3]{",
                                                 "\\sin",
                                                 "\\cos^2",
                                                 "\\tan^{-1}",
                                                 "\\log_",
                                                 "\\ln",
                                                 "\\exp",
                                                 "\\binom{",
                                                 "\\pm",
                                                 "\\infty",
                                                 "\\cup",
                                                 "\\cap",
                                                 "=",
                                                 "<",
                                                 "\\le",
                                                 ">",
                                                 "\\ge",
                                                 "\\ne",
                                                 "\\in",
                                                 "\\approx",
                                                 ":",
                                                 ";",
                                                 "&",
                                                 "\\\\",
                                                 "\\begin{pmatrix}",
                                                 "\\end{pmatrix}",
                                                 "\\begin{",
                                                 "\\text{",
                                                 "\\text{ cm}",
                                                 "\\mbox{ and }",
                                                 "\\boxed{",
                                                 "\\circ",
                                                 "^\\circ",
                                                 "\\$",
                                                 "$",
                                                 "%",
                                                 "\\%",
                                                 "million",
                                                 "hours",
                                                 "and",
                                                 "\\overline{3}",
                                                 "\xCF\x80",
                                                 "\xFF",
                                                 "\\"};

using Random = std::mt19937_64;

std::size_t below(Random& random, std::size_t bound) { return static_cast<std::size_t>(random() % bound); }

std::string fromPieces(Random& random) {
    std::string text;
    for (auto count = 1 + below(random, 24); count > 0; --count)
        text += kPieces[below(random, kPieces.size())];
    return text;
}

std::string fromBytes(Random& random) {
    std::string text(1 + below(random, 40), '\0');
    for (char& c : text)
        c = static_cast<char>(below(random, 256));
    return text;
}

std::string mutated(Random& random, std::string text) {
    for (auto count = 1 + below(random, 3); count > 0 && !text.empty(); --count) {
        const auto at = below(random, text.size());
        switch (below(random, 4)) {
        case 0:
            text.erase(at, 1 + below(random, 3));
            break;
        case 1:
            text.insert(at, kPieces[below(random, kPieces.size())]);
            break;
        case 2:
            text.insert(at, text.substr(below(random, text.size()), below(random, 12)));
            break;
        default:
            std::swap(text[at], text[below(random, text.size())]);
        }
    }
    return text;
}

bool isBlank(const std::string& text) { return text.find_first_not_of(" \t\r\n\f\v") == std::string::npos; }

// Returns what is wrong with the grading of the pair; empty: nothing.
std::string fault(const std::string& a, const std::string& b, AnswerMatch match) {
    // What one more charge may add to the limit before it is noticed.
    constexpr std::size_t slack = 2000;
    GradingWork forth;
    GradingWork back;
    const bool equal = answersEqual(a, b, match, &forth);
    if (equal != answersEqual(b, a, match, &back))
        return "not symmetric";
    if (forth.used > GradingWork::kLimit + slack || back.used > GradingWork::kLimit + slack)
        return "too much work";
    if (answersEqual(a, a, match) == isBlank(a))
        return "not reflexive";
    return {};
}

std::string printable(const std::string& text) {
    return QByteArray(text.data(), static_cast<int>(text.size()))
        .toPercentEncoding(" \\{}()[]^_+-*/=<>|,")
        .toStdString();
}

} // namespace

class TestAnswerFuzz : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void hostile_data();
    void hostile();
    void randomPairs();
};

// Each of these has hung, crashed or exhausted the memory of some grader.
void TestAnswerFuzz::hostile_data() {
    QTest::addColumn<QByteArray>("text");
    const auto times = [](const char* piece, int count) { return QByteArray(piece).repeated(count); };
    QTest::newRow("tower of powers") << QByteArray("9^9^9^9^9^9^9^9");
    QTest::newRow("braced tower") << times("9^{", 100) + "9" + times("}", 100);
    QTest::newRow("huge expansion") << QByteArray("(x+y+z+1)^{1000000000}");
    QTest::newRow("large expansion") << QByteArray("(x+y+z+1)^{500}");
    QTest::newRow("nested expansion") << QByteArray("((((x+1)^{99}+1)^{99}+1)^{99}+1)^{99}");
    QTest::newRow("factorials") << QByteArray("300!!!!!!");
    QTest::newRow("big factorial") << QByteArray("10000000000!");
    QTest::newRow("binomial") << QByteArray("\\binom{1000000000}{500000000}");
    QTest::newRow("exponential") << QByteArray("e^{e^{e^{e^{e^9}}}}");
    QTest::newRow("tiny") << QByteArray("e^{-e^{e^{e^9}}}+10^{-100000000}");
    QTest::newRow("sine of a huge number") << QByteArray("\\sin(10^{900})");
    QTest::newRow("hyperbolic") << QByteArray("\\cos(10^{9}i)");
    QTest::newRow("zero to zero") << QByteArray("0^0+0^{-1}+0^{i}");
    QTest::newRow("division by zero") << QByteArray("\\frac{1}{0}+\\frac{1}{x-x}");
    QTest::newRow("logarithm of zero") << QByteArray("\\log_{1}{5}+\\ln 0");
    QTest::newRow("zeroth root") << QByteArray("\\sqrt[0]{5}");
    QTest::newRow("root with huge index") << QByteArray("\\sqrt[10^{99}]{5}");
    QTest::newRow("floor of infinity") << QByteArray("\\lfloor 10^{500} \\rfloor");
    QTest::newRow("many digits") << times("9", 1400);
    QTest::newRow("many decimals") << "0." + times("3", 1400) + "x";
    QTest::newRow("open brackets") << times("(", 1400);
    QTest::newRow("nested brackets") << times("(", 700) + "x" + times(")", 700);
    QTest::newRow("nested fractions") << times("\\frac{1}{", 140) + "x" + times("}", 140);
    QTest::newRow("nested roots") << times("\\sqrt{", 180) + "x" + times("}", 180);
    QTest::newRow("bars") << times("|", 1400);
    QTest::newRow("minus signs") << times("-", 1400) + "1";
    QTest::newRow("plus or minus") << times("\\pm 1", 250);
    QTest::newRow("commas") << times(",", 1400);
    QTest::newRow("long list") << times("x,", 700);
    QTest::newRow("long set") << "\\{" + times("x,", 700) + "y\\}";
    QTest::newRow("bangs") << "x" + times("!", 1400);
    QTest::newRow("divisions") << "x" + times("/x", 700);
    QTest::newRow("nested text") << times("\\text{", 200) + times("}", 200);
    QTest::newRow("environments") << times("\\begin{pmatrix}", 90);
    QTest::newRow("only backslashes") << times("\\", 1400);
    QTest::newRow("a zero byte") << QByteArray("1\0"
                                               "2",
                                               3);
    QTest::newRow("a megabyte") << times("(x+1)", 200000);
    QTest::newRow("a megabyte of boxes") << times("\\boxed{", 150000);
}

void TestAnswerFuzz::hostile() {
    QFETCH(QByteArray, text);
    const auto a = text.toStdString();
    for (const auto match : {AnswerMatch::SameForm, AnswerMatch::SameMeaning}) {
        QCOMPARE(fault(a, a + " + x", match), std::string());
        QCOMPARE(fault(a, "x + " + a, match), std::string());
        QCOMPARE(fault(a, "7", match), std::string());
    }
    (void)extractFinalAnswer(a); // returns, that is all
}

void TestAnswerFuzz::randomPairs() {
    // An eighth of what was run once while this was written; STEPMARK_FUZZ_PAIRS=200000 runs it all.
    const int pairs =
        qEnvironmentVariableIsSet("STEPMARK_FUZZ_PAIRS") ? qEnvironmentVariableIntValue("STEPMARK_FUZZ_PAIRS") : 25000;
    Random random(20260101);
    std::vector<std::string> real = {"\\frac{1}{2}",
                                     "(-\\infty, 2) \\cup (3, \\infty)",
                                     "x^2-5x+6",
                                     "1 \\pm \\sqrt{19}",
                                     "\\begin{pmatrix} 1 & 2 \\\\ 3 & 4 \\end{pmatrix}",
                                     "\\$1,234.50",
                                     "3\\frac{1}{2}",
                                     "\\{1, 2, 3\\}",
                                     "\\sin^2 x",
                                     "52_8",
                                     "12 \\text{ cm}^2",
                                     "x \\in [-2,7]"};
    for (const auto& row : sharedRows("answer-equivalence/prm800k_grader_verdicts.jsonl")) {
        const auto reference = row["reference"].get<std::string>();
        if (reference.size() < 200)
            real.push_back(reference);
    }
    double worst_ms = 0;
    std::string worst;
    for (int i = 0; i < pairs; ++i) {
        const auto& seed = real[below(random, real.size())];
        const auto a = i % 8 == 0 ? fromBytes(random) : (i % 2 ? fromPieces(random) : mutated(random, seed));
        const auto b = i % 3 == 0 ? mutated(random, a) : (i % 3 == 1 ? mutated(random, seed) : fromPieces(random));
        const auto before = std::chrono::steady_clock::now();
        const auto wrong = fault(a, b, i % 5 == 0 ? AnswerMatch::SameMeaning : AnswerMatch::SameForm);
        const auto ms = std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - before).count();
        if (ms > worst_ms) {
            worst_ms = ms;
            worst = printable(a) + " | " + printable(b);
        }
        QVERIFY2(wrong.empty(), (wrong + ": " + printable(a) + " | " + printable(b)).c_str());
    }
    qInfo("%d pairs; the slowest took %.1f ms: %s", pairs, worst_ms, worst.c_str());
}

QTEST_APPLESS_MAIN(TestAnswerFuzz)
#include "tst_answer_fuzz.moc"
