// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/domain/annotation.h"

#include <QFrame>

#include <vector>

class QKeyEvent;
class QLineEdit;
class QPushButton;

namespace stepmark::ui {

class PlainLabel;

/// Asks why a problem is bad or is given up: a few reasons by number, or the labeler's own words. Nothing ends before a
/// reason is chosen and confirmed, so that no slip ends a solution. Main thread only.
class EndingPanel : public QFrame {
    Q_OBJECT
public:
    explicit EndingPanel(QWidget* parent = nullptr);

    /// `reason`: BadProblem or GiveUp; `key`: the cap of the key that asked, which also confirms.
    void ask(FinishReason reason, const QString& key);
    void dismiss();
    bool isOpen() const { return m_reason != FinishReason::Open; }
    FinishReason reason() const { return m_reason; }
    /// In English where it is one of the offered, so that a project's labelers of several languages say the same.
    QString detail() const;
    /// Such a detail in the user's language; a labeler's own words as they are. Any thread.
    static QString textOf(const QString& detail);
    /// Digits choose, the arrows move the choice; false: the key means something else.
    bool handleKey(QKeyEvent* event);
    /// Enter, or the key that asked, once more: confirmed() where a reason is chosen.
    void confirm();
    QLineEdit* ownWords() const { return m_own; }

Q_SIGNALS:
    void confirmed();
    void dismissed();    ///< by Esc or the button
    void keyboardBack(); ///< the field of own words gave it up

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void choose(int index);

    FinishReason m_reason = FinishReason::Open;
    int m_chosen = -1; ///< index of a reason; the last one is the labeler's own words
    PlainLabel* m_question = nullptr;
    std::vector<QPushButton*> m_buttons;
    QLineEdit* m_own = nullptr;
    QPushButton* m_confirm = nullptr;
};

} // namespace stepmark::ui
