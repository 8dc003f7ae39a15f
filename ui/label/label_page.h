// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/label/key_map.h"
#include "ui/label/label_work.h"

#include <QWidget>

#include <memory>
#include <optional>

class QStackedWidget;

namespace stepmark::ui {

class LabelDesk;
class MessagePanel;

/// Where a solution is read and marked: a desk, or a message in its stead, and the keyboard of both. Takes values,
/// emits intent; every key changes the screen before any intent is answered. Main thread only.
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

    State state() const { return m_work.isOpen() ? State::Labelling : m_message_state; }
    const LabelPass& pass() const { return m_work.pass(); }
    const KeyMap& keys() const { return m_keys; }
    bool hasNextTask() const { return m_work.hasNext(); }
    /// Replaces the clock's time source (milliseconds, monotonic); for tests.
    void setTimeSource(WorkClock::Now now) { m_work.setTimeSource(std::move(now)); }
    /// The note field has the keyboard: single letters are text there.
    bool noteHasFocus() const;

public Q_SLOTS:
    void setKeys(const stepmark::ui::KeyMap& keys);
    void setTask(const stepmark::ui::LabelTask& task) { m_work.begin(task); }
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
    void noFurtherUndo() { m_work.noFurtherUndo(); }
    /// A note that is being written goes out now.
    void flushDraft() { m_work.flushDraft(); }

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
    void focusInEvent(QFocusEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void forwardIntents();
    bool handleKey(QKeyEvent* event);
    bool handleQuestion(QKeyEvent* event, std::optional<LabelAction> action);
    /// `repeated`: the key is held down.
    bool act(LabelAction action, bool repeated);
    bool actOnce(LabelAction action);
    bool copySelection();
    void showMessageState(State state, const QString& title, const QString& text, const QString& button);
    void messageButton();

    LabelWork m_work;
    KeyMap m_keys;
    State m_message_state = State::NoProject; ///< while nothing is worked on
    QStackedWidget* m_stack = nullptr;
    LabelDesk* m_desk = nullptr;
    MessagePanel* m_message = nullptr;
    std::shared_ptr<const void> m_formulas_ahead; ///< the next task's are made meanwhile
};

} // namespace stepmark::ui
