// SPDX-License-Identifier: GPL-3.0-or-later
// Private to value_comparison.cpp, which holds the lock that GiNaC needs. One thread at a time.
#pragma once

#include "model/grading/expression.h"
#include "model/grading/work_meter.h"

#include <ginac/ginac.h>

#include <string_view>

namespace stepmark::grading {

struct NoValueHere {}; // not arithmetic, or out of the bounds

bool isConstantName(std::string_view symbol); // pi, e, i

// Digits is a global of GiNaC: set to ours within, put back after.
class PrecisionScope {
public:
    PrecisionScope();
    ~PrecisionScope();
    PrecisionScope(const PrecisionScope&) = delete;
    PrecisionScope& operator=(const PrecisionScope&) = delete;

private:
    long m_before;
};

const GiNaC::numeric& toleranceOfFloats();

// Evaluates a tree at one of the fixed points. Throws NoValueHere and what GiNaC and CLN throw (std::exception).
class Evaluator {
public:
    Evaluator(int point, GradingWork& work)
        : m_point(point)
        , m_work(work) {}
    GiNaC::numeric value(const Node& node);

private:
    using numeric = GiNaC::numeric;
    numeric unbounded(const Node& node);
    numeric symbol(const std::string& name) const;
    numeric call(const Node& node);
    numeric trigonometric(const std::string& name, const Node& argument);
    numeric power(const numeric& base, const numeric& exponent);
    numeric root(const numeric& radicand, const numeric& index);
    numeric integerFunction(const std::string& name, const numeric& x);

    int m_point;
    GradingWork& m_work;
    int m_depth = 0;
    bool m_radians = false; // inside a trigonometric function, where degrees are turned into radians
};

} // namespace stepmark::grading
