// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/label/key_map.h"
#include "ui/label/label_work.h"
#include "ui/label/side_panel.h"

#include <QWidget>

class QScrollArea;
class QTimer;

namespace stepmark::ui {

class EndingPanel;
class SolutionView;

/// What a labeler has before them: the solution with its steps, the panel beside it, the question how it ends, and the
/// line that says what is next. Shows the work as it is, and hands clicks on to it. The keyboard belongs to its focus
/// proxy. Main thread only.
class LabelDesk : public QWidget {
    Q_OBJECT
public:
    explicit LabelDesk(LabelWork& work, QWidget* parent = nullptr);

    void setKeys(const KeyMap& keys);
    void setSession(const SessionStats& stats) { m_side->setSession(stats); }
    /// The solution that the work has begun.
    void showTask();
    void refresh();

    /// Shows or hides what could lead: Reference, Why, Thinking or Opinion.
    void reveal(LabelAction action);
    void goToNote();
    bool noteHasFocus() const;
    void askEnding(FinishReason reason);
    EndingPanel* ending() const { return m_ending; }
    void dismissEnding(); ///< the keyboard goes back to the steps
    // These take a question back that is open.
    void mark(int row, Rating rating);
    void finishByKey();
    void undo();
    void scrollPages(int pages);
    void scrollProblem(int pages);
    QString selectedText() const;

Q_SIGNALS:
    void actionWanted(stepmark::ui::LabelAction action); ///< a click on a key's hint

protected:
    void resizeEvent(QResizeEvent* event) override;
    void showEvent(QShowEvent* event) override;
    void hideEvent(QHideEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void build();
    void connectParts();
    void fitSide();
    void updateTime();
    QString hintNow() const;
    QString refusalText() const;
    QString finishHint() const;

    LabelWork& m_work;
    KeyMap m_keys;
    SidePanel::Reveal m_shown;
    SolutionView* m_view = nullptr;
    SidePanel* m_side = nullptr;
    QScrollArea* m_side_area = nullptr;
    EndingPanel* m_ending = nullptr;
    QTimer* m_tick = nullptr;
};

} // namespace stepmark::ui
