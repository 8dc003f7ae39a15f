// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/math/split_math.h"

#include <QElapsedTimer>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

#include <functional>

using namespace stepmark::ui;

namespace {

/// "text|i:x^2|text": what each span shows, formulas by kind and what is typeset.
QString outline(const QString& text, TextForm form) {
    QStringList parts;
    for (const TextSpan& span : splitMath(text, form)) {
        const QString inner = text.mid(span.inner_start, span.inner_length);
        static const char* const kKinds[] = {"", "e:", "i:", "d:", "a:", "asy:"};
        parts << QLatin1String(kKinds[static_cast<int>(span.kind)]) + inner;
    }
    return parts.join(QLatin1Char('|'));
}

/// Each object of a JSON lines file of the real data; false where the file is absent.
bool eachRow(const QString& name, const std::function<void(const QJsonObject&)>& use) {
    QFile file(QStringLiteral(STEPMARK_SOURCE_DIR "/../shared/data/") + name);
    if (!file.open(QIODevice::ReadOnly))
        return false;
    while (!file.atEnd())
        use(QJsonDocument::fromJson(file.readLine()).object());
    return true;
}

struct Tally {
    int texts = 0;
    int formulas = 0;
    int annotations = 0;
    int with_dollar_left = 0; ///< texts in which a dollar sign stayed text
    int gaps = 0;             ///< texts whose spans do not cover them
    QString last_left;

    void add(const QString& text, TextForm form = TextForm::Prose) {
        ++texts;
        int at = 0;
        bool left = false;
        for (const TextSpan& span : splitMath(text, form)) {
            gaps += span.start != at || span.length <= 0 ? 1 : 0;
            at = span.end();
            formulas += span.isFormula() ? 1 : 0;
            annotations += span.kind == TextSpan::Kind::Annotation ? 1 : 0;
            left = left || (span.kind == TextSpan::Kind::Text &&
                            QStringView(text).mid(span.start, span.length).contains(QLatin1Char('$')));
        }
        gaps += at != text.size() ? 1 : 0;
        with_dollar_left += left ? 1 : 0;
        if (left)
            last_left = text;
    }
    void report(const char* what) const {
        qInfo("%s: %d texts, %d formulas, %d annotations, %d texts keep a dollar sign", what, texts, formulas,
              annotations, with_dollar_left);
    }
};

void addSteps(const QJsonObject& row, Tally& tally) {
    const QJsonArray steps = row[QLatin1String("label")].toObject()[QLatin1String("steps")].toArray();
    for (const QJsonValue& step : steps) {
        for (const QJsonValue& completion : step[QLatin1String("completions")].toArray())
            tally.add(completion[QLatin1String("text")].toString());
    }
}

} // namespace

class SplitMathTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    // Without it formulas would show as LaTeX, or prices as formulas.
    void findsTheMathematics_data() {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("expected");
        const auto row = [](const char* name, const char* text, const char* expected) {
            QTest::newRow(name) << QString::fromUtf8(text) << QString::fromUtf8(expected);
        };
        row("none", "2 + 2 = 4", "2 + 2 = 4");
        row("empty", "", "");
        row("inline", "Let $x$ be", "Let |i:x| be");
        row("two", "$a$ and $b$.", "i:a| and |i:b|.");
        row("touching", "$a$$b$", "i:a|i:b");
        row("double dollar", "so $$x=1$$ holds", "so |d:x=1| holds");
        row("parenthesis", "so \\(x=1\\) holds", "so |i:x=1| holds");
        row("bracket", "so \\[\nx=1\n\\] holds", "so |d:\nx=1\n| holds");
        row("bracket unclosed", "so \\[x=1 and \\(y\\)", "so \\[x=1 and |i:y");
        row("opened twice", "\\(a \\(b\\)", "\\(a |i:b");
        row("environment", "x \\begin{align*}a&=b\\\\c&=d\\end{align*} y",
            "x |d:\\begin{align*}a&=b\\\\c&=d\\end{align*}| y");
        row("environment in itself", "\\begin{matrix}\\begin{matrix}a\\end{matrix}\\end{matrix}",
            "d:\\begin{matrix}\\begin{matrix}a\\end{matrix}\\end{matrix}");
        row("environment unclosed", "\\begin{align}a", "\\begin{align}a");
        row("environment unknown", "\\begin{verbatim}a\\end{verbatim}", "\\begin{verbatim}a\\end{verbatim}");
        row("environment in brackets", "\\[\\begin{cases}a\\\\b\\end{cases}\\]", "d:\\begin{cases}a\\\\b\\end{cases}");
        row("boxed", "is \\boxed{\\frac{1}{2}}.", "is |i:\\boxed{\\frac{1}{2}}|.");
        row("boxed sentence", "is \\boxed{a very long sentence here}", "is \\boxed{a very long sentence here}");
        row("words inside", "$x$ is $2\\text{ if $y$ is even}$.", "i:x| is |i:2\\text{ if $y$ is even}|.");
        row("spaces inside", "so $ x = 5 $ then", "so |i: x = 5 | then");
        row("letters behind", "the $n$th term", "the |i:n|th term");
        row("product of many", "that $xyz + wxy + wxz + abd = 3$", "that |i:xyz + wxy + wxz + abd = 3");
        row("number", "the $5$ numbers $1, 3, 7, or 9$", "the |i:5| numbers |i:1, 3, 7, or 9");
        row("escaped dollar", "costs \\$5 and $x$", "costs |e:$|5 and |i:x");
        row("escaped dollar inside", "$\\$5 + \\$6$", "i:\\$5 + \\$6");
        row("escaped percent", "5\\% of it", "5|e:%| of it");
        row("line break is no escape", "a \\\\$x$", "a \\\\|i:x");
        row("drawing", "see [asy]\ndraw(\"$A$\",(0,0));\n[/asy] $x$", "see |asy:\ndraw(\"$A$\",(0,0));\n| |i:x");
        row("drawing unclosed", "[asy] draw", "[asy] draw");
        row("PRM800K's answer", "So it is.\n\n# Answer\n\n\\frac{1}{2}", "So it is.\n\n# Answer\n|\n|i:\\frac{1}{2}");
        row("PRM800K's plain answer", "# Answer\n\n42", "# Answer\n|\n42");
    }
    void findsTheMathematics() {
        QFETCH(QString, text);
        QFETCH(QString, expected);
        QCOMPARE(outline(text, TextForm::Prose), expected);
    }

    // Without it the words between two prices would be set as a formula.
    void moneyStaysMoney_data() {
        QTest::addColumn<QString>("text");
        for (const char* text :
             {"costs $5 and $6", "$7-$5=$2", "a $5 bill", "She paid $30,000-$4,000 for it", "$1.50", "$", "5$ and 6$",
              "$5-$10 a day", "bread for 3$, a candy bar for 2$, and the rest", "is$45 + $ 42 = $87 in all",
              "Pizza ($3.50): With $4 left ($7.50 - $3.50), she", "for $$", "**Cost:** $400, or $400 / 2 = $200",
              "earns $8\n\nand then $9", "He paid $10/$5 of it", "a$ and b$ of text in $dollars"})
            QTest::newRow(text) << QString::fromUtf8(text);
    }
    void moneyStaysMoney() {
        QFETCH(QString, text);
        QCOMPARE(outline(text, TextForm::Prose), text);
    }

    // Without it GSM8K's calculations would be noise or formulas.
    void calculationsAreAnnotations() {
        QCOMPARE(outline(QStringLiteral("9 x 8 = $<<9*8=72>>72 for $100 - $72 = $<<100-72=28>>28."), TextForm::Prose),
                 QStringLiteral("9 x 8 = $|a:9*8=72|72 for $100 - $72 = $|a:100-72=28|28."));
        QCOMPARE(outline(QStringLiteral("1 << 2 >> 3"), TextForm::Prose), QStringLiteral("1 << 2 >> 3"));
        QCOMPARE(outline(QStringLiteral("<<a\n=b>>"), TextForm::Prose), QStringLiteral("<<a\n=b>>"));
    }

    // Without it MATH's reference answers, LaTeX without delimiters, would show as source.
    void answersMayBeBare_data() {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("expected");
        const auto row = [](const char* text, const char* expected) {
            QTest::newRow(text) << QString::fromUtf8(text) << QString::fromUtf8(expected);
        };
        row("\\frac{1}{4}", "i:\\frac{1}{4}");
        row(" x^2 ", " |i:x^2| ");
        row("3003", "3003");
        row("$x$", "i:x");
        row("\\text{Navin}", "i:\\text{Navin}");
        row("\\$32", "e:$|32");
        row("(2, 3)", "(2, 3)");
        row("the lines are not parallel_", "the lines are not parallel_");
        row("\\frac{1}{", "\\frac{1}{");
        row("C:\\temp is a path to some file", "C:\\temp is a path to some file");
    }
    void answersMayBeBare() {
        QFETCH(QString, text);
        QFETCH(QString, expected);
        QCOMPARE(outline(text, TextForm::Answer), expected);
    }

    // Without it a text made to be slow would hold the window. (Ten times the text takes ten times as long.)
    void hostileTextIsLinear_data() {
        QTest::addColumn<QString>("piece");
        for (const char* piece : {"$", "$a", "$$", "\\(", "\\[ ", "\\begin{align}", "\\begin{align}\\end{aligned}", "{",
                                  "$\\text{", "<<", "<<a=", "[asy]", "\\boxed{", "\\", "$a b", "\\text{$"})
            QTest::newRow(piece) << QString::fromUtf8(piece);
    }
    void hostileTextIsLinear() {
        QFETCH(QString, piece);
        qint64 times_ms[2] = {};
        for (const int i : {0, 1}) {
            const QString text = piece.repeated((i == 0 ? 20'000 : 200'000) / piece.size());
            QElapsedTimer timer;
            timer.start();
            const auto spans = splitMath(text);
            times_ms[i] = timer.elapsed();
            QVERIFY(!spans.empty());
            QCOMPARE(spans.back().end(), static_cast<int>(text.size()));
        }
        qInfo("20,000 characters: %lld ms, 200,000: %lld ms", times_ms[0], times_ms[1]);
    }

    // The real data: what is there to be found is found, and prices stay prices.
    void mathProblems() {
        Tally problems;
        Tally answers;
        if (!eachRow(QStringLiteral("math/train_problems.jsonl"), [&](const QJsonObject& row) {
                problems.add(row[QLatin1String("problem")].toString());
                answers.add(row[QLatin1String("final_answer")].toString(), TextForm::Answer);
            }))
            QSKIP("no ../shared/data/math");
        problems.report("MATH problems");
        answers.report("MATH answers");
        QCOMPARE(problems.gaps + answers.gaps, 0);
        QVERIFY(problems.formulas > 22'000);
        QVERIFY2(problems.with_dollar_left <= 1, qPrintable(problems.last_left)); // "from $$ 1$ to $$ 9999$"
        QCOMPARE(answers.with_dollar_left, 0);
    }

    void prm800kSteps() {
        Tally tally;
        if (!eachRow(QStringLiteral("prm800k/phase1_train.jsonl"),
                     [&](const QJsonObject& row) { addSteps(row, tally); }))
            QSKIP("no ../shared/data/prm800k");
        tally.report("PRM800K steps");
        QCOMPARE(tally.gaps, 0);
        QVERIFY(tally.formulas > 60'000);
        // Prices, and formulas that the generator did not close.
        QVERIFY2(tally.with_dollar_left < tally.texts / 500, qPrintable(tally.last_left));
    }

    void gsm8k() {
        Tally tally;
        if (!eachRow(QStringLiteral("gsm8k/train.jsonl"), [&](const QJsonObject& row) {
                tally.add(row[QLatin1String("question")].toString());
                tally.add(row[QLatin1String("answer")].toString());
            }))
            QSKIP("no ../shared/data/gsm8k");
        tally.report("GSM8K");
        QCOMPARE(tally.gaps, 0);
        QCOMPARE(tally.formulas, 0); // GSM8K has none: every dollar sign is money
        QVERIFY(tally.annotations > 23'000);
    }

    void processBench() {
        Tally tally;
        if (!eachRow(QStringLiteral("processbench/math.jsonl"), [&](const QJsonObject& row) {
                tally.add(row[QLatin1String("problem")].toString());
                for (const QJsonValue& step : row[QLatin1String("steps")].toArray())
                    tally.add(step.toString());
            }))
            QSKIP("no ../shared/data/processbench");
        tally.report("ProcessBench");
        QCOMPARE(tally.gaps, 0);
        QVERIFY(tally.formulas > 22'000);
        QVERIFY2(tally.with_dollar_left < 25, qPrintable(tally.last_left));
    }
};

QTEST_APPLESS_MAIN(SplitMathTest)
#include "tst_split_math.moc"
