// SPDX-License-Identifier: GPL-3.0-or-later
//
// Plain data: any thread.
#pragma once

#include <optional>

namespace stepmark {

/// A 95 % interval; how it was drawn stands where it is made.
struct Interval {
    double low = 0, high = 0;
    bool operator==(const Interval&) const = default;
};

/// A measured figure, with its interval where there is one.
struct Figure {
    double value = 0;
    std::optional<Interval> interval;
};

} // namespace stepmark
