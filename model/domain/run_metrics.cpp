// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/domain/run_metrics.h"

#include <algorithm>
#include <utility>

namespace stepmark {

const BestOfN* RunMetrics::best() const {
    const auto rank = [](const BestOfN& point) { return std::pair(point.prm.has_value(), point.n); };
    const auto best = std::max_element(best_of_n.begin(), best_of_n.end(),
                                       [&](const BestOfN& a, const BestOfN& b) { return rank(a) < rank(b); });
    return best == best_of_n.end() ? nullptr : &*best;
}

} // namespace stepmark
