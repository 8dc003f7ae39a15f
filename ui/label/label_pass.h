// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/label/label_task.h"

#include <optional>
#include <vector>

namespace stepmark::ui {

/// The rules of one pass over one solution, without any widget: which step is current, what a mark does, when the
/// solution ends, what undo takes back. Rule of LVSS section 2.4: the first negative ends it, what follows stays
/// unlabelled.
class LabelPass {
public:
    /// One thing that undo takes back: a mark, or leaving the solution by a key of its own.
    struct Action {
        int step = -1; ///< -1: the solution was left (finish, skip, give up)
        std::optional<Rating> before;
        int current_before = 0;
    };
    using History = std::vector<Action>;

    LabelPass() = default;
    explicit LabelPass(LabelTask task);

    const LabelTask& task() const { return m_task; }
    int stepCount() const { return static_cast<int>(m_marks.size()); }
    int current() const { return m_current; }
    std::optional<Rating> markOf(int step) const { return m_marks[static_cast<std::size_t>(step)]; }
    /// Index of the first negative mark, -1 for none.
    int firstNegative() const;
    /// Every step has a mark, or the first error has been marked.
    bool complete() const;
    int unmarked() const;
    /// Behind the first error: shown dimmed, not to be marked.
    bool isBehindError(int step) const;
    /// What finishing now means; nullopt while steps are missing.
    std::optional<FinishReason> finishReason() const;

    struct MarkResult {
        bool accepted = false;    ///< false: no such step, or behind the first error
        bool filled_last = false; ///< this mark gave the last missing step its rating: the solution is done
    };
    MarkResult mark(int step, Rating rating);
    /// Moves among the steps that may be marked; false where there is no further one.
    bool moveTo(int step);
    bool moveBy(int delta) { return moveTo(m_current + delta); }

    bool canUndo() const { return !m_history.empty(); }
    /// Takes the last action back. Returns the step whose mark changed, or -1 where only the leaving was taken back.
    int undo();
    /// Notes that the solution is being left by a key of its own.
    void recordLeaving();
    const History& history() const { return m_history; }
    void setHistory(History history) { m_history = std::move(history); }
    /// Where no history is known any more (program started anew): as if the marks had been made in order.
    void assumeHistory();

private:
    int firstOpenStep() const;

    LabelTask m_task;
    std::vector<std::optional<Rating>> m_marks;
    int m_current = 0;
    History m_history;
};

} // namespace stepmark::ui
