// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/label/key_map.h"
#include "ui/label/keys_dialog.h"
#include "ui/theme/theme.h"

#include <QKeyEvent>
#include <QPushButton>
#include <QSettings>
#include <QTemporaryDir>
#include <QTest>

#include <memory>

using namespace stepmark::ui;

class KeyMapTest : public QObject {
    Q_OBJECT
private:
    static QKeyCombination key(Qt::Key code) { return QKeyCombination(code); }

private Q_SLOTS:
    void initTestCase() { Theme::instance().install(); }

    // Without it one key would do two things, or an action could not be reached.
    void everyActionHasItsOwnKeys() {
        const KeyMap keys;
        for (const LabelAction action : labelActions()) {
            QVERIFY(!keys.keysOf(action).empty());
            for (const QKeyCombination one : keys.keysOf(action))
                QCOMPARE(keys.actionOf(one), std::optional(action));
            QVERIFY(!KeyMap::textOf(action).isEmpty() && !KeyMap::wordOf(action).isEmpty());
        }
    }

    // Without it the same key would be two on a number pad, with Caps Lock, or on another keyboard.
    void eventsAreTheirKeys_data() {
        QTest::addColumn<int>("code");
        QTest::addColumn<Qt::KeyboardModifiers>("modifiers");
        QTest::addColumn<int>("action");
        const Qt::KeyboardModifiers none;
        QTest::newRow("digit") << int(Qt::Key_3) << none << int(LabelAction::Right);
        QTest::newRow("number pad") << int(Qt::Key_3) << Qt::KeyboardModifiers(Qt::KeypadModifier)
                                    << int(LabelAction::Right);
        QTest::newRow("digit with Shift") << int(Qt::Key_3) << Qt::KeyboardModifiers(Qt::ShiftModifier)
                                          << int(LabelAction::Right);
        QTest::newRow("capital") << int(Qt::Key_J) << Qt::KeyboardModifiers(Qt::ShiftModifier)
                                 << int(LabelAction::Wrong);
        QTest::newRow("Enter of the number pad") << int(Qt::Key_Enter) << Qt::KeyboardModifiers(Qt::KeypadModifier)
                                                 << int(LabelAction::Finish);
        QTest::newRow("down") << int(Qt::Key_Down) << none << int(LabelAction::Neutral);
        QTest::newRow("Shift and down") << int(Qt::Key_Down) << Qt::KeyboardModifiers(Qt::ShiftModifier)
                                        << int(LabelAction::Forward);
        QTest::newRow("Ctrl") << int(Qt::Key_J) << Qt::KeyboardModifiers(Qt::ControlModifier) << -1;
    }
    void eventsAreTheirKeys() {
        QFETCH(int, code);
        QFETCH(Qt::KeyboardModifiers, modifiers);
        QFETCH(int, action);
        const auto found = KeyMap().actionOf(QKeyEvent(QEvent::KeyPress, code, modifiers));
        QCOMPARE(found ? int(*found) : -1, action);
    }

    // Without it a key could be made useless, or the labeler would not know why it was refused.
    void badKeysAreRefused_data() {
        QTest::addColumn<QKeyCombination>("code");
        QTest::addColumn<QString>("says");
        QTest::newRow("taken") << key(Qt::Key_S) << QStringLiteral("S already means “skip”");
        QTest::newRow("its own") << key(Qt::Key_F) << QStringLiteral("F does that already");
        QTest::newRow("menus") << QKeyCombination(Qt::ControlModifier, Qt::Key_F) << QStringLiteral("belong to the menus");
        QTest::newRow("escape") << key(Qt::Key_Escape) << QStringLiteral("always does the same");
        QTest::newRow("tab") << key(Qt::Key_Tab) << QStringLiteral("always does the same");
        QTest::newRow("Shift alone") << key(Qt::Key_Shift) << QStringLiteral("no key that can be used alone");
    }
    void badKeysAreRefused() {
        QFETCH(QKeyCombination, code);
        QFETCH(QString, says);
        KeyMap keys;
        const QString message = keys.add(LabelAction::Flag, code);
        QVERIFY2(message.contains(says), qPrintable(message));
        QVERIFY(keys == KeyMap());
    }

    void lastKeyStays() {
        KeyMap keys;
        QVERIFY(keys.remove(LabelAction::Skip, key(Qt::Key_S)).contains(QStringLiteral("needs a key")));
        QVERIFY(keys == KeyMap());
    }

    // Without it the labeler would have to choose the keys anew every day.
    void keysAreKept() {
        QTemporaryDir folder;
        QSettings settings(folder.filePath(QStringLiteral("s.ini")), QSettings::IniFormat);
        KeyMap keys;
        keys.saveTo(settings);
        QVERIFY(settings.allKeys().isEmpty()); // nothing differs: later defaults are taken
        keys.add(LabelAction::Skip, key(Qt::Key_Semicolon));
        keys.add(LabelAction::Undo, QKeyCombination(Qt::ShiftModifier, Qt::Key_Left));
        keys.saveTo(settings);
        KeyMap read;
        read.restoreFrom(settings);
        QVERIFY(read == keys);
        settings.setValue(QStringLiteral("keys/skip"), QStringLiteral("1 S")); // 1 means "wrong"
        read.restoreFrom(settings);
        QVERIFY(read == KeyMap());
        settings.setValue(QStringLiteral("keys/skip"), QStringLiteral("nonsense rubbish"));
        read.restoreFrom(settings);
        QCOMPARE(read.actionOf(key(Qt::Key_S)), std::optional(LabelAction::Skip));
    }

    // Without it a new action would take away the keys that somebody has chosen.
    void newActionYieldsItsKey() {
        QTemporaryDir folder;
        QSettings settings(folder.filePath(QStringLiteral("s.ini")), QSettings::IniFormat);
        settings.setValue(QStringLiteral("keys/skip"), QStringLiteral("T"));
        KeyMap read;
        read.restoreFrom(settings);
        QCOMPARE(read.actionOf(key(Qt::Key_T)), std::optional(LabelAction::Skip));
        QCOMPARE(read.actionOf(key(Qt::Key_F2)), std::optional(LabelAction::Thinking));
    }

    // Without it keys could be changed by hand in a file only.
    void dialogAddsAndTakesAway() {
        KeysDialog dialog{KeyMap()};
        dialog.show();
        QVERIFY(QTest::qWaitForWindowExposed(&dialog));
        QPushButton* add = dialog.addButton(LabelAction::Skip);
        add->click();
        QTest::keyClick(add, Qt::Key_F);
        QVERIFY(dialog.message().contains(QStringLiteral("“flag”")));
        QTest::keyClick(add, Qt::Key_Semicolon, Qt::NoModifier); // it still listens
        QCOMPARE(dialog.keys().actionOf(key(Qt::Key_Semicolon)), std::optional(LabelAction::Skip));
        dialog.keyButton(LabelAction::Skip, key(Qt::Key_S))->click();
        QVERIFY(!dialog.keys().actionOf(key(Qt::Key_S)));
        dialog.keyButton(LabelAction::Skip, key(Qt::Key_Semicolon))->click();
        QVERIFY(dialog.message().contains(QStringLiteral("needs a key")));
        add->click();
        QTest::keyClick(add, Qt::Key_Escape);
        QVERIFY(dialog.isVisible()); // Esc ended the listening only
        QCOMPARE(dialog.keys().keysOf(LabelAction::Skip).size(), std::size_t(1));
    }
};

QTEST_MAIN(KeyMapTest)
#include "tst_key_map.moc"
