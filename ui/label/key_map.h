// SPDX-License-Identifier: GPL-3.0-or-later
//
// Main thread.
#pragma once

#include <QCoreApplication>
#include <QKeyCombination>
#include <QString>

#include <array>
#include <optional>
#include <span>
#include <vector>

class QKeyEvent;
class QSettings;

namespace stepmark::ui {

/// What a key may do on the label page, in the order in which a labeler learns it.
enum class LabelAction {
    Wrong,
    Neutral,
    Right,
    Finish,
    Undo,
    Unsure,
    Back,
    Forward,
    First,
    Skip,
    Flag,
    Note,
    BadProblem,
    GiveUp,
    Reference,
    Why,
    Thinking,
    Opinion,
    KeySheet,
};
constexpr int kLabelActions = 19;
std::span<const LabelAction> labelActions();

/// Which keys do what on the label page; every action keeps at least one, no key has two. A plain value; the messages
/// are for the labeler to read.
class KeyMap {
    Q_DECLARE_TR_FUNCTIONS(KeyMap)
public:
    KeyMap(); ///< the keys that Stepmark comes with

    std::optional<LabelAction> actionOf(QKeyCombination key) const;
    std::optional<LabelAction> actionOf(const QKeyEvent& event) const { return actionOf(keyOf(event)); }
    const std::vector<QKeyCombination>& keysOf(LabelAction action) const { return m_keys[indexOf(action)]; }
    /// The first key, as it stands on a key cap: "1", "Enter", "←".
    QString cap(LabelAction action) const { return capOf(keysOf(action).front()); }

    /// Gives one more key to an action. Empty: done; else why not, and nothing has changed.
    QString add(LabelAction action, QKeyCombination key);
    /// Takes a key away. Empty: done; else why not.
    QString remove(LabelAction action, QKeyCombination key);

    /// Only what differs from the keys that Stepmark comes with is kept.
    void saveTo(QSettings& settings) const;
    /// What cannot be read, or would give one key two meanings, is left as Stepmark comes.
    void restoreFrom(const QSettings& settings);

    bool operator==(const KeyMap&) const = default;

    /// The key of an event, told apart as far as a labeler does: Enter is Return, Shift counts with keys that print
    /// nothing only ("?" and capital letters need it on some keyboards).
    static QKeyCombination keyOf(const QKeyEvent& event);
    static QString capOf(QKeyCombination key);
    /// What an action does, as a sentence's part: "wrong: the first error, ends the solution".
    static QString textOf(LabelAction action);
    /// The same in a word or two, for a button.
    static QString wordOf(LabelAction action);

private:
    static std::size_t indexOf(LabelAction action) { return static_cast<std::size_t>(action); }
    static QString refusalOf(QKeyCombination key);
    void yieldKeysOf(LabelAction action);

    std::array<std::vector<QKeyCombination>, kLabelActions> m_keys;
};

} // namespace stepmark::ui
