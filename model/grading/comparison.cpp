// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/grading/comparison.h"

#include "model/grading/angles.h"
#include "model/grading/compound_measure.h"
#include "model/grading/intervals.h"
#include "model/grading/quantities.h"
#include "model/grading/value_comparison.h"
#include "model/grading/written_form.h"

#include <algorithm>
#include <optional>
#include <string>

namespace stepmark::grading {
namespace {

using NodeKind = Node::Kind;

bool nodesEqual(const Node& a, const Node& b, const Rules& rules);

bool isCollection(const Node& node) {
    switch (node.kind) {
    case NodeKind::InBase:
    case NodeKind::Infinity:
    case NodeKind::EmptySet:
    case NodeKind::Bracket:
    case NodeKind::Set:
    case NodeKind::List:
    case NodeKind::Matrix:
    case NodeKind::SetOperation:
    case NodeKind::Ratio:
    case NodeKind::Words:
        return true;
    default:
        return false;
    }
}

bool inOrder(const std::vector<Node>& a, const std::vector<Node>& b, const Rules& rules) {
    if (a.size() != b.size())
        return false;
    for (std::size_t i = 0; i < a.size(); ++i) {
        if (!nodesEqual(a[i], b[i], rules))
            return false;
    }
    return true;
}

bool inAnyOrder(const std::vector<Node>& a, const std::vector<Node>& b, const Rules& rules) {
    if (a.size() != b.size())
        return false;
    std::vector<bool> taken(b.size(), false);
    for (const auto& node : a) {
        bool found = false;
        for (std::size_t i = 0; i < b.size() && !found; ++i) {
            if (!taken[i] && nodesEqual(node, b[i], rules))
                taken[i] = found = true;
        }
        if (!found)
            return false;
    }
    return true;
}

bool valuesEqual(const Node& a, const Node& b, const Rules& rules) {
    const auto integerA = writtenInteger(a);
    const auto integerB = writtenInteger(b);
    if (integerA || integerB)
        return integerA == integerB;
    const auto fractionA = writtenFraction(a);
    const auto fractionB = writtenFraction(b);
    if (fractionA && fractionB)
        return fractionA == fractionB;
    if (!rules.anyForm() && (leavesWork(a) != leavesWork(b)))
        return false;
    switch (compareValues(a, b, rules.work)) {
    case Verdict::Equal:
        return true;
    case Verdict::Different:
        return false;
    case Verdict::NoValue:
        break;
    }
    return a.kind == b.kind && a.text == b.text && inOrder(a.children, b.children, rules);
}

Node minus(const Node& a, const Node& b) { return Node::make(NodeKind::Add, {a, Node::make(NodeKind::Negate, {b})}); }

// lhs - rhs of "lhs = rhs"; nullopt for other relations.
std::optional<Node> equationOf(const Node& node) {
    if (node.is(NodeKind::Definition) && node.text.size() == 1)
        return minus(Node::make(NodeKind::Symbol, {}, node.text), node.children[0]);
    if (node.is(NodeKind::Relation) && node.text == "=")
        return minus(node.children[0], node.children[1]);
    return std::nullopt;
}

bool equationsEqual(const Node& a, const Node& b, const Rules& rules) {
    const auto left = equationOf(a);
    const auto right = equationOf(b);
    return left && right && compareEquations(*left, *right, rules.work) == Verdict::Equal;
}

bool relationsEqual(const Node& a, const Node& b, const Rules& rules) {
    if (!rules.anyForm()) // an equation must be the same one, an inequality the same way round
        return a.text == b.text && a.text.find('=') == std::string::npos && inOrder(a.children, b.children, rules);
    const auto intervalA = asInterval(a);
    const auto intervalB = asInterval(b);
    if (intervalA && intervalB)
        return intervalA->variable == intervalB->variable &&
               nodesEqual(intervalA->interval, intervalB->interval, rules);
    const auto left = ascending(a);
    const auto right = ascending(b);
    if (left.text == right.text && inOrder(left.children, right.children, rules))
        return true;
    if (left.text != right.text || left.text.size() != 1)
        return false;
    if (left.text == "!" && nodesEqual(left.children[0], right.children[1], rules) &&
        nodesEqual(left.children[1], right.children[0], rules))
        return true;
    return equationsEqual(a, b, rules);
}

// "x = 5" rather than "f(x) = 5" or "x \\in [5,6]".
bool isPlainName(const Node& definition) {
    return definition.text.size() == 1 && !isCollection(definition.children[0]);
}

// One or both are a Definition or a Relation.
bool statementsEqual(const Node& a, const Node& b, const Rules& rules) {
    const bool definitionA = a.is(NodeKind::Definition);
    const bool definitionB = b.is(NodeKind::Definition);
    if (definitionA && definitionB) {
        if (a.text == b.text)
            return partsEqual({a.children[0]}, {b.children[0]}, rules);
        return rules.anyForm() && equationsEqual(a, b, rules);
    }
    if (a.is(NodeKind::Relation) && b.is(NodeKind::Relation))
        return relationsEqual(a, b, rules);
    const auto& named = definitionA ? a : b;
    const auto& other = definitionA ? b : a;
    if (!rules.anyForm()) // only "x = 5" may stand for "5"
        return (definitionA || definitionB) && isPlainName(named) && !other.is(NodeKind::Relation) &&
               partsEqual({named.children[0]}, {other}, rules);
    if (definitionA || definitionB) {
        if (const auto interval = asInterval(other)) // "x \in (1,3)" and "1 < x < 3"
            return interval->variable == named.text && nodesEqual(interval->interval, named.children[0], rules);
        if (other.is(NodeKind::Relation))
            return equationsEqual(a, b, rules);
        return partsEqual({named.children[0]}, {other}, rules);
    }
    const auto interval = asInterval(a.is(NodeKind::Relation) ? a : b);
    return interval && nodesEqual(interval->interval, a.is(NodeKind::Relation) ? b : a, rules);
}

bool collectionsEqual(const Node& a, const Node& b, const Rules& rules) {
    if (a.kind != b.kind || a.text != b.text)
        return false;
    if (a.is(NodeKind::Set) || (a.is(NodeKind::SetOperation) && a.text != "setminus"))
        return a.is(NodeKind::Set) ? partsEqual({a}, {b}, rules) : inAnyOrder(a.children, b.children, rules);
    return inOrder(a.children, b.children, rules);
}

// A unit that both name is part of the value; one that stands on one side only is left away.
bool quantitiesEqual(const Node& a, const Node& b, const Rules& rules) {
    const auto timeA = clockTime(a);
    const auto timeB = clockTime(b);
    if (timeA && timeB)
        return timeA == timeB;
    if (const auto angles = anglesEqual(a, b, rules))
        return *angles;
    const Unit* unitA = unitOf(a);
    const Unit* unitB = unitOf(b);
    const bool compound = isCompound(a) || isCompound(b);
    if (unitA && unitB && !ofOneKind(*unitA, *unitB))
        return false;
    if (unitA && unitB && unitA->kind == unitB->kind && (compound || unitA->name != unitB->name))
        return comparable(*unitA, *unitB) && compareValues(inBaseUnit(a), inBaseUnit(b), rules.work) == Verdict::Equal;
    if (compound)
        return false; // several numbers are not one
    return nodesEqual(unitA ? a.children[0] : a, unitB ? b.children[0] : b, rules);
}

bool nodesEqual(const Node& a, const Node& b, const Rules& rules) {
    charge(rules.work, 4);
    if (a == b)
        return true;
    if (a.is(NodeKind::Quantity) || b.is(NodeKind::Quantity))
        return quantitiesEqual(a, b, rules);
    if (const auto angles = rules.anyForm() ? anglesEqual(a, b, rules) : std::nullopt)
        return *angles;
    const auto isStatement = [](const Node& node) {
        return node.is(NodeKind::Definition) || node.is(NodeKind::Relation);
    };
    if (isStatement(a) || isStatement(b))
        return statementsEqual(a, b, rules);
    if (isCollection(a) || isCollection(b))
        return collectionsEqual(a, b, rules);
    return valuesEqual(a, b, rules);
}

// Opens a single set or list, and replaces what has \pm by all it stands for.
std::vector<Node> opened(std::vector<Node> parts, bool& signs, bool& set, const Rules& rules) {
    while (parts.size() == 1 && (parts[0].is(NodeKind::Set) || parts[0].is(NodeKind::List))) {
        set = set || parts[0].is(NodeKind::Set);
        auto inner = std::move(parts[0].children);
        parts = std::move(inner);
    }
    std::vector<Node> expanded;
    for (auto& part : parts) {
        if (!hasPlusMinus(part)) {
            expanded.push_back(std::move(part));
            continue;
        }
        signs = true;
        for (auto& choice : expandPlusMinus(part, rules.work))
            expanded.push_back(std::move(choice));
    }
    return expanded;
}

} // namespace

bool partsEqual(std::vector<Node> a, std::vector<Node> b, const Rules& rules) {
    charge(rules.work, 4 + a.size() + b.size());
    // The forms that must be the same on both sides, unless any form will do: \pm and set braces.
    bool signsA = false;
    bool signsB = false;
    bool setA = false;
    bool setB = false;
    const auto left = opened(std::move(a), signsA, setA, rules);
    const auto right = opened(std::move(b), signsB, setB, rules);
    if (!rules.anyForm() && (signsA != signsB || setA != setB))
        return false;
    return signsA || signsB || setA || setB ? inAnyOrder(left, right, rules) : inOrder(left, right, rules);
}

} // namespace stepmark::grading
