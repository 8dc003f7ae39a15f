// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/drawable_text.h"
#include "ui/widgets/long_text_view.h"
#include "ui/widgets/text_block.h"

#include <QElapsedTimer>
#include <QPushButton>
#include <QTest>
#include <QTextBlock>

#include <algorithm>

using namespace stepmark::ui;

class TextBlockTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { Theme::instance().install(); }

    // Without it a step's text could hide a part of itself, or show another order than it has.
    void trickyCharactersAreShown_data() {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("shown");
        const QString mark(QChar(QChar::ReplacementCharacter));
        QTest::newRow("plain") << QStringLiteral("1 + 1 = 2\n\tnext") << QStringLiteral("1 + 1 = 2\n\tnext");
        QTest::newRow("override") << QStringLiteral("a") + QChar(0x202e) + QStringLiteral("b")
                                  << QStringLiteral("a") + mark + QStringLiteral("b");
        QTest::newRow("isolate") << QString(QChar(0x2066)) << mark;
        QTest::newRow("NUL") << QString(QChar(0)) << mark;
        QTest::newRow("two accents") << QStringLiteral("a\u0301\u0323") << QStringLiteral("a\u0301\u0323");
        QTest::newRow("tower of accents") << QStringLiteral("a") + QString(9, QChar(0x0301))
                                          << QStringLiteral("a") + QString(8, QChar(0x0301)) + mark;
        QTest::newRow("escape") << QString(QChar(0x1b)) << mark;
        QTest::newRow("line separator") << QString(QChar(0x2028)) << mark;
        QTest::newRow("Windows line end") << QStringLiteral("a\r\nb") << QStringLiteral("a \nb");
        QTest::newRow("html") << QStringLiteral("<b>x</b>&amp;") << QStringLiteral("<b>x</b>&amp;");
        QTest::newRow("empty") << QString() << QString();
    }
    void trickyCharactersAreShown() {
        QFETCH(QString, text);
        QFETCH(QString, shown);
        QCOMPARE(drawable(text), shown);
    }

    // Without it copying would give something else than the source.
    void copiesTheSource() {
        TextBlock block;
        block.resize(200, 400);
        const QString text = QStringLiteral("first <b>line</b>\nsecond %1 line").arg(QChar(0x202e));
        block.setText(text);
        block.selectAll();
        QCOMPARE(block.selectedText(), text);
        block.clearSelection();
        QVERIFY(block.selectedText().isEmpty());
    }

    // Without it a part of a step could not be copied.
    void selectsByMouse() {
        TextBlock block;
        block.resize(400, 60);
        block.setText(QStringLiteral("one two three"));
        block.show();
        QTest::mousePress(&block, Qt::LeftButton, {}, QPoint(0, 5));
        QMouseEvent move(QEvent::MouseMove, QPointF(398, 5), block.mapToGlobal(QPointF(398, 5)), Qt::NoButton,
                         Qt::LeftButton, {});
        QCoreApplication::sendEvent(&block, &move);
        QTest::mouseRelease(&block, Qt::LeftButton, {}, QPoint(398, 5));
        QCOMPARE(block.selectedText(), QStringLiteral("one two three"));
        QTest::mouseDClick(&block, Qt::LeftButton, {}, QPoint(2, 5));
        QCOMPARE(block.selectedText().trimmed(), QStringLiteral("one"));
    }

    // Without it long lines would run out of the window.
    void wrapsLongLines() {
        TextBlock block;
        block.setText(QStringLiteral("word ").repeated(100));
        QVERIFY(block.heightForWidth(200) > 3 * block.heightForWidth(2000));
        block.setText(QString(500, QLatin1Char('x'))); // no place to break
        QVERIFY(block.heightForWidth(200) > block.heightForWidth(20'000));
    }

    // Without it one line of a megabyte would freeze the window.
    void aMegabyteDoesNotFreeze_data() {
        QTest::addColumn<QString>("text");
        QTest::newRow("one line") << QString(1'000'000, QLatin1Char('x'));
        QTest::newRow("words") << QStringLiteral("word ").repeated(200'000);
        QTest::newRow("newlines") << QString(1'000'000, QLatin1Char('\n'));
        QTest::newRow("combining marks") << QString(1'000'000, QChar(0x0301));
        QTest::newRow("braces") << QString(1'000'000, QLatin1Char('{'));
    }
    void aMegabyteDoesNotFreeze() {
        QFETCH(QString, text);
        TextBlock block;
        block.resize(600, 400);
        QElapsedTimer timer;
        timer.start();
        block.setText(text);
        block.show();
        block.grab();
        const qint64 shown_ms = timer.restart();
        QVERIFY(block.isElided());
        auto* more = block.findChild<QPushButton*>();
        QVERIFY(more && more->isVisible());
        more->click();
        block.grab();
        const qint64 expanded_ms = timer.restart();
        qint64 longest_ms = 0; // the window lives on while the rest arrives
        for (int turn = 0; turn < 40; ++turn) {
            QCoreApplication::processEvents();
            longest_ms = std::max(longest_ms, timer.restart());
        }
        qInfo("shown in %lld ms, expanded in %lld ms, then held for %lld ms at most", shown_ms, expanded_ms,
              longest_ms);
        QVERIFY2(longest_ms < 1000, qPrintable(QString::number(longest_ms)));
        QVERIFY(block.isExpanded());
        QVERIFY2(shown_ms < 1000, qPrintable(QString::number(shown_ms)));
        QVERIFY2(expanded_ms < 2000, qPrintable(QString::number(expanded_ms)));
    }

    // Without it the cuts made for display would end up in what is copied.
    void wholeTextCopiesWithoutCuts() {
        const QString text = QStringLiteral("start\n") + QString(5001, QLatin1Char('y')) + QStringLiteral("\n\nend");
        LongTextView view(text);
        view.selectAll();
        QCOMPARE(view.selectedSource(), text);
        QTRY_VERIFY(view.isComplete());
        QVERIFY(view.document()->blockCount() > 4);
        QTextCursor part(view.document());
        part.setPosition(1);
        part.movePosition(QTextCursor::End, QTextCursor::KeepAnchor);
        view.setTextCursor(part);
        QCOMPARE(view.selectedSource(), text.mid(1));
    }

    // Without it a character made of two code units would be torn at a cut.
    void cutsKeepSurrogatesWhole() {
        const QString text = QString(LongTextView::kBlock - 1, QLatin1Char('a')) + QString::fromUcs4(U"\U0001F600") +
                             QStringLiteral("b");
        LongTextView view(text);
        QCOMPARE(view.document()->firstBlock().text().size(), LongTextView::kBlock - 1);
        QTRY_VERIFY(view.isComplete());
        QTextCursor part(view.document());
        part.setPosition(1);
        part.movePosition(QTextCursor::End, QTextCursor::KeepAnchor);
        view.setTextCursor(part);
        QCOMPARE(view.selectedSource(), text.mid(1));
    }
};

QTEST_MAIN(TextBlockTest)
#include "tst_text_block.moc"
