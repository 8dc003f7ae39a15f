// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/label/key_map.h"
#include "ui/label/label_pass.h"
#include "ui/label/label_task.h"
#include "ui/label/work_clock.h"

#include <QWidget>

#include <map>
#include <memory>
#include <optional>

class QScrollArea;
class QStackedWidget;
class QTimer;

namespace stepmark::ui {

class EndingPanel;
class MessagePanel;
class SidePanel;
class SolutionView;

/// Where a solution is read and marked. Takes values, emits intent; every key changes the screen before any intent is
/// answered. Main thread only.
///
/// Order of signals at the end of a solution: marked, finished (or skipped), then taskShown of the prefetched next one,
/// or taskWanted where none is there. undoRequested: nothing left to take back here; answer with setTask of the
/// solution before, `reopened` set, or with noFurtherUndo().
class LabelPage : public QWidget {
    Q_OBJECT
public:
    enum class State { NoProject, NoSolutions, EmptyQueue, Busy, Error, Message, Labelling };

    explicit LabelPage(QWidget* parent = nullptr);
    ~LabelPage() override;

    State state() const { return m_state; }
    const LabelPass& pass() const { return m_pass; }
    const KeyMap& keys() const { return m_keys; }
    bool hasNextTask() const { return m_next.has_value(); }
    /// Replaces the clock's time source (milliseconds, monotonic); for tests.
    void setTimeSource(WorkClock::Now now);
    /// The note field has the keyboard: single letters are text there.
    bool noteHasFocus() const;

public Q_SLOTS:
    void setKeys(const stepmark::ui::KeyMap& keys);
    void setTask(const stepmark::ui::LabelTask& task);
    /// The solution that comes next, shown at once when this one is done; nullopt: none (yet).
    void setNextTask(const std::optional<stepmark::ui::LabelTask>& task);
    void setSession(const stepmark::ui::SessionStats& stats);
    void showNoProject();
    void showNoSolutions();                   ///< the project holds nothing to label: import or generate
    void showEmptyQueue(int labelled_so_far); ///< all queued solutions are done: start a round
    void showBusy(const QString& what);
    void showError(const QString& message);
    /// Something the labeler is told in the solution's stead; `button` goes on (messageAccepted), empty: nothing does.
    void showMessage(const QString& title, const QString& text, const QString& button);
    void noFurtherUndo();
    /// Another project: its solutions have nothing to do with what was undone so far.
    void forgetHistories();

Q_SIGNALS:
    void marked(const stepmark::ui::MarkIntent& intent);
    void finished(const stepmark::ui::FinishIntent& intent);
    void skipped(const stepmark::ui::SkipIntent& intent);
    void draftChanged(const stepmark::ui::DraftIntent& intent);
    void undoRequested();
    void taskShown(stepmark::SolutionId solution);
    void taskWanted();
    void roundWanted();   ///< "Start a round" in the empty state
    void projectWanted(); ///< "Open a project" in the state without one
    void importWanted();  ///< "Import candidates" in the state without solutions
    void retryRequested();
    void messageAccepted();
    void keySheetWanted();

protected:
    bool event(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void changeEvent(QEvent* event) override;
    void showEvent(QShowEvent* event) override;
    void hideEvent(QHideEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void build();
    void connectParts();
    bool handleKey(QKeyEvent* event);
    /// `repeated`: the key is held down.
    bool act(LabelAction action, bool repeated);
    bool actOnce(LabelAction action);
    void move(int delta);
    void reveal(LabelAction action);
    void mark(int row, Rating rating);
    void toggleUnsure(int row);
    void undo();
    void takeBackLast();
    void skip();
    void askEnding(FinishReason reason);
    void dismissEnding();
    void finish(FinishReason reason, bool by_key, const QString& detail = {});
    void finishByKey();
    void moveOn();
    bool isOpen(SolutionId solution) const;
    void toggleFlag();
    void flushDraft();
    void refresh();
    void showTask(const LabelTask& task);
    void showMessageState(State state, const QString& title, const QString& text, const QString& button);
    QString hintNow() const;
    QString finishHint() const;
    void emitMark(int row, qint64 elapsed_ms);
    bool copySelection();
    void messageButton();
    void updateTime();
    void fitSide();

    State m_state = State::NoProject;
    LabelPass m_pass;
    std::optional<LabelTask> m_next;
    KeyMap m_keys;
    WorkClock m_clock;
    bool m_reference_shown = false;
    bool m_why_shown = false;
    bool m_thinking_shown = false;
    bool m_opinion_shown = false;
    bool m_opinion_seen = false;
    bool m_flagged = false;
    bool m_draft_open = false;
    QString m_hint;
    std::map<SolutionId, LabelPass::History> m_histories; ///< of solutions left, for undo across them
    QStackedWidget* m_stack = nullptr;
    SolutionView* m_view = nullptr;
    SidePanel* m_side = nullptr;
    QScrollArea* m_side_area = nullptr;
    EndingPanel* m_ending = nullptr;
    MessagePanel* m_message = nullptr;
    QTimer* m_tick = nullptr;
    QTimer* m_draft_timer = nullptr;
    std::shared_ptr<const void> m_formulas_ahead; ///< the next task's are made meanwhile
};

} // namespace stepmark::ui
