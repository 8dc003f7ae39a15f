// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/domain/loss_point.h"
#include "model/run/progress.h"

#include <vector>

namespace stepmark {

/// How the loss of a training run fell, out of its progress reports. However long the run, it keeps at most kMost
/// points: neighbours are merged into their mean. One thread.
class LossCurve {
public:
    static constexpr std::size_t kMost = 240;

    /// Takes a report of a training; others are left alone. Another training (an outcome model's) begins a new curve.
    /// Returns whether the curve has changed.
    bool add(const Progress& progress);
    /// With the unfinished mean at the end, so that the newest report shows.
    std::vector<LossPoint> points() const;
    bool empty() const { return m_points.empty() && m_pending == 0; }

private:
    void merge();

    Subject m_subject = Subject::None; ///< of this curve
    std::vector<LossPoint> m_points;
    LossPoint m_sum; ///< of `m_pending` reports
    int m_pending = 0;
    double m_last = 0; ///< epochs done at the last report
    int m_each = 1;    ///< reports a point
};

} // namespace stepmark
