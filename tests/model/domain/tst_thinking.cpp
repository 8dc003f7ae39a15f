// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/domain/thinking.h"

#include <QTest>

using namespace stepmark;

/// Thoughts are no steps; but nothing that is said may be lost.
class TestThinking : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void fold_data() {
        QTest::addColumn<QByteArray>("given");
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QByteArray>("thinking");
        const auto row = [](const char* name, const char* given, const char* text, const char* thinking) {
            QTest::newRow(name) << QByteArray(given) << QByteArray(text) << QByteArray(thinking);
        };
        row("none", "1 + 1 = 2", "1 + 1 = 2", "");
        row("in front", "<think>\nhm\n\n1?\n</think>\n\nIt is 2.", "\n\nIt is 2.", "hm\n\n1?");
        row("the template has opened it", "hm\n</think>\n\nIt is 2.", "\n\nIt is 2.", "hm");
        row("empty", "<think>\n\n</think>\n\nIt is 2.", "\n\nIt is 2.", "");
        row("two", "<think>a</think>\nb\n<think>c</think>\nd", "\nb\n\nd", "a\n\nc");
        row("other names", "<thinking>a</thinking>b", "b", "a");
        row("never closed", "<think>\na\n\nb", "<think>\na\n\nb", "");
        row("nothing is left", "<think>1 + 1 = 2</think>\n", "<think>1 + 1 = 2</think>\n", "");
        row("spoken of", "The tag <think> opens, </think>closes.", "The tag <think> opens, </think>closes.", "");
        row("closed twice", "<think>a</think>b</think> c", "b</think> c", "a");
        row("no text", "", "", "");
    }
    void fold() {
        QFETCH(QByteArray, given);
        QFETCH(QByteArray, text);
        QFETCH(QByteArray, thinking);
        const FoldedText folded = foldThinking(given.toStdString());
        QCOMPARE(QByteArray::fromStdString(folded.text), text);
        QCOMPARE(QByteArray::fromStdString(folded.thinking), thinking);
    }
};

QTEST_APPLESS_MAIN(TestThinking)
#include "tst_thinking.moc"
