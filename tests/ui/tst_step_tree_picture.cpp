// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/data/tree_canvas.h"
#include "ui/data/tree_painter.h"
#include "ui/data/tree_panel.h"
#include "ui/theme/theme.h"

#include <QApplication>
#include <QFile>
#include <QImage>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace stepmark;
using namespace stepmark::ui;

namespace {

TreeStep step(int parent, const QString& text, int solutions) {
    TreeStep one;
    one.parent = parent;
    one.text = text;
    one.solutions = solutions;
    return one;
}

/// Two first steps; the second one is the busier and goes on in three ways.
TreeDetail small() {
    TreeDetail tree;
    tree.problem = 7;
    tree.steps = {step(-1, QStringLiteral("lone"), 1), step(-1, QStringLiteral("busy"), 6),
                  step(1, QStringLiteral("a"), 1), step(1, QStringLiteral("b"), 3), step(1, QStringLiteral("c"), 2)};
    tree.steps[3].label = Rating::Negative;
    tree.steps[3].marks = {{QStringLiteral("ann"), Rating::Negative}};
    tree.steps[3].wrong = 3;
    tree.steps[3].ends = 42;
    return tree;
}

/// `steps` steps, each following one about half as far.
TreeDetail large(int steps) {
    TreeDetail tree;
    for (int i = 0; i < steps; ++i)
        tree.steps.push_back(step(i < 5 ? -1 : (i - 5) / 2, QStringLiteral("step %1").arg(i), 1 + i % 7));
    return tree;
}

} // namespace

class StepTreePictureTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { Theme::instance().install(); }

    // Lost: the picture's sense, if boxes lay on each other or a step stood before the one it follows.
    void boxesNeverOverlap_data() {
        QTest::addColumn<int>("steps");
        QTest::newRow("none") << 0;
        QTest::newRow("one") << 1;
        QTest::newRow("hundreds") << 800;
    }
    void boxesNeverOverlap() {
        QFETCH(int, steps);
        const TreeDetail tree = large(steps);
        const TreeLayout layout(tree.steps);
        QCOMPARE(layout.size(), steps);
        for (int i = 0; i < steps; ++i) {
            QVERIFY(layout.bounds().contains(layout.box(i)));
            if (tree.steps[static_cast<std::size_t>(i)].parent >= 0)
                QVERIFY(layout.box(tree.steps[static_cast<std::size_t>(i)].parent).right() < layout.box(i).left());
            for (int j = 0; j < i; ++j)
                QVERIFY2(!layout.box(i).intersects(layout.box(j)), qPrintable(QStringLiteral("%1 %2").arg(i).arg(j)));
        }
    }

    // Lost: the tree, for whoever has no mouse.
    void byKeyboard() {
        TreePanel panel;
        panel.resize(900, 600);
        panel.show();
        panel.setTree(small());
        TreeCanvas* canvas = panel.canvas();
        QCOMPARE(panel.stepText(), QStringLiteral("busy")); // the busiest comes first
        QTest::keyClick(canvas, Qt::Key_Right);
        QCOMPARE(panel.stepText(), QStringLiteral("b"));
        QTest::keyClick(canvas, Qt::Key_Down);
        QCOMPARE(panel.stepText(), QStringLiteral("c"));
        QTest::keyClick(canvas, Qt::Key_Down);
        QTest::keyClick(canvas, Qt::Key_Down); // there is no more
        QCOMPARE(panel.stepText(), QStringLiteral("a"));
        QTest::keyClick(canvas, Qt::Key_Up);
        QTest::keyClick(canvas, Qt::Key_Up);
        QCOMPARE(panel.stepText(), QStringLiteral("b"));
        QSignalSpy opened(&panel, &TreePanel::solutionRequested);
        QTest::keyClick(canvas, Qt::Key_Return);
        QCOMPARE(opened.count(), 1);
        QCOMPARE(opened[0][0].value<SolutionId>(), SolutionId(42));
        QTest::keyClick(canvas, Qt::Key_Left);
        QCOMPARE(panel.stepText(), QStringLiteral("busy"));
        QTest::keyClick(canvas, Qt::Key_Return); // no solution ends here
        QCOMPARE(opened.count(), 1);
        QSignalSpy back(&panel, &TreePanel::backRequested);
        QTest::keyClick(canvas, Qt::Key_Escape);
        QCOMPARE(back.count(), 1);
    }

    // Lost: the tree itself, if zoom or a drag could lead away from it for good.
    void zoomAndPanKeepItInSight() {
        TreeCanvas canvas;
        canvas.resize(800, 500);
        canvas.show();
        canvas.setTree(large(300));
        const double fitted = canvas.scale();
        for (int i = 0; i < 60; ++i)
            QTest::keyClick(&canvas, Qt::Key_Plus);
        QCOMPARE(canvas.scale(), TreeCanvas::kLargest);
        for (int i = 0; i < 60; ++i)
            QTest::keyClick(&canvas, Qt::Key_Minus);
        QCOMPARE(canvas.scale(), TreeCanvas::kSmallest);
        QTest::keyClick(&canvas, Qt::Key_F);
        QCOMPARE(canvas.scale(), fitted);
        QTest::mousePress(&canvas, Qt::LeftButton, {}, {790, 490});
        for (int i = 0; i < 20; ++i) {
            QMouseEvent move(QEvent::MouseMove, QPointF(790 - i * 500, 490), canvas.mapToGlobal(QPointF(0, 0)),
                             Qt::LeftButton, Qt::LeftButton, {});
            QApplication::sendEvent(&canvas, &move);
        }
        const QImage image = canvas.grab().toImage();
        const QRgb ground = Theme::instance().colors().ground.rgb();
        bool anything = false;
        for (int y = 4; y < image.height() - 4 && !anything; y += 2)
            for (int x = 4; x < image.width() - 4 && !anything; x += 2)
                anything = image.pixel(x, y) != ground;
        QVERIFY(anything);
    }

    // Lost: the figure for the paper.
    void exports() {
        QTemporaryDir folder;
        TreePanel panel;
        panel.setTree(small());
        const QString png = folder.filePath(QStringLiteral("t.png")), svg = folder.filePath(QStringLiteral("t.svg"));
        QCOMPARE(panel.saveTo(png), QString());
        QCOMPARE(panel.saveTo(svg), QString());
        QImage image(png);
        QVERIFY(image.width() > 2 * 2 * TreeLayout::kWidth);
        QFile file(svg);
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QByteArray text = file.readAll();
        QVERIFY(text.contains("<svg") && text.contains("busy") && text.contains("3 ✗"));
        QVERIFY(!panel.saveTo(folder.filePath(QStringLiteral("no/such/folder/t.svg"))).isEmpty());
        QVERIFY(!panel.saveTo(folder.filePath(QStringLiteral("no/such/folder/t.png"))).isEmpty());
    }

    void aProblemWithoutSteps() {
        TreePanel panel;
        panel.resize(600, 400);
        panel.show();
        panel.setTree({});
        for (const auto key : {Qt::Key_Right, Qt::Key_Down, Qt::Key_Return, Qt::Key_Plus, Qt::Key_F})
            QTest::keyClick(panel.canvas(), key);
        QCOMPARE(panel.canvas()->selected(), -1);
    }
};

int main(int argc, char** argv) {
    QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates));
    QApplication app(argc, argv);
    StepTreePictureTest test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_step_tree_picture.moc"
