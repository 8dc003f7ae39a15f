// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/grading/angles.h"

#include "model/grading/value_comparison.h"

#include <algorithm>
#include <utility>

namespace stepmark::grading {
namespace {

using Kind = Node::Kind;

Node pi() { return Node::make(Kind::Symbol, {}, "pi"); }

bool contains(const Node& node, Kind kind, std::string_view text) {
    return (node.is(kind) && (text.empty() || node.text == text)) ||
           std::any_of(node.children.begin(), node.children.end(),
                       [&](const Node& child) { return contains(child, kind, text); });
}

/// The number of degrees; nullopt for what is in none.
std::optional<Node> degreesOf(const Node& node) {
    if (node.is(Kind::Degrees) || (node.is(Kind::Quantity) && node.text == "degree"))
        return node.children[0];
    if (node.is(Kind::Negate))
        if (auto inner = degreesOf(node.children[0]))
            return Node::make(Kind::Negate, {std::move(*inner)});
    return std::nullopt;
}

std::optional<bool> sameAngle(const Node& in_degrees, const Node& other, const Rules& rules) {
    auto degrees = degreesOf(in_degrees);
    const bool named = other.is(Kind::Quantity) && other.text == "radian";
    const bool has_pi = !other.is(Kind::Quantity) && contains(other, Kind::Symbol, "pi") &&
                        !contains(other, Kind::Degrees, "");
    if (!degrees || !(named || has_pi))
        return std::nullopt;
    const Node radians = Node::make(
        Kind::Multiply, {std::move(*degrees), Node::make(Kind::Divide, {pi(), Node::make(Kind::Number, {}, "180")})});
    return rules.anyForm() &&
           compareValues(radians, named ? other.children[0] : other, rules.work) == Verdict::Equal;
}

} // namespace

std::optional<bool> anglesEqual(const Node& a, const Node& b, const Rules& rules) {
    const auto equal = sameAngle(a, b, rules);
    return equal ? equal : sameAngle(b, a, rules);
}

} // namespace stepmark::grading
