// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/grading/written_form.h"

#include "model/grading/value_comparison.h"

#include <algorithm>
#include <cstdlib>
#include <numeric>

namespace stepmark::grading {
namespace {

using NodeKind = Node::Kind;

const Node& withoutDegrees(const Node& node) {
    return node.is(NodeKind::Degrees) ? withoutDegrees(node.children[0]) : node;
}

bool isWorkable(const Node& call) {
    const bool worth = call.is(NodeKind::Call) && call.text != "sqrt" && call.text != "binom";
    return worth && !hasVariable(call);
}

bool isReducible(const Node& node) {
    const auto fraction = writtenFraction(node, false);
    if (!fraction || fraction->size() > 18) // longer ones are nobody's coefficients
        return false;
    const auto slash = fraction->find('/');
    const auto numerator = std::strtoll(fraction->c_str(), nullptr, 10);
    const auto denominator = std::strtoll(fraction->c_str() + slash + 1, nullptr, 10);
    return std::gcd(numerator, denominator) != 1;
}

bool anyNode(const Node& node, bool (*test)(const Node&)) {
    return test(node) || std::any_of(node.children.begin(), node.children.end(),
                                     [test](const Node& child) { return anyNode(child, test); });
}

} // namespace

std::optional<std::string> writtenInteger(const Node& node, bool negative) {
    const auto& bare = withoutDegrees(node);
    if (bare.is(NodeKind::Negate))
        return writtenInteger(bare.children[0], !negative);
    if (!bare.is(NodeKind::Number))
        return std::nullopt;
    const auto point = std::min(bare.text.find('.'), bare.text.size());
    if (bare.text.find_first_not_of('0', point + 1) < bare.text.size())
        return std::nullopt;
    auto digits = bare.text.substr(0, point);
    digits.erase(0, std::min(digits.find_first_not_of('0'), digits.size()));
    if (digits.empty())
        return "0";
    return negative ? '-' + digits : digits;
}

std::optional<std::string> writtenFraction(const Node& node, bool negative) {
    const auto& bare = withoutDegrees(node);
    if (bare.is(NodeKind::Negate))
        return writtenFraction(bare.children[0], !negative);
    if (!bare.is(NodeKind::Divide))
        return std::nullopt;
    auto numerator = writtenInteger(bare.children[0], negative);
    auto denominator = writtenInteger(bare.children[1], false);
    if (!numerator || !denominator)
        return std::nullopt;
    if (denominator->starts_with('-')) { // a sign below counts as one above
        denominator->erase(0, 1);
        *numerator = numerator->starts_with('-') ? numerator->substr(1) : '-' + *numerator;
    }
    return *numerator + '/' + *denominator;
}

bool leavesWork(const Node& node) {
    return anyNode(node, isWorkable) || (hasVariable(node) && anyNode(node, isReducible));
}

} // namespace stepmark::grading
