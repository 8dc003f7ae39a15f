// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/label/key_map.h"

#include <QDialog>

#include <array>
#include <optional>

class QHBoxLayout;
class QLabel;
class QPushButton;

namespace stepmark::ui {

class PlainLabel;

/// Gives the label page's actions other keys: one row an action, its keys as buttons that take the key away, and one
/// that adds the next key pressed. A key that has a meaning already is refused, with the reason below. Main thread only.
class KeysDialog : public QDialog {
    Q_OBJECT
public:
    explicit KeysDialog(const KeyMap& keys, QWidget* parent = nullptr);

    const KeyMap& keys() const { return m_keys; }
    QString message() const;
    QPushButton* addButton(LabelAction action) const { return m_rows[static_cast<std::size_t>(action)].add; }
    /// The button that takes a key away; null where the action has no such key.
    QPushButton* keyButton(LabelAction action, QKeyCombination key) const;

protected:
    void keyPressEvent(QKeyEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    struct Row {
        QHBoxLayout* keys = nullptr;
        QPushButton* add = nullptr;
    };

    QWidget* makeRows();
    void listen(LabelAction action);
    void stopListening();
    void take(const QKeyEvent& event);
    void showKeys(LabelAction action);
    void showAll();
    void say(const QString& message, bool is_refusal);

    KeyMap m_keys;
    std::optional<LabelAction> m_listening;
    std::array<Row, kLabelActions> m_rows;
    PlainLabel* m_message = nullptr;
};

} // namespace stepmark::ui
