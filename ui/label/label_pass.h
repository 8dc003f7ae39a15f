// SPDX-License-Identifier: GPL-3.0-or-later
//
// An object belongs to one thread.
#pragma once

#include "ui/label/label_task.h"

#include <optional>
#include <utility>
#include <vector>

namespace stepmark::ui {

/// The rules of one pass over one solution, without any widget: which step is current, what a mark does, when the
/// solution ends, what undo takes back. Rule of Lightman et al., section 2.4: the first negative ends it, what follows
/// stays unlabelled; but alternatives to the wrong step may be rated there (PRM800K phase 2).
///
/// Rows are what can be marked: 0 to stepCount() - 1 are the steps, those from stepCount() on the alternatives to the
/// first error, as long as there is one.
class LabelPass {
public:
    /// A labeler's mark; `unsure` without a rating: the next one will be.
    struct Mark {
        std::optional<Rating> rating;
        bool unsure = false;
        bool operator==(const Mark&) const = default;
    };
    /// One thing that undo takes back: a mark, a doubt, or leaving the solution by a key of its own.
    struct Action {
        int row = -1; ///< -1: the solution was left (finish, skip, give up)
        Mark before;
        int current_before = 0;
    };
    using History = std::vector<Action>;

    LabelPass() = default;
    explicit LabelPass(LabelTask task);

    const LabelTask& task() const { return m_task; }
    int stepCount() const { return static_cast<int>(m_marks.size()); }
    int rowCount() const { return stepCount() + alternativeCount(); }
    int current() const { return m_current; }
    std::optional<Rating> markOf(int row) const { return slot(row).rating; }
    bool isUnsure(int row) const { return slot(row).unsure; }
    bool isAlternative(int row) const { return row >= stepCount(); }
    /// Alternatives that may be rated now: those to the first error.
    int alternativeCount() const;
    int alternativesUnmarked() const;
    const LabelStep& step(int row) const;
    /// The place of a row in the solution: of an alternative that of the first error.
    int placeOf(int row) const { return isAlternative(row) ? firstNegative() : row; }

    /// Index of the first negative mark, -1 for none.
    int firstNegative() const { return m_error; }
    /// Every step has a mark, or the first error has been marked.
    bool complete() const;
    int unmarked() const;
    /// Behind the first error: shown dimmed, not to be marked.
    bool isBehindError(int row) const { return m_error >= 0 && row > m_error && !isAlternative(row); }
    /// What finishing now means; nullopt while steps are missing.
    std::optional<FinishReason> finishReason() const;

    struct MarkResult {
        bool accepted = false;    ///< false: no such row, or behind the first error
        bool filled_last = false; ///< nothing is left to be looked at: the solution is done
    };
    MarkResult mark(int row, Rating rating);
    /// Turns the doubt about a row's mark on or off; false where there is no such row.
    bool toggleUnsure(int row);
    /// Moves among the rows that may be marked; false where there is no further one.
    bool moveTo(int row);
    bool moveBy(int delta);

    bool canUndo() const { return !m_history.empty(); }
    /// Takes the last action back. Returns the row whose stored mark changed, -1 where there is none.
    int undo();
    /// Notes that the solution is being left by a key of its own.
    void recordLeaving();
    const History& history() const { return m_history; }
    void setHistory(History history) { m_history = std::move(history); }
    /// Where no history is known any more (program started anew): as if the marks had been made in order.
    void assumeHistory();

private:
    int firstOpenRow() const;
    const Mark& slot(int row) const;
    Mark& slot(int row) { return const_cast<Mark&>(std::as_const(*this).slot(row)); }
    void set(int row, const Mark& mark);
    bool isRow(int row) const { return row >= 0 && row < rowCount() && !isBehindError(row); }

    LabelTask m_task;
    std::vector<Mark> m_marks;
    std::vector<std::vector<Mark>> m_alternative_marks; ///< by step, as in the task
    int m_error = -1;                                   ///< first negative mark
    int m_current = 0;
    History m_history;
};

} // namespace stepmark::ui
