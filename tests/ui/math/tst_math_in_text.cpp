// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/label/label_page.h"
#include "ui/math/formula_painter.h"
#include "ui/math/formulas.h"
#include "ui/math/math_engine.h"
#include "ui/widgets/text_block.h"

#include <QPainter>
#include <QSignalSpy>
#include <QTest>

using namespace stepmark::ui;

namespace {

bool waitForPictures(const TextBlock& block) {
    return QTest::qWaitFor([&] { return block.missingFormulas() == 0; }, 60'000);
}

/// Share of pixels nearer to `ink` than to `ground`.
double inked(const QImage& image, const QColor& ink, const QColor& ground) {
    const auto distance = [](const QColor& a, const QColor& b) {
        return std::abs(a.red() - b.red()) + std::abs(a.green() - b.green()) + std::abs(a.blue() - b.blue());
    };
    int count = 0;
    for (int y = 0; y < image.height(); ++y) {
        for (int x = 0; x < image.width(); ++x) {
            const QColor pixel = image.pixelColor(x, y);
            count += distance(pixel, ink) < distance(pixel, ground) ? 1 : 0;
        }
    }
    return count / double(image.width() * image.height());
}

} // namespace

class MathInTextTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() {
        Theme::instance().install();
        if (mathJaxFolder().isEmpty())
            QSKIP("MathJax is not installed: cd resources/mathjax && npm ci --ignore-scripts");
    }
    void init() {
        Formulas::instance().reset();
        Theme::instance().setMode(ThemeMode::Light);
    }

    // Without it the labeler would wait for the text until its formulas are made.
    void latexAtOnceThePictureWhenReady() {
        TextBlock block;
        block.resize(400, 100);
        block.setText(QStringLiteral("So \\[\\frac{\\frac{a}{b}}{\\frac{c}{d}}\\] holds."));
        block.show();
        QCOMPARE(block.missingFormulas(), 1);
        const int before = block.heightForWidth(400);
        QSignalSpy grown(&block, &TextBlock::expanded);
        QVERIFY(waitForPictures(block));
        QVERIFY(block.heightForWidth(400) > before);
        QCOMPARE(grown.size(), 1); // whoever laid it out is told
    }

    // Without it a hidden row would keep the engine busy, and a row shown again would stay LaTeX.
    void hiddenTextAsksForNothing() {
        TextBlock block;
        block.resize(400, 100);
        block.setText(QStringLiteral("$x+y$"));
        TextBlock shown; // asks later, and has its picture
        shown.resize(400, 100);
        shown.setText(QStringLiteral("$u+v$"));
        shown.show();
        QVERIFY(waitForPictures(shown));
        QCOMPARE(Formulas::instance().count().kept, 1);
        block.show();
        QVERIFY(waitForPictures(block));
    }

    // Without it what is copied could not be pasted where LaTeX is read.
    void copiesTheSource() {
        TextBlock block;
        block.resize(500, 100);
        const QString text = QStringLiteral("Let $x^2$ be <b>\\$5</b>,\n\\[y = 1\\].\nEnd");
        block.setText(text);
        block.show();
        QVERIFY(waitForPictures(block));
        block.selectAll();
        QCOMPARE(block.selectedText(), text);
    }

    // Without it half a formula would be copied.
    void aFormulaIsSelectedAsAWhole() {
        TextBlock block;
        block.resize(500, 60);
        block.setText(QStringLiteral("$x+y+z$ is it"));
        block.show();
        QVERIFY(waitForPictures(block));
        QTest::mouseDClick(&block, Qt::LeftButton, {}, QPoint(8, 10));
        QCOMPARE(block.selectedText(), QStringLiteral("$x+y+z$"));
        QTest::mousePress(&block, Qt::LeftButton, {}, QPoint(0, 10));
        QMouseEvent move(QEvent::MouseMove, QPointF(498, 10), block.mapToGlobal(QPointF(498, 10)), Qt::NoButton,
                         Qt::LeftButton, {});
        QCoreApplication::sendEvent(&block, &move);
        QTest::mouseRelease(&block, Qt::LeftButton, {}, QPoint(498, 10));
        QCOMPARE(block.selectedText(), block.text());
    }

    // Without it a selection made while the pictures were on their way would slip.
    void theSelectionSurvivesThePictures() {
        TextBlock block;
        block.resize(500, 60);
        block.setText(QStringLiteral("one $x$ two"));
        block.show();
        QTest::mouseDClick(&block, Qt::LeftButton, {}, QPoint(2, 10));
        const QString selected = block.selectedText();
        QVERIFY(waitForPictures(block));
        QCOMPARE(block.selectedText(), selected);
        QCOMPARE(selected, QStringLiteral("one"));
    }

    // Without it formulas would be black on black, or be made again for each palette.
    void oneRenderingServesBothPalettes() {
        TextBlock block;
        block.resize(200, 60);
        block.setAutoFillBackground(true);
        block.setText(QStringLiteral("\\(\\mathbf{MMMMMM}\\)"));
        block.show();
        QVERIFY(waitForPictures(block));
        QSignalSpy made(&Formulas::instance(), &Formulas::made);
        for (const ThemeMode mode : {ThemeMode::Light, ThemeMode::Dark}) {
            Theme::instance().setMode(mode);
            const Palette& c = Theme::instance().colors();
            const double share = inked(block.grab().toImage(), c.ink, c.ground);
            QVERIFY2(share > 0.02 && share < 0.5, qPrintable(QString::number(share)));
        }
        QCOMPARE(made.size(), 0);
    }

    // Without it a formula would be a blur on a fine screen.
    void isSharpAtEveryScale() {
        const FormulaSource source{QStringLiteral("\\mathbf{H}"), false};
        const FormulaWish wish = Formulas::instance().wish({source});
        QTRY_VERIFY_WITH_TIMEOUT(Formulas::instance().find(source), 60'000);
        const PicturePtr picture = Formulas::instance().find(source);
        for (const double ratio : {1.0, 1.5, 2.0, 3.0}) {
            QImage image(QSize(qRound(60 * ratio), qRound(60 * ratio)), QImage::Format_RGB32);
            image.setDevicePixelRatio(ratio);
            image.fill(Qt::white);
            QPainter painter(&image);
            drawFormula(painter, {picture, 0, picture->width_ex}, {10.3, 10.7}, 20, Qt::black);
            painter.end();
            int black = 0;
            int grey = 0;
            for (int y = 0; y < image.height(); ++y) {
                for (int x = 0; x < image.width(); ++x) {
                    const int value = qGray(image.pixel(x, y));
                    black += value < 20 ? 1 : 0;
                    grey += value >= 20 && value < 235 ? 1 : 0;
                }
            }
            // Edges grow with the size, areas with its square; a picture blown up would be grey all around.
            QVERIFY2(black > 150 * ratio * ratio, qPrintable(QString::number(black)));
            QVERIFY2(grey < 260 * ratio, qPrintable(QString::number(grey)));
        }
    }

    // Without it formulas would hang above or below the line of text, or leave the column.
    void flowsWithTheText() {
        TextBlock block;
        block.setText(QStringLiteral("word $a+b$ ").repeated(30));
        block.resize(300, 400);
        block.show();
        QVERIFY(waitForPictures(block));
        const int line = QFontMetrics(block.font()).height();
        QVERIFY(block.heightForWidth(300) > 5 * line);
        QVERIFY(block.heightForWidth(1200) < block.heightForWidth(300) / 2);
        // What fits no line is made smaller, or goes on in the next one.
        block.setText(QStringLiteral("$\\frac{%1}{2}$").arg(QStringLiteral("a+b+c+d+").repeated(8)));
        QVERIFY(waitForPictures(block));
        block.resize(300, block.heightForWidth(300));
        const QImage image = block.grab().toImage();
        const Palette& c = Theme::instance().colors();
        QVERIFY(inked(image.copy(0, 0, image.width() - 1, image.height()), c.ink, c.ground) > 0.002);
        QCOMPARE(inked(image.copy(image.width() - 1, 0, 1, image.height()), c.ink, c.ground), 0.0);
    }

    // Without it each next solution would flash its LaTeX first.
    void theNextTasksFormulasAreMadeAhead() {
        LabelPage page;
        LabelTask task;
        task.solution = 1;
        task.problem = QStringLiteral("Let $x^7$ be even.");
        task.steps.resize(1);
        task.steps.front().text = QStringLiteral("So \\(x\\) is.");
        page.setNextTask(task);
        QTRY_COMPARE_WITH_TIMEOUT(Formulas::instance().count().kept, 2, 60'000);
    }

    // Without it hostile text would open connections, hang, or look like something else.
    void hostileTextIsShownAsText_data() {
        QTest::addColumn<QString>("text");
        QTest::newRow("html") << QStringLiteral("<img src=\"http://example.invalid/x.png\"><script>alert(1)</script>");
        QTest::newRow("html in a formula") << QStringLiteral("$<img src=http://example.invalid/x.png>$");
        QTest::newRow("link") << QStringLiteral("$\\href{http://example.invalid/}{x}$");
        QTest::newRow("macro bomb") << QStringLiteral("$\\def\\a{\\a\\a}\\a$ and $x$");
        QTest::newRow("braces") << QStringLiteral("$%1x%2$").arg(QString(1900, QLatin1Char('{')),
                                                                 QString(1900, QLatin1Char('}')));
        QTest::newRow("a megabyte of dollars") << QString(1'000'000, QLatin1Char('$'));
        QTest::newRow("a megabyte of formula")
            << QStringLiteral("\\[%1\\]").arg(QStringLiteral("x^2+").repeated(250'000));
        QTest::newRow("override") << QStringLiteral("a%1b $x%1y$").arg(QChar(0x202e));
        QTest::newRow("many formulas") << QStringLiteral("$x$").repeated(1300);
    }
    void hostileTextIsShownAsText() {
        QFETCH(QString, text);
        TextBlock block;
        block.resize(400, 300);
        block.setText(text);
        block.show();
        block.grab();
        QVERIFY(waitForPictures(block));
        block.grab();
        block.selectAll();
        QCOMPARE(block.selectedText(), text.left(TextBlock::kShownAtOnce));
    }
};

QTEST_MAIN(MathInTextTest)
#include "tst_math_in_text.moc"
