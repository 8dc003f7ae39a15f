// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/grading/angles.h"

#include "model/grading/value_comparison.h"

#include <algorithm>
#include <utility>

namespace stepmark::grading {
namespace {

using NodeKind = Node::Kind;

Node pi() { return Node::make(NodeKind::Symbol, {}, "pi"); }

bool contains(const Node& node, NodeKind kind, std::string_view text) {
    return (node.is(kind) && (text.empty() || node.text == text)) ||
           std::any_of(node.children.begin(), node.children.end(),
                       [&](const Node& child) { return contains(child, kind, text); });
}

/// The number of degrees; nullopt for what is in none.
std::optional<Node> degreesOf(const Node& node) {
    if (node.is(NodeKind::Degrees) || (node.is(NodeKind::Quantity) && node.text == "degree"))
        return node.children[0];
    if (node.is(NodeKind::Negate))
        if (auto inner = degreesOf(node.children[0]))
            return Node::make(NodeKind::Negate, {std::move(*inner)});
    return std::nullopt;
}

std::optional<bool> sameAngle(const Node& in_degrees, const Node& other, const Rules& rules) {
    auto degrees = degreesOf(in_degrees);
    const bool named = other.is(NodeKind::Quantity) && other.text == "radian";
    const bool has_pi = !other.is(NodeKind::Quantity) && contains(other, NodeKind::Symbol, "pi") &&
                        !contains(other, NodeKind::Degrees, "");
    if (!degrees || !(named || has_pi))
        return std::nullopt;
    const Node radians =
        Node::make(NodeKind::Multiply, {std::move(*degrees),
                                        Node::make(NodeKind::Divide, {pi(), Node::make(NodeKind::Number, {}, "180")})});
    return rules.anyForm() && compareValues(radians, named ? other.children[0] : other, rules.work) == Verdict::Equal;
}

} // namespace

std::optional<bool> anglesEqual(const Node& a, const Node& b, const Rules& rules) {
    const auto equal = sameAngle(a, b, rules);
    return equal ? equal : sameAngle(b, a, rules);
}

} // namespace stepmark::grading
