// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/domain/progress.h"

#include <string>
#include <vector>

namespace stepmark {

/// How the loss of a training run fell, out of its progress reports. However long the run, it keeps at most kMost
/// points: neighbours are merged into their mean. One thread.
class LossCurve {
public:
    struct Point {
        double epoch = 0; ///< epochs done, 1.5 in the middle of the second
        double loss = 0;
        bool operator==(const Point&) const = default;
    };
    static constexpr std::size_t kMost = 240;

    /// Takes a report of a training stage ("training PRM, epoch 2 of 3"); others are left alone. Another training
    /// ("training ORM, ...") begins a new curve. Returns whether the curve has changed.
    bool add(const Progress& progress);
    /// With the unfinished mean at the end, so that the newest report shows.
    std::vector<Point> points() const;
    bool empty() const { return m_points.empty() && m_pending == 0; }

private:
    void merge();

    std::string m_run; ///< stage up to the comma
    std::vector<Point> m_points;
    Point m_sum; ///< of `m_pending` reports
    int m_pending = 0;
    double m_last = 0; ///< epochs done at the last report
    int m_each = 1;    ///< reports a point
};

} // namespace stepmark
