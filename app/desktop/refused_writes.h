// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/desktop/write.h"

#include <QStringList>

#include <set>
#include <tuple>

namespace stepmark::desktop {

/// What the project has refused for good: set aside so that the rest goes through, and kept until the labeler has seen
/// it. Main thread only.
class RefusedWrites {
public:
    void add(const Write& write, const QString& why);
    /// Whether this one would say what is not so without one that was refused: that a solution is finished of which a
    /// mark is missing, or that a decision is taken back that was never stored (an earlier one would be).
    bool holdsBack(const Write& next) const;
    /// Stored: what makes up for a refused mark of the same step, or a refused decision, holds nothing back any more.
    void stored(const Write& write);

    int count() const { return static_cast<int>(m_unseen.size()); }
    /// One paragraph for each: when, what, why.
    QString text() const { return m_unseen.join(QLatin1Char('\n')); }
    void seen() { m_unseen.clear(); }
    void clear();

private:
    QStringList m_unseen;
    std::set<std::tuple<LabelerId, SolutionId, StepId>> m_marks;       ///< that passes lack
    std::set<std::tuple<LabelerId, StepId, AnnotationId>> m_decisions; ///< that were never stored
};

} // namespace stepmark::desktop
