// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/label/key_map.h"

#include <QKeyEvent>
#include <QKeySequence>
#include <QSettings>
#include <QStringList>

#include <algorithm>

namespace stepmark::ui {

namespace {

/// Above it lie the keys that print nothing: arrows, Enter, function keys.
constexpr int kFirstSilentKey = 0x01000000;

struct Row {
    LabelAction action;
    const char* name;  ///< in the settings
    const char* keys;  ///< QKeySequence's portable words, separated by spaces
    const char* word;
    const char* text;
};

// Arrows: the three that lie side by side mark like 1 2 3 and J K L, the one above goes back (docs/decisions).
constexpr std::array<Row, kLabelActions> kRows = {{
    {LabelAction::Wrong, "wrong", "1 J Left", QT_TRANSLATE_NOOP("KeyMap", "wrong"),
     QT_TRANSLATE_NOOP("KeyMap", "wrong: the first error, ends the solution")},
    {LabelAction::Neutral, "neutral", "2 K Down", QT_TRANSLATE_NOOP("KeyMap", "neutral"),
     QT_TRANSLATE_NOOP("KeyMap", "neutral: not wrong, and no step ahead")},
    {LabelAction::Right, "right", "3 L Right", QT_TRANSLATE_NOOP("KeyMap", "right"),
     QT_TRANSLATE_NOOP("KeyMap", "right")},
    {LabelAction::Finish, "finish", "Return", QT_TRANSLATE_NOOP("KeyMap", "finish"),
     QT_TRANSLATE_NOOP("KeyMap", "finish after the first error")},
    {LabelAction::Undo, "undo", "U Backspace", QT_TRANSLATE_NOOP("KeyMap", "undo"),
     QT_TRANSLATE_NOOP("KeyMap", "undo, also back into solutions done before")},
    {LabelAction::Unsure, "unsure", "Q", QT_TRANSLATE_NOOP("KeyMap", "unsure"),
     QT_TRANSLATE_NOOP("KeyMap", "unsure of this step's mark")},
    {LabelAction::Back, "back", "Up Shift+Up", QT_TRANSLATE_NOOP("KeyMap", "step before"),
     QT_TRANSLATE_NOOP("KeyMap", "a step back, to correct its mark")},
    {LabelAction::Forward, "forward", "Shift+Down", QT_TRANSLATE_NOOP("KeyMap", "step after"),
     QT_TRANSLATE_NOOP("KeyMap", "a step forward")},
    {LabelAction::First, "first", "Home", QT_TRANSLATE_NOOP("KeyMap", "first step"),
     QT_TRANSLATE_NOOP("KeyMap", "to the first step")},
    {LabelAction::Skip, "skip", "S", QT_TRANSLATE_NOOP("KeyMap", "skip"),
     QT_TRANSLATE_NOOP("KeyMap", "skip this solution")},
    {LabelAction::Flag, "flag", "F", QT_TRANSLATE_NOOP("KeyMap", "flag"),
     QT_TRANSLATE_NOOP("KeyMap", "flag for review")},
    {LabelAction::Note, "note", "N", QT_TRANSLATE_NOOP("KeyMap", "note"),
     QT_TRANSLATE_NOOP("KeyMap", "write a note; Esc goes back")},
    {LabelAction::BadProblem, "bad_problem", "B", QT_TRANSLATE_NOOP("KeyMap", "bad problem"),
     QT_TRANSLATE_NOOP("KeyMap", "the problem itself is bad: then say why")},
    {LabelAction::GiveUp, "give_up", "G", QT_TRANSLATE_NOOP("KeyMap", "give up"),
     QT_TRANSLATE_NOOP("KeyMap", "give this solution up: then say why")},
    {LabelAction::Reference, "reference", "R", QT_TRANSLATE_NOOP("KeyMap", "reference answer"),
     QT_TRANSLATE_NOOP("KeyMap", "reference answer and solution")},
    {LabelAction::Why, "why", "W", QT_TRANSLATE_NOOP("KeyMap", "why queued"),
     QT_TRANSLATE_NOOP("KeyMap", "why it was queued")},
    {LabelAction::Thinking, "thinking", "T F2", QT_TRANSLATE_NOOP("KeyMap", "thinking"),
     QT_TRANSLATE_NOOP("KeyMap", "what the model thought before its steps")},
    {LabelAction::Opinion, "opinion", "M", QT_TRANSLATE_NOOP("KeyMap", "model's opinion"),
     QT_TRANSLATE_NOOP("KeyMap", "model's opinion; recorded with the marks")},
    {LabelAction::KeySheet, "key_sheet", "?", QT_TRANSLATE_NOOP("KeyMap", "all keys"),
     QT_TRANSLATE_NOOP("KeyMap", "all keys")},
}};

const Row& rowOf(LabelAction action) { return kRows[static_cast<std::size_t>(action)]; }

std::vector<QKeyCombination> keysIn(const QString& words) {
    std::vector<QKeyCombination> keys;
    for (const QString& word : words.split(QLatin1Char(' '), Qt::SkipEmptyParts)) {
        const QKeySequence sequence = QKeySequence::fromString(word, QKeySequence::PortableText);
        const auto key = sequence.count() == 1 ? sequence[0].key() : Qt::Key_unknown;
        if (key != Qt::Key_unknown && key != Qt::Key(0)) // either is what a word that is no key gives
            keys.push_back(sequence[0]);
    }
    return keys;
}

QString wordsOf(const std::vector<QKeyCombination>& keys) {
    QStringList words;
    for (const QKeyCombination key : keys)
        words.append(QKeySequence(key).toString(QKeySequence::PortableText));
    return words.join(QLatin1Char(' '));
}

QString settingOf(const Row& row) { return QStringLiteral("keys/") + QLatin1String(row.name); }

QString keyName(Qt::Key key) {
    switch (key) {
    case Qt::Key_Return:
        return KeyMap::tr("Enter");
    case Qt::Key_Left:
        return QStringLiteral("←");
    case Qt::Key_Right:
        return QStringLiteral("→");
    case Qt::Key_Up:
        return QStringLiteral("↑");
    case Qt::Key_Down:
        return QStringLiteral("↓");
    default:
        return QKeySequence(key).toString(QKeySequence::NativeText);
    }
}

} // namespace

std::span<const LabelAction> labelActions() {
    static const auto all = [] {
        std::array<LabelAction, kLabelActions> actions{};
        std::transform(kRows.begin(), kRows.end(), actions.begin(), [](const Row& row) { return row.action; });
        return actions;
    }();
    return all;
}

KeyMap::KeyMap() {
    for (const Row& row : kRows)
        m_keys[indexOf(row.action)] = keysIn(QString::fromLatin1(row.keys));
}

std::optional<LabelAction> KeyMap::actionOf(QKeyCombination key) const {
    for (const LabelAction action : labelActions())
        if (const auto& keys = keysOf(action); std::find(keys.begin(), keys.end(), key) != keys.end())
            return action;
    return std::nullopt;
}

QString KeyMap::refusalOf(QKeyCombination key) {
    const QString cap = capOf(key);
    if (key.keyboardModifiers() & ~Qt::KeyboardModifiers(Qt::ShiftModifier))
        return tr("%1 is not possible: keys with Ctrl, Alt or Meta belong to the menus.").arg(cap);
    switch (key.key()) {
    case Qt::Key_unknown:
    case Qt::Key_Shift:
    case Qt::Key_Control:
    case Qt::Key_Alt:
    case Qt::Key_AltGr:
    case Qt::Key_Meta:
    case Qt::Key_CapsLock:
        return tr("That is no key that can be used alone.");
    case Qt::Key_Escape:
    case Qt::Key_Tab:
    case Qt::Key_Backtab:
    case Qt::Key_PageUp:
    case Qt::Key_PageDown:
    case Qt::Key_F1:
        return tr("%1 always does the same, on every page: choose another key.").arg(cap);
    default:
        return {};
    }
}

QString KeyMap::add(LabelAction action, QKeyCombination key) {
    if (const QString refusal = refusalOf(key); !refusal.isEmpty())
        return refusal;
    if (const auto owner = actionOf(key))
        return *owner == action
                   ? tr("%1 does that already.").arg(capOf(key))
                   : tr("%1 already means “%2”. Take it away there first.").arg(capOf(key), wordOf(*owner));
    m_keys[indexOf(action)].push_back(key);
    return {};
}

QString KeyMap::remove(LabelAction action, QKeyCombination key) {
    auto& keys = m_keys[indexOf(action)];
    if (keys.size() < 2)
        return tr("“%1” needs a key: add another one first.").arg(wordOf(action));
    std::erase(keys, key);
    return {};
}

void KeyMap::saveTo(QSettings& settings) const {
    for (const Row& row : kRows) {
        const auto& keys = keysOf(row.action);
        if (keys == keysIn(QString::fromLatin1(row.keys)))
            settings.remove(settingOf(row));
        else
            settings.setValue(settingOf(row), wordsOf(keys));
    }
}

void KeyMap::restoreFrom(const QSettings& settings) {
    KeyMap read;
    for (const Row& row : kRows)
        if (const auto keys = keysIn(settings.value(settingOf(row)).toString()); !keys.empty())
            read.m_keys[indexOf(row.action)] = keys;
    read.yieldKeysOf(LabelAction::Thinking); // it came later than maps that people have made
    // A file written by hand may say anything.
    for (const Row& row : kRows)
        for (const QKeyCombination key : read.keysOf(row.action))
            if (read.actionOf(key) != row.action || !refusalOf(key).isEmpty()) {
                *this = {};
                return;
            }
    *this = read;
}

/// Of an action's keys those that another one has too are left to that one, as long as one remains.
void KeyMap::yieldKeysOf(LabelAction action) {
    auto& keys = m_keys[indexOf(action)];
    for (const LabelAction other : labelActions())
        for (const QKeyCombination taken : keysOf(other))
            if (other != action && keys.size() > 1)
                std::erase(keys, taken);
}

QKeyCombination KeyMap::keyOf(const QKeyEvent& event) {
    auto key = static_cast<Qt::Key>(event.key());
    if (key == Qt::Key_Enter)
        key = Qt::Key_Return;
    Qt::KeyboardModifiers modifiers = event.modifiers() & ~Qt::KeyboardModifiers(Qt::KeypadModifier);
    if (key < kFirstSilentKey)
        modifiers &= ~Qt::KeyboardModifiers(Qt::ShiftModifier);
    return QKeyCombination(modifiers, key);
}

QString KeyMap::capOf(QKeyCombination key) {
    const QString name = keyName(key.key());
    if (key.keyboardModifiers() == Qt::NoModifier)
        return name;
    if (key.keyboardModifiers() == Qt::ShiftModifier)
        return tr("Shift %1").arg(name);
    return QKeySequence(key).toString(QKeySequence::NativeText);
}

QString KeyMap::textOf(LabelAction action) { return tr(rowOf(action).text); }

QString KeyMap::wordOf(LabelAction action) { return tr(rowOf(action).word); }

} // namespace stepmark::ui
