// SPDX-License-Identifier: GPL-3.0-or-later
//
// It has no lock: threads that share it bring one.
#pragma once

#include "ui/math/formula.h"

#include <QHash>

#include <deque>
#include <memory>
#include <optional>
#include <vector>

namespace stepmark::ui {

/// Who wants pictures holds one; when it is gone, so is the wish.
using FormulaWish = std::shared_ptr<const void>;

enum class FormulaUrgency {
    Ahead, ///< may be shown soon
    Shown, ///< is on the screen as LaTeX
};

/// What is still to be typeset, in order: first what is shown, then what will be; what nobody waits for any more is
/// dropped. Not locked: its owner does that.
class FormulaQueue {
public:
    void add(const FormulaSource& source, FormulaUrgency urgency, const FormulaWish& wish);
    /// The next one that somebody still waits for; it leaves the queue.
    std::optional<FormulaSource> take();
    bool isEmpty() const { return m_waiting.isEmpty(); }
    qsizetype size() const { return m_waiting.size(); }

private:
    struct Waiting {
        FormulaUrgency urgency = FormulaUrgency::Ahead;
        std::vector<std::weak_ptr<const void>> wishes;
        bool isWanted() const;
    };

    std::optional<FormulaSource> takeOf(std::deque<FormulaSource>& order, FormulaUrgency urgency);

    QHash<FormulaSource, Waiting> m_waiting;
    std::deque<FormulaSource> m_shown; ///< in order of asking; may name what has left
    std::deque<FormulaSource> m_ahead;
};

} // namespace stepmark::ui
