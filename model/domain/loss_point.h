// SPDX-License-Identifier: GPL-3.0-or-later
//
// Plain data: any thread.
#pragma once

namespace stepmark {

/// A point of a training's loss curve. Plain value.
struct LossPoint {
    double epoch = 0; ///< epochs done, 1.5 in the middle of the second
    double loss = 0;  ///< mean cross-entropy an example, in nats
    bool operator==(const LossPoint&) const = default;
};

} // namespace stepmark
