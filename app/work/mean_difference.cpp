// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/work/mean_difference.h"

#include <algorithm>
#include <numeric>

namespace stepmark::work {

MeanDifference meanDifference(std::span<const double> differences) {
    const auto count = static_cast<double>(differences.size());
    const double mean = std::accumulate(differences.begin(), differences.end(), 0.0) / count;
    double spread = 0;
    for (const double one : differences)
        spread += (one - mean) * (one - mean);
    return {mean, std::sqrt(spread / std::max(1.0, count - 1) / count)};
}

} // namespace stepmark::work
