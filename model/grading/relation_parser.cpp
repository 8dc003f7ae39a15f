// SPDX-License-Identifier: GPL-3.0-or-later
// The part of the parser above sums: ratios, unions and relations.
#include "model/grading/expression_parser.h"

#include "model/grading/token_words.h"

namespace stepmark::grading {
namespace {

using Kind = Token::Kind;

// See Node::Kind::Relation; '\0' where the token is no relation. 'e' stands for "is element of".
char relationOperator(const Token& token) {
    if (token.isSymbol('=') || token.isSymbol('<') || token.isSymbol('>'))
        return token.text[0];
    if (token.kind != Kind::Command)
        return '\0';
    if (token.text == "le")
        return 'l';
    if (token.text == "ge")
        return 'g';
    if (token.text == "ne")
        return '!';
    if (token.text == "in")
        return 'e';
    return token.text == "notin" ? 'n' : '\0';
}

} // namespace

Node ExpressionParser::relation() {
    const DepthGuard guard(*this);
    std::vector<Node> operands;
    std::vector<std::string> names;
    std::string operators;
    const char first = atEnd() ? '\0' : relationOperator(peek());
    if (m_at == 0 && (first == 'l' || first == 'g' || first == '<' || first == '>')) { // "at most 5": of no name
        operands.push_back(Node::make(Node::Kind::Symbol, {}));
        names.emplace_back();
        operators += first;
        ++m_at;
    }
    for (;;) {
        const auto begin = m_at;
        operands.push_back(ratio());
        names.emplace_back();
        nameOnly(begin, m_at, names.back());
        const char op = atEnd() ? '\0' : relationOperator(peek());
        if (op == '\0')
            break;
        operators += op;
        ++m_at;
    }
    if (operands.size() == 1)
        return std::move(operands.front());
    return relationOf(std::move(operands), std::move(operators), names);
}

Node ExpressionParser::relationOf(std::vector<Node> operands, std::string operators,
                                  const std::vector<std::string>& names) const {
    if (operators.size() == 1 && (operators == "=" || operators == "e") && !names[0].empty())
        return Node::make(Node::Kind::Definition, {std::move(operands[1])}, names[0]);
    for (std::size_t i = 0; i < operands.size(); ++i) { // f(x) is a name here, no product
        if (!names[i].empty())
            operands[i] = Node::make(Node::Kind::Symbol, {}, names[i]);
    }
    return Node::make(Node::Kind::Relation, std::move(operands), std::move(operators));
}

// Whether the tokens are a name: "x", "x_1", "f(x)", "f^{-1}(x)" (its exponent is not looked at), "AB", "{M}".
bool ExpressionParser::nameOnly(std::size_t begin, std::size_t end, std::string& name) const {
    while (end - begin >= 3 && m_tokens[begin].isSymbol('{') && m_tokens[end - 1].isSymbol('}')) {
        ++begin;
        --end;
    }
    if (begin >= end || end - begin > 24)
        return false;
    const auto& head = m_tokens[begin];
    const bool letter = head.kind == Kind::Letter && head.text != "i" && head.text != "e";
    const bool greek = head.kind == Kind::Command && head.text != "pi" && !isFunctionName(head.text) &&
                       head.text != "frac" && head.text != "sqrt" && head.text != "infty" && head.text != "binom";
    if (!letter && !greek && head.kind != Kind::Word)
        return false;
    std::string text = head.text;
    bool inside = false; // in a subscript's braces or in the brackets of f(x)
    for (auto i = begin + 1; i < end; ++i) {
        const auto& token = m_tokens[i];
        if (token.isSymbol('_') || token.isSymbol('\'')) {
        } else if (token.isSymbol('(') || token.isSymbol('{')) {
            inside = true;
        } else if (token.isSymbol(')') || token.isSymbol('}')) {
            inside = false;
        } else if (!inside && !m_tokens[i - 1].isSymbol('_')) {
            return false;
        } else if (token.kind != Kind::Letter && token.kind != Kind::Number && !token.isSymbol(',')) {
            return false;
        }
        text += token.text;
    }
    name = text;
    return true;
}

Node ExpressionParser::ratio() {
    std::vector<Node> parts;
    do {
        parts.push_back(setOperations());
    } while (accept(':'));
    return parts.size() == 1 ? std::move(parts.front()) : Node::make(Node::Kind::Ratio, std::move(parts));
}

Node ExpressionParser::setOperations() {
    auto left = sum();
    for (;;) {
        std::string operation;
        if (peek().is(Kind::Letter, "U"))
            operation = "cup";
        else if (peek().isCommand("cup") || peek().isCommand("cap") || peek().isCommand("setminus"))
            operation = peek().text;
        else
            return left;
        ++m_at;
        auto right = sum();
        if (left.is(Node::Kind::SetOperation) && left.text == operation && operation != "setminus")
            left.children.push_back(std::move(right));
        else
            left = Node::make(Node::Kind::SetOperation, {std::move(left), std::move(right)}, operation);
    }
}

} // namespace stepmark::grading
