// SPDX-License-Identifier: GPL-3.0-or-later
// Private to model/grading: degrees against radians. Nothing is shared: any thread.
#pragma once

#include "model/grading/comparison.h"
#include "model/grading/expression.h"

#include <optional>

namespace stepmark::grading {

/// Where one is in degrees and the other in radians (it says so, or has pi in it): whether it is the same angle, which is
/// another form of the answer. nullopt for all else: a bare number beside degrees is that many degrees.
std::optional<bool> anglesEqual(const Node& a, const Node& b, const Rules& rules);

} // namespace stepmark::grading
