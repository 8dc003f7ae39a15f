// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/grading/intervals.h"

#include <algorithm>

namespace stepmark::grading {
namespace {

Node infinity(bool negative) {
    auto node = Node::make(Node::Kind::Infinity, {});
    return negative ? Node::make(Node::Kind::Negate, {std::move(node)}) : node;
}

bool isVariable(const Node& node) {
    return node.is(Node::Kind::Symbol) && node.text != "pi" && node.text != "e" && node.text != "i";
}

// Replaces the first \pm, depth first, by a + b (plus) or a - b.
bool chooseSign(Node& node, bool plus) {
    if (node.is(Node::Kind::PlusMinus)) {
        auto right = std::move(node.children[1]);
        if (!plus)
            right = Node::make(Node::Kind::Negate, {std::move(right)});
        auto left = std::move(node.children[0]);
        const bool unary = left.is(Node::Kind::Number) && left.text == "0"; // \pm 3 is 3 and -3, not 0 + 3
        node = unary ? std::move(right) : Node::make(Node::Kind::Add, {std::move(left), std::move(right)});
        return true;
    }
    return std::any_of(node.children.begin(), node.children.end(),
                       [plus](Node& child) { return chooseSign(child, plus); });
}

} // namespace

Node ascending(const Node& relation) {
    Node turned = relation;
    const bool down =
        std::all_of(relation.text.begin(), relation.text.end(), [](char op) { return op == '>' || op == 'g'; });
    if (!down)
        return turned;
    std::reverse(turned.children.begin(), turned.children.end());
    std::reverse(turned.text.begin(), turned.text.end());
    for (char& op : turned.text)
        op = op == '>' ? '<' : 'l';
    return turned;
}

std::optional<NamedInterval> asInterval(const Node& relation) {
    if (!relation.is(Node::Kind::Relation))
        return std::nullopt;
    auto turned = ascending(relation);
    const bool up = std::all_of(turned.text.begin(), turned.text.end(), [](char op) { return op == '<' || op == 'l'; });
    if (!up)
        return std::nullopt;
    auto& operands = turned.children;
    std::string brackets = "()";
    if (operands.size() == 3 && isVariable(operands[1])) {
        brackets[0] = turned.text[0] == 'l' ? '[' : '(';
        brackets[1] = turned.text[1] == 'l' ? ']' : ')';
        const auto name = operands[1].text;
        return NamedInterval{name, Node::make(Node::Kind::Bracket, {operands[0], operands[2]}, brackets)};
    }
    if (operands.size() != 2 || isVariable(operands[0]) == isVariable(operands[1]))
        return std::nullopt;
    const bool closed = turned.text[0] == 'l';
    if (isVariable(operands[0])) {
        brackets[1] = closed ? ']' : ')';
        return NamedInterval{operands[0].text,
                             Node::make(Node::Kind::Bracket, {infinity(true), operands[1]}, brackets)};
    }
    brackets[0] = closed ? '[' : '(';
    return NamedInterval{operands[1].text, Node::make(Node::Kind::Bracket, {operands[0], infinity(false)}, brackets)};
}

bool hasPlusMinus(const Node& node) {
    return node.is(Node::Kind::PlusMinus) || std::any_of(node.children.begin(), node.children.end(), hasPlusMinus);
}

std::vector<Node> expandPlusMinus(const Node& node, GradingWork& work) {
    std::vector<Node> chosen = {node};
    while (hasPlusMinus(chosen.front())) {
        if (chosen.size() * 2 > kMaxSigns)
            throw OutOfWork{};
        std::vector<Node> next;
        for (const auto& before : chosen) {
            charge(work, 50);
            for (const bool plus : {true, false}) {
                next.push_back(before);
                chooseSign(next.back(), plus);
            }
        }
        chosen = std::move(next);
    }
    return chosen;
}

} // namespace stepmark::grading
