// SPDX-License-Identifier: GPL-3.0-or-later
// Private to model/grading: compares expressions by value, with GiNaC's numbers.
//
// Nothing is expanded or simplified, so nothing can blow up: both sides are evaluated at the same few points (exact
// rationals where arithmetic stays rational and short, else 60 digits), and expressions that agree at all of them are
// equal. The points are fixed, so verdicts are reproducible. Numbers, exponents and factorials are bounded before GiNaC
// sees them; what exceeds the bounds has no value. Every variable may be negative: \sqrt{x^2} is not x. Threads: one
// mutex inside (GiNaC is not thread-safe); no GiNaC object lives outside of it.
#pragma once

#include "model/grading/expression.h"
#include "model/grading/work_meter.h"

namespace stepmark::grading {

enum class Verdict {
    Equal,
    Different,
    NoValue, // at no point could both be evaluated
};

// Whether a symbol other than pi, e and i stands in it.
bool hasVariable(const Node& node);

Verdict compareValues(const Node& a, const Node& b, GradingWork& work);

// Whether the equations a = 0 and b = 0 are the same up to a constant factor. At least one variable must stand in them.
Verdict compareEquations(const Node& a, const Node& b, GradingWork& work);

} // namespace stepmark::grading
