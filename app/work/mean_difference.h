// SPDX-License-Identifier: GPL-3.0-or-later
//
// Whether differences are more than chance. Pure functions: any thread.
#pragma once

#include <cmath>
#include <span>

namespace stepmark::work {

/// Mean of some differences, and its standard error.
struct MeanDifference {
    double value = 0, error = 0;
    bool tells() const { return std::abs(value) >= 2 * error; }
};

/// Of at least one; the error of a single one is 0.
MeanDifference meanDifference(std::span<const double> differences);

} // namespace stepmark::work
