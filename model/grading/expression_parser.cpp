// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/grading/expression_parser.h"

#include "model/grading/token_words.h"

#include <algorithm>
#include <array>
#include <utility>

namespace stepmark::grading {
namespace {

// Commands besides functions that begin a factor; the Greek letters are variables.
constexpr std::array<std::string_view, 29> kAtoms = {
    "frac",  "sqrt",   "pi", "binom",      "lfloor", "lceil", "infty", "theta", "alpha", "beta",
    "gamma", "lambda", "mu", "omega",      "phi",    "rho",   "sigma", "tau",   "delta", "epsilon",
    "ell",   "varphi", "nu", "varepsilon", "zeta",   "eta",   "kappa", "xi",    "chi"};

} // namespace

using Kind = Token::Kind;

const Token& ExpressionParser::peek(std::size_t ahead) const {
    static const Token nothing{Kind::Other, {}, false, 0, 0};
    return m_at + ahead < m_tokens.size() ? m_tokens[m_at + ahead] : nothing;
}

Token ExpressionParser::next() {
    if (atEnd())
        throw NotAnExpression{};
    charge(m_work, 1);
    return m_tokens[m_at++];
}

bool ExpressionParser::accept(char symbol) {
    if (!peekSymbol(symbol))
        return false;
    ++m_at;
    return true;
}

bool ExpressionParser::acceptCommand(std::string_view name) {
    if (!peek().isCommand(name))
        return false;
    ++m_at;
    return true;
}

void ExpressionParser::expect(char symbol) {
    if (!accept(symbol))
        throw NotAnExpression{};
}

Node ExpressionParser::parse() {
    auto node = relation();
    if (!atEnd())
        throw NotAnExpression{};
    return node;
}

Node ExpressionParser::sum() {
    const DepthGuard guard(*this);
    std::vector<Node> terms;
    Node left;
    if (acceptCommand("pm") || acceptCommand("mp")) {
        left = Node::make(Node::Kind::PlusMinus, {Node::make(Node::Kind::Number, {}, "0"), term()});
    } else if (accept('-')) {
        left = Node::make(Node::Kind::Negate, {term()});
    } else {
        accept('+');
        left = term();
    }
    terms.push_back(std::move(left));
    const auto joined = [&terms] {
        return terms.size() == 1 ? std::move(terms.front()) : Node::make(Node::Kind::Add, std::move(terms));
    };
    for (;;) {
        if (accept('+')) {
            terms.push_back(term());
        } else if (accept('-')) {
            terms.push_back(Node::make(Node::Kind::Negate, {term()}));
        } else if (acceptCommand("pm") || acceptCommand("mp")) {
            auto before = joined();
            terms.clear();
            terms.push_back(Node::make(Node::Kind::PlusMinus, {std::move(before), term()}));
        } else {
            return joined();
        }
    }
}

bool ExpressionParser::startsFactor() const {
    if (atEnd())
        return false;
    const auto& token = peek();
    switch (token.kind) {
    case Kind::Letter:
    case Kind::Word:
    case Kind::Begin:
        return true;
    case Kind::Number:
        return m_at == 0 || m_tokens[m_at - 1].kind != Kind::Number;
    case Kind::Symbol:
        return token.isSymbol('(') || token.isSymbol('{') || token.isSymbol('[') ||
               (token.isSymbol('|') && m_bars == 0);
    case Kind::Command:
        return isFunctionName(token.text) || std::find(kAtoms.begin(), kAtoms.end(), token.text) != kAtoms.end();
    default:
        return false;
    }
}

Node ExpressionParser::term() {
    const DepthGuard guard(*this);
    auto left = factor();
    std::vector<Node> factors;
    const auto joined = [&factors](Node node) {
        if (factors.empty())
            return node;
        factors.push_back(std::move(node));
        return Node::make(Node::Kind::Multiply, std::exchange(factors, {}));
    };
    const auto signedFactor = [this] { // "2*-3"
        if (accept('-'))
            return Node::make(Node::Kind::Negate, {factor()});
        accept('+');
        return factor();
    };
    for (;;) {
        if (accept('*')) {
            factors.push_back(std::move(left));
            left = signedFactor();
        } else if (accept('/')) {
            left = joined(std::move(left));
            left = Node::make(Node::Kind::Divide, {std::move(left), signedFactor()});
        } else if (peek().is(Kind::Letter, "U") && m_at > 0 &&
                   (m_tokens[m_at - 1].isSymbol(')') || m_tokens[m_at - 1].isSymbol(']'))) {
            return joined(std::move(left)); // a union, see setOperations
        } else if (startsFactor()) {
            factors.push_back(std::move(left));
            left = factor();
        } else {
            return joined(std::move(left));
        }
    }
}

Node ExpressionParser::factor() {
    const DepthGuard guard(*this);
    return postfix(atom());
}

Node ExpressionParser::postfix(Node base) {
    for (;;) {
        charge(m_work, 1);
        if (accept('!')) {
            base = Node::make(Node::Kind::Factorial, {std::move(base)});
        } else if (acceptCommand("circ")) {
            base = Node::make(Node::Kind::Degrees, {std::move(base)});
        } else if (accept('^')) {
            const bool degrees =
                peek().isCommand("circ") || (peekSymbol('{') && peek(1).isCommand("circ") && peek(2).isSymbol('}'));
            if (degrees) {
                m_at += peekSymbol('{') ? 3 : 1;
                base = Node::make(Node::Kind::Degrees, {std::move(base)});
            } else {
                base = Node::make(Node::Kind::Power, {std::move(base), exponent()});
            }
        } else if (peekSymbol('*') && peek(1).isSymbol('*')) { // "x**2"
            m_at += 2;
            base = Node::make(Node::Kind::Power, {std::move(base), exponent()});
        } else {
            return base;
        }
    }
}

// What stands after ^: a group, a signed atom, or an atom that may have its own exponent (2^3^2).
Node ExpressionParser::exponent() {
    const DepthGuard guard(*this);
    if (accept('-'))
        return Node::make(Node::Kind::Negate, {factor()});
    accept('+');
    return factor();
}

} // namespace stepmark::grading
