// SPDX-License-Identifier: GPL-3.0-or-later
// What the tests of objectives share.
#pragma once

#include "model/learning/objectives/loss_items_p.h"

#include <cmath>

namespace stepmark::test {

inline Targets targetsOf(const LossItems& items) {
    const ItemsByRow sorted = sortByRow(items);
    return sorted.targetsAt(0, sorted.size(), at::kCPU, true);
}

inline bool isClose(double a, double b, double tolerance = 1e-5) { return std::abs(a - b) <= tolerance; }

inline double valueAt(const at::Tensor& values, std::int64_t row, std::int64_t column) {
    return values[row][column].item<double>();
}

} // namespace stepmark::test
