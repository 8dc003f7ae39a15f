// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/grading/value_comparison.h"

#include "model/grading/evaluator.h"

#include <exception>
#include <mutex>
#include <optional>
#include <vector>

namespace stepmark::grading {
namespace {

using GiNaC::numeric;

constexpr int kPoints = 6;

std::mutex& ginacMutex() {
    static std::mutex mutex;
    return mutex;
}

bool isExact(const numeric& x) { return x.is_crational(); }

bool agree(const numeric& a, const numeric& b) {
    if (isExact(a) && isExact(b))
        return a == b;
    const numeric scale = GiNaC::abs(a) + GiNaC::abs(b) + numeric(1);
    return GiNaC::abs(a - b) < scale * toleranceOfFloats();
}

std::optional<numeric> valueAt(const Node& node, int point, GradingWork& work) {
    try {
        return Evaluator(point, work).value(node);
    } catch (const NoValueHere&) {
        return std::nullopt;
    } catch (const std::exception&) { // a pole, an overflow, a division by zero: GiNaC's and CLN's own words for it
        return std::nullopt;
    }
}

} // namespace

bool hasVariable(const Node& node) {
    if (node.is(Node::Kind::Symbol))
        return !isConstantName(node.text);
    for (const auto& child : node.children) {
        if (hasVariable(child))
            return true;
    }
    return false;
}

Verdict compareValues(const Node& a, const Node& b, GradingWork& work) {
    const int points = hasVariable(a) || hasVariable(b) ? kPoints : 1;
    const std::scoped_lock lock(ginacMutex());
    const PrecisionScope precision;
    int good = 0;
    for (int point = 0; point < points; ++point) {
        const auto left = valueAt(a, point, work);
        if (!left)
            continue;
        const auto right = valueAt(b, point, work);
        if (!right)
            continue;
        if (!agree(*left, *right))
            return Verdict::Different;
        ++good;
    }
    return good >= (points == 1 ? 1 : 2) ? Verdict::Equal : Verdict::NoValue;
}

Verdict compareEquations(const Node& a, const Node& b, GradingWork& work) {
    if (!hasVariable(a) || !hasVariable(b))
        return Verdict::NoValue;
    const std::scoped_lock lock(ginacMutex());
    const PrecisionScope precision;
    std::vector<std::pair<numeric, numeric>> values;
    for (int point = 0; point < kPoints; ++point) {
        const auto left = valueAt(a, point, work);
        const auto right = valueAt(b, point, work);
        if (left && right)
            values.emplace_back(*left, *right);
    }
    if (values.size() < 3)
        return Verdict::NoValue;
    const auto& [a0, b0] = values.front();
    if (a0.is_zero() || b0.is_zero()) // 0 = 0 says nothing; that a point is a root by chance is as good as impossible
        return Verdict::NoValue;
    for (const auto& [left, right] : values) {
        if (!agree(left / a0, right / b0))
            return Verdict::Different;
    }
    return Verdict::Equal;
}

} // namespace stepmark::grading
