// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/domain/error.h"
#include "ui/math/formula_thread.h"
#include "ui/math/math_engine.h"

#include <QDir>
#include <QElapsedTimer>
#include <QImage>
#include <QPainter>
#include <QSignalSpy>
#include <QSvgRenderer>
#include <QTemporaryDir>
#include <QTest>
#include <QXmlStreamReader>

using namespace stepmark;
using namespace stepmark::ui;

namespace {

struct Ink {
    int pixels = 0;
    QRect box;
};

/// What the picture paints, in black, at 10 pixels an ex with a border of 20 pixels.
Ink inkOf(const FormulaPicture& picture) {
    QByteArray svg = picture.svg;
    svg.replace("\"currentColor\"", "\"#000000\"");
    const QSizeF size(picture.width_ex * 10, picture.height_ex * 10);
    QImage image(size.toSize() + QSize(40, 40), QImage::Format_RGB32);
    image.fill(Qt::white);
    QPainter painter(&image);
    QSvgRenderer(svg).render(&painter, QRectF({20, 20}, size));
    painter.end();
    Ink ink;
    for (int y = 0; y < image.height(); ++y) {
        for (int x = 0; x < image.width(); ++x) {
            if (qGray(image.pixel(x, y)) < 128) {
                ++ink.pixels;
                ink.box |= QRect(x - 20, y - 20, 1, 1);
            }
        }
    }
    return ink;
}

int openSockets() {
    int sockets = 0;
    const QDir descriptors(QStringLiteral("/proc/self/fd"));
    for (const QString& name : descriptors.entryList(QDir::Files | QDir::System | QDir::NoDotAndDotDot)) {
        if (QFile::symLinkTarget(descriptors.filePath(name)).contains(QLatin1String("socket:")))
            ++sockets;
    }
    return sockets;
}

} // namespace

class MathEngineTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() {
        if (mathJaxFolder().isEmpty())
            QSKIP("MathJax is not installed: cd resources/mathjax && npm ci --ignore-scripts");
        QElapsedTimer timer;
        timer.start();
        m_engine = std::make_unique<MathEngine>(mathJaxFolder());
        qInfo("MathJax read in %lld ms", timer.elapsed());
    }
    void cleanupTestCase() { m_engine.reset(); }

    // Without it a formula would be missing, cut off, or beside its place.
    void typesets_data() {
        QTest::addColumn<QString>("tex");
        QTest::addColumn<bool>("display");
        const auto row = [](const char* tex, bool display = false) {
            QTest::newRow(tex) << QString::fromUtf8(tex) << display;
        };
        row("x");
        row("x^2 + 1");
        row("\\frac{1}{4}", true);
        row("\\sum_{i=1}^{n} i = \\frac{n(n+1)}{2}", true);
        row("\\begin{pmatrix} 1 & 2 \\\\ 3 & 4 \\\\ 5 & 6 \\\\ 7 & 8 \\\\ 9 & 0 \\end{pmatrix}", true);
        row("\\begin{align*} x &= 1 \\\\ y &= 2 \\end{align*}", true);
        row("f(x) = \\begin{cases} 1 & \\text{if } x > 0 \\\\ 0 & \\text{otherwise} \\end{cases}", true);
        row("\\begin{array}{c|l} 1 & 2 \\\\ \\hline 3 & 4 \\end{array}", true);
        row("\\boxed{42}");
        row("\\cancel{x}");
        row("\\overline{AB} \\perp \\overrightarrow{CDEF}");
        row("\\underbrace{a + b + c + d + e + f}_{n}", true);
        row("\\sqrt[3]{\\frac{a}{\\frac{b}{\\frac{c}{d}}}}", true);
        row("\\left\\{ \\frac{\\frac{a}{b}}{\\frac{c}{d}} \\right\\}", true);
        row("a \\equiv 3 \\pmod{5}");
        row("\\text{字}");
        row("\\color{red}{x}");
        row("\\tag{1} x", true);
        row("\\emph{word} \\dotsm");
        row("\\bm{x} + \\bm y");
        row("\\pounds 5 + \\euro 5");
        row("\\begin{tabular}{|l|c|}\\hline Name & $x^2$ & \\$5\\\\\\hline \\multicolumn{2}{c}{\\textbf{a} and b} & "
            "\\noalign{\\smallskip}"
            "\\end{tabular}",
            true);
    }
    void typesets() {
        QFETCH(QString, tex);
        QFETCH(bool, display);
        const FormulaPicture picture = m_engine->typeset({tex, display});
        QVERIFY2(!picture.isBroken(), qPrintable(picture.error));
        const Ink ink = inkOf(picture);
        QVERIFY(ink.pixels > 10);
        // All of it inside its box, and the box not far larger.
        const QRectF box(0, 0, picture.width_ex * 10, picture.height_ex * 10);
        QVERIFY(QRectF(ink.box).left() > -4 && QRectF(ink.box).right() < box.right() + 4);
        QVERIFY(QRectF(ink.box).top() > -4 && QRectF(ink.box).bottom() < box.bottom() + 4);
        QVERIFY(ink.box.height() > box.height() * 0.5);
        QVERIFY(picture.depth_ex > -1 && picture.depth_ex < picture.height_ex);
    }

    // A price in euros, or one character of a damaged PDF's text, must not leave the whole formula undrawn.
    void everyBlockIsDrawn() {
        const QString syntax = QStringLiteral("#&^_{}\\%");
        QStringList undrawn;
        // Both ends of every gap in the operator ranges of MathJax 3.2.2, and currency signs.
        std::vector<char32_t> characters = {0x80,    0x9f,    0x250,   0x2af,    0x1a21,  0x1aaf,  0x20a0,  0x20ff,
                                            0x2400,  0x245f,  0x2de1,  0x2dff,   0x2fe0,  0x2fef,  0xa4a0,  0xa4cf,
                                            0xe000,  0xf8ff,  0x1d260, 0x1d35f,  0x1d380, 0x1d3ff, 0x1d800, 0x1deff,
                                            0x1fa00, 0x1ffff, 0x2fa20, 0x10ffff, 0x20ac,  0x20b9};
        for (char32_t c = 0x21; c < 0x20000; c += c < 0x80 ? 1 : 0x1fd)
            characters.push_back(c);
        for (const char32_t c : characters) {
            if ((c >= 0xd800 && c < 0xe000) || (c < 0x80 && syntax.contains(QChar(c))))
                continue;
            const auto picture = m_engine->typeset({QString::fromUcs4(&c, 1), false});
            if (picture.isBroken())
                undrawn += QString::number(c, 16) + QLatin1Char(' ') + picture.error;
        }
        QCOMPARE(undrawn, QStringList());
    }

    // Without it a tall bracket would have a hole, or a bar far beyond its ends: Qt draws MathJax's inner pictures
    // wrong.
    void tallBracketsAreWhole() {
        const FormulaPicture picture = m_engine->typeset(
            {QStringLiteral("\\left(\\begin{matrix} 1 \\\\ 2 \\\\ 3 \\\\ 4 \\\\ 5 \\\\ 6 \\end{matrix}\\right."),
             true});
        QByteArray svg = picture.svg;
        QVERIFY(svg.indexOf("<svg", 1) < 0);
        svg.replace("\"currentColor\"", "\"#000000\"");
        QImage image(QSize(qRound(picture.width_ex * 10), qRound(picture.height_ex * 10)), QImage::Format_RGB32);
        image.fill(Qt::white);
        QPainter painter(&image);
        QSvgRenderer(svg).render(&painter, QRectF(QPointF(), QSizeF(image.size())));
        painter.end();
        for (int y = image.height() / 10; y < image.height() * 9 / 10; ++y) {
            int dark = 0;
            for (int x = 0; x < qRound(1.6 * 10); ++x) // the bracket is 2 ex wide
                dark += qGray(image.pixel(x, y)) < 160 ? 1 : 0;
            QVERIFY2(dark > 0, qPrintable(QStringLiteral("a hole in row %1 of %2").arg(y).arg(image.height())));
        }
    }

    // Without it long formulas could not wrap.
    void namesPlacesToBreak() {
        const FormulaPicture picture = m_engine->typeset({QStringLiteral("a = b + (c = d) = e"), false});
        QCOMPARE(picture.breaks_ex.size(), std::size_t(3)); // not inside of the brackets
        QVERIFY(std::is_sorted(picture.breaks_ex.begin(), picture.breaks_ex.end()));
        QVERIFY(picture.breaks_ex.front() > 0 && picture.breaks_ex.back() < picture.width_ex);
    }

    // Without it the labeler would not know what is wrong, or would see half a formula.
    void brokenLatexSaysWhy_data() {
        QTest::addColumn<QString>("tex");
        QTest::addColumn<QString>("error");
        QTest::newRow("brace") << QStringLiteral("\\frac{1}{") << QStringLiteral("Missing close brace");
        QTest::newRow("extra brace") << QStringLiteral("x}")
                                     << QStringLiteral("Extra close brace or missing open brace");
        QTest::newRow("unknown") << QStringLiteral("\\nosuch x")
                                 << QStringLiteral("Undefined control sequence \\nosuch");
        QTest::newRow("environment") << QStringLiteral("\\begin{nosuch}x\\end{nosuch}")
                                     << QStringLiteral("Unknown environment 'nosuch'");
        QTest::newRow("link") << QStringLiteral("\\href{http://example.invalid/}{x}")
                              << QStringLiteral("Undefined control sequence \\href");
        QTest::newRow("extension") << QStringLiteral("\\require{html}")
                                   << QStringLiteral("Undefined control sequence \\require");
        QTest::newRow("style") << QStringLiteral("\\style{background:url(x)}{x}")
                               << QStringLiteral("Undefined control sequence \\style");
        QTest::newRow("picture") << QStringLiteral("\\includegraphics{/etc/passwd}")
                                 << QStringLiteral("Undefined control sequence \\includegraphics");
        QTest::newRow("settings") << QStringLiteral("\\mathtoolsset{x=1}")
                                  << QStringLiteral("Undefined control sequence \\mathtoolsset");
    }
    void brokenLatexSaysWhy() {
        QFETCH(QString, tex);
        QFETCH(QString, error);
        const FormulaPicture picture = m_engine->typeset({tex, false});
        QCOMPARE(picture.error, error);
        QVERIFY(picture.svg.isEmpty());
    }

    // Without it one hostile text would freeze the pictures of all others, or end the program.
    void hostileFormulasEnd_data() {
        QTest::addColumn<QString>("tex");
        const auto row = [](const char* name, const QString& tex) { QTest::newRow(name) << tex; };
        row("macro bomb", QStringLiteral("\\def\\a{\\a\\a}\\a"));
        row("growing macro", QStringLiteral("\\def\\a#1{\\a{#1#1}}\\a{x}"));
        row("doubling",
            QStringLiteral("\\def\\a{xx}\\def\\b{\\a\\a}\\def\\c{\\b\\b\\b\\b\\b\\b}\\def\\d{\\c\\c\\c\\c\\c\\c}"
                           "\\def\\e{\\d\\d\\d\\d\\d\\d}\\def\\f{\\e\\e\\e\\e\\e\\e}\\f"));
        row("braces", QString(1999, QLatin1Char('{')) + QString(1999, QLatin1Char('}')));
        row("open braces", QString(3999, QLatin1Char('{')));
        row("roots", QStringLiteral("\\sqrt").repeated(700) + QStringLiteral("x"));
        row("exponents", QStringLiteral("x^").repeated(1500) + QStringLiteral("x"));
        row("left", QStringLiteral("\\left(").repeated(600));
        row("environments", QStringLiteral("\\begin{array}{c}").repeated(200));
        row("a table without columns", QStringLiteral("\\begin{tabular}{c x\\end{tabular}"));
        row("too long", QString(100'000, QLatin1Char('x')));
        row("too wide", QStringLiteral("\\kern 10000000em x"));
        row("too tall", QStringLiteral("\\rule{1em}{100000em}"));
    }
    void hostileFormulasEnd() {
        QFETCH(QString, tex);
        QElapsedTimer timer;
        timer.start();
        const FormulaPicture picture = m_engine->typeset({tex, true});
        qInfo("%lld ms: %s", timer.elapsed(), qPrintable(picture.error));
        QVERIFY(picture.isBroken());
        QVERIFY(!m_engine->typeset({QStringLiteral("x"), false}).isBroken()); // the engine is as good as before
    }

    // Without it a formula nested by macros would run out of the thread's stack, and end the program.
    void deeplyNestedFormulasDoNotCrash() {
        const QString deep = QStringLiteral("\\def\\a#1{\\sqrt{\\sqrt{\\sqrt{#1}}}}\\def\\b#1{\\a{\\a{\\a{#1}}}}"
                                            "\\def\\c#1{\\b{\\b{\\b{#1}}}}\\def\\d#1{\\c{\\c{\\c{#1}}}}\\d{\\d{x}}");
        m_engine->typeset({deep, true});
        QVERIFY(!m_engine->typeset({QStringLiteral("x"), false}).isBroken());
    }

    // Without it a formula could show, link or load something else than its own shapes.
    void picturesHoldShapesOnly_data() {
        QTest::addColumn<QString>("tex");
        for (const char* tex :
             {"\\mmlToken{mi}[href=\"http://example.invalid/\"]{x}",
              "\\mmlToken{mi}[style=\"background:url(http://x)\"]{x}",
              "\\mmlToken{mtext}[fontfamily='\"><image href=\"http://example.invalid/x.png\"/>']{x}",
              "\\text{<img src=\"http://example.invalid/x.png\">}", "\\color{url(http://example.invalid/)}{x}",
              "\\begin{CD} A @>a>> B \\\\ @VVbV @AAcA \\\\ C @= D \\end{CD}", "\\tag{a} x \\label{b}"})
            QTest::newRow(tex) << QString::fromUtf8(tex);
    }
    void picturesHoldShapesOnly() {
        QFETCH(QString, tex);
        const int sockets = openSockets();
        const FormulaPicture picture = m_engine->typeset({tex, true});
        if (picture.isBroken())
            return; // refused: shows as text
        inkOf(picture);
        static const QSet<QString> kShapes{QStringLiteral("svg"),     QStringLiteral("g"),       QStringLiteral("path"),
                                           QStringLiteral("rect"),    QStringLiteral("line"),    QStringLiteral("text"),
                                           QStringLiteral("polygon"), QStringLiteral("polyline")};
        QXmlStreamReader reader(picture.svg);
        while (!reader.atEnd()) {
            if (reader.readNext() != QXmlStreamReader::StartElement)
                continue;
            QVERIFY2(kShapes.contains(reader.name().toString()), qPrintable(reader.name().toString()));
            for (const auto& attribute : reader.attributes()) {
                QVERIFY(!attribute.name().contains(QLatin1String("href")));
                QVERIFY(attribute.name() != QLatin1String("style"));
            }
        }
        QVERIFY2(!reader.hasError(), qPrintable(reader.errorString()));
        QCOMPARE(openSockets(), sockets);
    }

    // Without it one text's definitions would change what the next one shows.
    void formulasForget_data() {
        QTest::addColumn<QString>("first");
        QTest::addColumn<QString>("second");
        const auto row = [](const char* first, const char* second) {
            QTest::newRow(first) << QString::fromUtf8(first) << QString::fromUtf8(second);
        };
        row("\\def\\y{z}\\y", "\\y");
        row("\\newcommand{\\y}{z}\\y", "\\y");
        row("\\let\\y=\\alpha\\y", "\\y");
        row("\\newenvironment{y}{a}{b}\\begin{y}\\end{y}", "\\begin{y}\\end{y}");
        row("\\DeclareMathOperator{\\y}{y}\\y", "\\y");
        row("\\DeclarePairedDelimiter\\y{|}{|}\\y{x}", "\\y{x}");
    }
    void formulasForget() {
        QFETCH(QString, first);
        QFETCH(QString, second);
        QVERIFY(!m_engine->typeset({first, false}).isBroken());
        QVERIFY(m_engine->typeset({second, false}).isBroken());
    }
    void plainCommandsStayWhatTheyAre() {
        const FormulaSource half{QStringLiteral("\\frac{1}{2}"), false};
        const QByteArray before = m_engine->typeset(half).svg;
        m_engine->typeset({QStringLiteral("\\def\\frac#1#2{gone}\\let\\sqrt=\\frac \\label{a} x"), false});
        QCOMPARE(m_engine->typeset(half).svg, before);
        QVERIFY(!m_engine->typeset({QStringLiteral("\\label{a} x"), false}).isBroken());
    }

    // Without it a formula that never ends would be the last one.
    void overlongFormulasAreEnded() {
        FormulaThread thread(mathJaxFolder());
        QSignalSpy typeset(&thread, &FormulaThread::typeset);
        thread.start();
        const FormulaWish wish = std::make_shared<char>();
        QString slow = QStringLiteral("\\begin{matrix}");
        for (int i = 0; i < 60; ++i)
            slow += QStringLiteral("\\frac{a}{b} & \\sqrt{c} & \\sum_i d \\\\");
        thread.add({slow + QStringLiteral("\\end{matrix}"), true}, FormulaUrgency::Shown, wish);
        thread.add({QStringLiteral("x"), false}, FormulaUrgency::Shown, wish);
        QTRY_VERIFY_WITH_TIMEOUT((thread.endOverlong(20), !typeset.isEmpty()), 60'000);
        QVERIFY(typeset.at(0).at(1).value<FormulaPicture>().isBroken());
        QTRY_COMPARE_WITH_TIMEOUT(typeset.size(), 2, 60'000);
        QVERIFY(!typeset.at(1).at(1).value<FormulaPicture>().isBroken()); // by a fresh engine
        QTRY_VERIFY(!thread.isBusy());
    }

    // Without it a program without MathJax would not say what is missing.
    void aMissingFileIsNamed() {
        const QTemporaryDir folder;
        try {
            MathEngine engine(folder.path());
            QFAIL("an engine from nothing");
        } catch (const Error& error) {
            QVERIFY(QString::fromUtf8(error.what()).contains(folder.path() + QStringLiteral("/core.js")));
        }
    }

private:
    std::unique_ptr<MathEngine> m_engine;
};

QTEST_MAIN(MathEngineTest)
#include "tst_math_engine.moc"
