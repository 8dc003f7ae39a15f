// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/math/formula_queue.h"
#include "ui/math/shown_text.h"

#include <QTest>

#include <map>

using namespace stepmark::ui;

namespace {

using Kind = ShownRun::Kind;

PicturePtr pictureOf(double width_ex, std::vector<double> breaks_ex = {}) {
    auto picture = std::make_shared<FormulaPicture>();
    picture->width_ex = width_ex;
    picture->height_ex = 2;
    picture->breaks_ex = std::move(breaks_ex);
    return picture;
}

PicturePtr brokenOf(const QString& error) {
    auto picture = std::make_shared<FormulaPicture>();
    picture->error = error;
    return picture;
}

/// "x" has a short picture, "long" one in parts, "bad" is broken, others are not made yet.
PicturePtr find(const FormulaSource& source) {
    if (source.tex == QLatin1String("x"))
        return pictureOf(2);
    if (source.tex == QLatin1String("long"))
        return pictureOf(60, {3, 20, 40, 59});
    if (source.tex == QLatin1String("bad"))
        return brokenOf(QStringLiteral("Missing close brace"));
    return nullptr;
}

/// Blocks by "/", display ones in brackets, a picture's place as "#".
QString outline(const ShownText& shown) {
    QStringList blocks;
    for (const ShownBlock& block : shown.blocks) {
        QString text = block.text;
        for (const ShownRun& run : block.runs) {
            if (run.kind == Kind::Piece)
                text[run.start] = QLatin1Char('#');
        }
        text.remove(QChar(0x200b));
        blocks << (block.display ? QStringLiteral("[%1]").arg(text) : text);
    }
    return blocks.join(QLatin1Char('/'));
}

} // namespace

class ShownTextTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    // Without it formulas would stand in the wrong line, or leave empty ones.
    void blocksAndLines_data() {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("expected");
        const auto row = [](const char* text, const QString& expected) {
            QTest::newRow(text) << QString::fromUtf8(text) << expected;
        };
        row("a $x$ b", QStringLiteral("a # b"));
        row("a $y$ b", QStringLiteral("a $y$ b"));
        row("a\nb\n\nc", QStringLiteral("a/b//c"));
        row("So\n\\[x\\]\nthen", QStringLiteral("So/[#]/then"));
        row("So \\[x\\] then", QStringLiteral("So /[#]/ then"));
        row("So \\[x\\].\nThen", QStringLiteral("So /[#.]/Then"));
        row("\\[x\\]", QStringLiteral("[#]"));
        row("\\[x\\]\\[x\\]", QStringLiteral("[#]/[#]"));
        row("\\[x\\]\n\n\\[x\\]", QStringLiteral("[#]/[#]"));
        row("\\[x\\]$x$", QStringLiteral("[#]/#"));
        row("a\n", QStringLiteral("a/"));
        row("", QString());
        row("$bad$ b", QStringLiteral("$bad$ (Missing close brace) b"));
        row("\\[bad\\] b", QStringLiteral("\\[bad\\] (Missing close brace) b"));
        row("costs \\$5", QStringLiteral("costs $5"));
        row("is <<1+1=2>>2", QStringLiteral("is \u20391+1=2\u203a2"));
        row("a [asy]\nd;\n[/asy] b", QStringLiteral("a /[asy]/d;/[/asy]/ b"));
        row("<b>$x$</b>", QStringLiteral("<b>#</b>"));
        row("$long$", QStringLiteral("###"));
    }
    void blocksAndLines() {
        QFETCH(QString, text);
        QFETCH(QString, expected);
        QCOMPARE(outline(composeShownText(text, TextForm::Prose, find)), expected);
    }

    // Without it a formula's source could hide or reorder what stands there.
    void trickyCharactersAreShown() {
        const QString text = QStringLiteral("a\u202eb $y\u202e$ <<1\u2066=1>>");
        for (const ShownBlock& block : composeShownText(text, TextForm::Prose, find).blocks) {
            QVERIFY(!block.text.contains(QChar(0x202e)));
            QVERIFY(!block.text.contains(QChar(0x2066)));
        }
    }

    // Without it a click would select another part than the one clicked.
    void positionsLeadBackToTheSource() {
        const QString text = QStringLiteral("ab $x$ c\\$d");
        const ShownText shown = composeShownText(text, TextForm::Prose, find);
        QCOMPARE(shown.blocks.size(), std::size_t(1));
        const ShownBlock& block = shown.blocks.front();
        QCOMPARE(block.text, QStringLiteral("ab x c$d"));
        const int expected[] = {0, 1, 2, 3, 6, 7, 8, 10, 11};
        for (int i = 0; i < 9; ++i)
            QCOMPARE(block.toSource(i), expected[i]);
    }

    // Without it selecting from a blank line would jump to the beginning.
    void emptyLinesHaveAPlace() {
        const ShownText shown = composeShownText(QStringLiteral("a\n\nb"), TextForm::Prose, find);
        QCOMPARE(shown.blocks.size(), std::size_t(3));
        QCOMPARE(shown.blocks[1].toSource(0), 2);
        QCOMPARE(shown.blocks[2].toSource(1), 4);
    }

    // Without it a long formula would run out of the column. Scraps at its ends stay with the rest.
    void longFormulasComeInParts() {
        const ShownText shown = composeShownText(QStringLiteral("$long$"), TextForm::Prose, find);
        const auto& runs = shown.blocks.front().runs;
        QCOMPARE(runs.size(), std::size_t(3));
        QCOMPARE(runs[0].from_ex, 0.0);
        QCOMPARE(runs[0].to_ex, 20.0);
        QCOMPARE(runs[1].to_ex, 40.0);
        QCOMPARE(runs[2].to_ex, 60.0);
        // It is one for the selection.
        QCOMPARE(shown.blocks.front().toSource(0), 0);
        QCOMPARE(shown.blocks.front().toSource(2), 0);
        QCOMPARE(shown.blocks.front().toSource(4), 6);
        QCOMPARE(shown.blocks.front().toSource(5), 6);
    }

    // Without it nobody would ask for the pictures.
    void missingOnesAreNamed() {
        const ShownText shown = composeShownText(QStringLiteral("$x$ $y$ \\[z\\] $bad$"), TextForm::Prose, find);
        QCOMPARE(shown.missing.size(), std::size_t(2));
        QCOMPARE(shown.missing[0], (FormulaSource{QStringLiteral("y"), false}));
        QCOMPARE(shown.missing[1], (FormulaSource{QStringLiteral("z"), true}));
    }

    // Without it the labeler would wait for formulas of solutions long gone.
    void whatIsShownComesFirstAndTheGoneIsDropped() {
        const auto formula = [](const char* tex) { return FormulaSource{QLatin1String(tex), false}; };
        FormulaQueue queue;
        FormulaWish ahead = std::make_shared<char>();
        FormulaWish shown = std::make_shared<char>();
        FormulaWish gone = std::make_shared<char>();
        queue.add(formula("later"), FormulaUrgency::Ahead, ahead);
        queue.add(formula("both"), FormulaUrgency::Ahead, ahead);
        queue.add(formula("gone"), FormulaUrgency::Shown, gone);
        queue.add(formula("kept"), FormulaUrgency::Shown, gone);
        queue.add(formula("kept"), FormulaUrgency::Shown, shown);
        queue.add(formula("both"), FormulaUrgency::Shown, shown);
        gone.reset();
        QCOMPARE(queue.take(), formula("kept"));
        QCOMPARE(queue.take(), formula("both"));
        QCOMPARE(queue.take(), formula("later"));
        QVERIFY(!queue.take());
        QVERIFY(queue.isEmpty());
    }
};

QTEST_APPLESS_MAIN(ShownTextTest)
#include "tst_shown_text.moc"
