// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/grading/expression_parser.h"

#include "model/grading/plain_number.h"
#include "model/grading/token_words.h"

#include <algorithm>
#include <array>

namespace stepmark::grading {
namespace {

using Kind = Token::Kind;

bool isInteger(const Token& token) { return token.kind == Kind::Number && token.text.find('.') == std::string::npos; }

// "3 million": by how many places the word moves the point; 0 for other words.
int placesOf(std::string_view word) {
    constexpr std::array<std::pair<std::string_view, int>, 9> scales = {{{"hundred", 2},
                                                                         {"thousand", 3},
                                                                         {"million", 6},
                                                                         {"billion", 9},
                                                                         {"trillion", 12},
                                                                         {"百", 2},
                                                                         {"千", 3},
                                                                         {"万", 4},
                                                                         {"亿", 8}}};
    for (const auto& [name, places] : scales) {
        if (name == word)
            return places;
    }
    return 0;
}

} // namespace

Node ExpressionParser::atom() {
    const DepthGuard guard(*this);
    switch (peek().kind) {
    case Kind::Number:
        return number();
    case Kind::Letter:
        return symbol();
    case Kind::Word:
        return word();
    case Kind::Begin:
        return matrix();
    case Kind::Command:
        return command();
    case Kind::Symbol:
        break;
    default:
        throw NotAnExpression{};
    }
    if (peekSymbol('(') || peekSymbol('['))
        return bracketGroup();
    if (peekSymbol('{'))
        return braceGroup();
    if (peek().text == "\\{")
        return setBraces();
    if (peekSymbol('|'))
        return absoluteValue();
    throw NotAnExpression{};
}

Node ExpressionParser::number() {
    const auto token = next();
    if (token.text.ends_with('.')) { // 0.1\overline{6}, see the tokenizer
        if (!acceptCommand("overline"))
            throw NotAnExpression{};
    }
    if (token.text.find('.') != std::string::npos && (token.text.ends_with('.') || acceptCommand("overline"))) {
        const bool braces = accept('{');
        const auto repeated = next();
        if (!isInteger(repeated))
            throw NotAnExpression{};
        if (braces)
            expect('}');
        return Node::make(Node::Kind::Repeating, {}, token.text + '|' + repeated.text);
    }
    if (const auto places = peek().kind == Kind::Word ? placesOf(peek().text) : 0; places > 0) {
        ++m_at;
        return Node::make(Node::Kind::Number, {}, pointMoved(token.text, places));
    }
    if (const auto places = acceptPowerOfTen())
        return Node::make(Node::Kind::Number, {}, pointMoved(token.text, *places));
    auto node = Node::make(Node::Kind::Number, {}, token.text);
    if (isInteger(token) && accept('_')) {
        const auto base = subscriptText();
        return Node::make(Node::Kind::InBase, {std::move(node), Node::make(Node::Kind::Words, {}, base)});
    }
    return isInteger(token) ? mixedNumber(std::move(node)) : node;
}

// "\times 10^4" and "\cdot 10^{-4}" after a number: scientific notation writes the number out, it leaves no work.
std::optional<int> ExpressionParser::acceptPowerOfTen() {
    if (!peekSymbol('*') || !peek(1).is(Kind::Number, "10") || !peek(2).isSymbol('^'))
        return std::nullopt;
    std::size_t at = 3;
    const bool braces = peek(at).isSymbol('{');
    at += braces;
    const bool negative = peek(at).isSymbol('-');
    at += negative || peek(at).isSymbol('+');
    const Token& exponent = peek(at);
    if (!isInteger(exponent) || exponent.text.size() > 3 || (braces && !peek(at + 1).isSymbol('}')))
        return std::nullopt;
    const Token& after = peek(at + 1 + braces);
    if (after.isSymbol('^') || after.isSymbol('!'))
        return std::nullopt;
    m_at += at + 1 + braces;
    return negative ? -std::stoi(exponent.text) : std::stoi(exponent.text);
}

// "3\frac{1}{2}" and "3 1/2" are sums; "3\frac{\pi}{2}" is a product.
Node ExpressionParser::mixedNumber(Node whole) {
    const auto sumWith = [&whole](Node fraction) {
        return Node::make(Node::Kind::Add, {std::move(whole), std::move(fraction)});
    };
    if (peek().kind == Kind::Number && peek().blankBefore && isInteger(peek()) && peek(1).isSymbol('/') &&
        isInteger(peek(2))) {
        auto numerator = Node::make(Node::Kind::Number, {}, next().text);
        ++m_at;
        return sumWith(
            Node::make(Node::Kind::Divide, {std::move(numerator), Node::make(Node::Kind::Number, {}, next().text)}));
    }
    if (!peek().isCommand("frac"))
        return whole;
    const bool braced = peek(1).isSymbol('{') && isInteger(peek(2)) && peek(3).isSymbol('}') &&
                        (isInteger(peek(4)) || (peek(4).isSymbol('{') && isInteger(peek(5)) && peek(6).isSymbol('}')));
    const bool bare =
        isInteger(peek(1)) && (peek(1).text.size() == 2 || (isInteger(peek(2)) && peek(1).text.size() == 1) ||
                               (peek(2).isSymbol('{') && isInteger(peek(3)) && peek(4).isSymbol('}')));
    if (!braced && !bare)
        return whole;
    return sumWith(command());
}

std::string ExpressionParser::subscriptText() {
    std::string text;
    if (accept('{')) {
        while (!peekSymbol('}'))
            text += next().text;
        ++m_at;
        return text;
    }
    return next().text;
}

Node ExpressionParser::symbol() {
    auto name = next().text;
    if (accept('_'))
        name += '_' + subscriptText();
    while (accept('\''))
        name += '\'';
    return Node::make(Node::Kind::Symbol, {}, name);
}

Node ExpressionParser::word() {
    const auto& text = peek().text;
    // A name in capitals (a segment AB, an angle ABC) is a symbol; all other words are text.
    if (!std::all_of(text.begin(), text.end(), [](char c) { return c >= 'A' && c <= 'Z'; }))
        throw NotAnExpression{};
    return symbol();
}

Node ExpressionParser::command() {
    const auto name = next().text;
    if (name == "frac" || name == "binom") {
        auto first = macroArgument();
        auto second = macroArgument();
        if (name == "frac")
            return Node::make(Node::Kind::Divide, {std::move(first), std::move(second)});
        return Node::make(Node::Kind::Call, {std::move(first), std::move(second)}, name);
    }
    if (name == "sqrt")
        return root();
    if (name == "infty")
        return Node::make(Node::Kind::Infinity, {});
    if (name == "emptyset")
        return Node::make(Node::Kind::EmptySet, {});
    if (name == "lfloor" || name == "lceil")
        return floorOrCeiling(name);
    if (isFunctionName(name))
        return function(name);
    --m_at;
    if (name == "pi" || startsFactor()) // a Greek letter
        return symbol();
    throw NotAnExpression{};
}

Node ExpressionParser::root() {
    // The plain word takes the whole number after it, the LaTeX command one digit, as TeX does; both take a group.
    const bool latex = m_tokens[m_at - 1].end - m_tokens[m_at - 1].begin == 5;
    Node index = Node::make(Node::Kind::Number, {}, "2");
    if (accept('[')) {
        index = sum();
        expect(']');
    }
    auto radicand = latex || peekSymbol('{') ? macroArgument() : atom();
    return Node::make(Node::Kind::Call, {std::move(radicand), std::move(index)}, "sqrt");
}

Node ExpressionParser::function(std::string name) {
    Node base;
    bool hasBase = false;
    Node power;
    bool hasPower = false;
    for (int i = 0; i < 2; ++i) { // subscript and exponent, in either order
        if (!hasBase && accept('_')) {
            base = macroArgument();
            hasBase = true;
        } else if (!hasPower && accept('^')) {
            power = exponent();
            hasPower = true;
        }
    }
    const bool inverse = hasPower && power == Node::make(Node::Kind::Negate, {Node::make(Node::Kind::Number, {}, "1")});
    if (inverse)
        name = "arc" + name;
    std::vector<Node> arguments;
    arguments.push_back(functionArgument());
    if (hasBase)
        arguments.push_back(std::move(base));
    auto call = Node::make(Node::Kind::Call, std::move(arguments), std::move(name));
    return hasPower && !inverse ? Node::make(Node::Kind::Power, {std::move(call), std::move(power)}) : call;
}

// "\sin(x)y" has the argument x, "\sin 2x\cos y" the argument 2x.
Node ExpressionParser::functionArgument() {
    const DepthGuard guard(*this);
    if (peekSymbol('('))
        return bracketGroup();
    if (peekSymbol('{'))
        return braceGroup();
    std::vector<Node> factors;
    factors.push_back(factor());
    while (startsFactor() && !isFunctionName(peek().text) && !peekSymbol('('))
        factors.push_back(factor());
    return factors.size() == 1 ? std::move(factors.front()) : Node::make(Node::Kind::Multiply, std::move(factors));
}

Node ExpressionParser::macroArgument() {
    const DepthGuard guard(*this);
    if (peekSymbol('{'))
        return braceGroup();
    auto& token = m_tokens[std::min(m_at, m_tokens.size() - 1)];
    if (!atEnd() && isInteger(token) && token.text.size() > 1) {
        auto digit = token.text.substr(0, 1);
        token.text.erase(0, 1);
        token.blankBefore = false;
        charge(m_work, 1 + token.text.size() / 16);
        return Node::make(Node::Kind::Number, {}, std::move(digit));
    }
    return isInteger(peek()) ? Node::make(Node::Kind::Number, {}, next().text) : atom();
}

std::vector<Node> ExpressionParser::elementsUntil(std::initializer_list<std::string_view> closers) {
    const int bars = std::exchange(m_bars, 0);
    std::vector<Node> elements;
    for (;;) {
        elements.push_back(relation());
        if (accept(',') || accept(';'))
            continue;
        for (const auto closer : closers) {
            if (peek().is(Kind::Symbol, closer)) {
                m_bars = bars;
                return elements;
            }
        }
        throw NotAnExpression{};
    }
}

Node ExpressionParser::braceGroup() {
    expect('{');
    auto elements = elementsUntil({"}"});
    expect('}');
    return elements.size() == 1 ? std::move(elements.front()) : Node::make(Node::Kind::List, std::move(elements));
}

Node ExpressionParser::bracketGroup() {
    auto brackets = next().text;
    auto elements = elementsUntil({")", "]"});
    brackets += next().text;
    if (elements.size() > 1)
        return Node::make(Node::Kind::Bracket, std::move(elements), std::move(brackets));
    if (brackets != "()" && brackets != "[]")
        throw NotAnExpression{};
    return std::move(elements.front());
}

Node ExpressionParser::setBraces() {
    ++m_at;
    if (peek().text == "\\}") {
        ++m_at;
        return Node::make(Node::Kind::EmptySet, {});
    }
    auto elements = elementsUntil({"\\}"});
    ++m_at;
    return Node::make(Node::Kind::Set, std::move(elements));
}

Node ExpressionParser::absoluteValue() {
    expect('|');
    ++m_bars;
    auto inner = sum();
    --m_bars;
    expect('|');
    return Node::make(Node::Kind::Call, {std::move(inner)}, "abs");
}

Node ExpressionParser::floorOrCeiling(std::string_view name) {
    const int bars = std::exchange(m_bars, 0);
    auto inner = sum();
    m_bars = bars;
    if (!acceptCommand(name == "lfloor" ? "rfloor" : "rceil"))
        throw NotAnExpression{};
    return Node::make(Node::Kind::Call, {std::move(inner)}, name == "lfloor" ? "floor" : "ceil");
}

Node ExpressionParser::matrix() {
    const auto environment = next().text;
    constexpr std::array<std::string_view, 6> known = {"matrix", "pmatrix", "bmatrix", "vmatrix", "array", "Bmatrix"};
    if (std::find(known.begin(), known.end(), environment) == known.end())
        throw NotAnExpression{};
    if (environment == "array" && accept('{')) { // column layout
        while (!peekSymbol('}'))
            next();
        expect('}');
    }
    std::vector<Node> rows;
    std::vector<Node> row;
    while (peek().kind != Kind::End) {
        row.push_back(sum());
        if (accept('&'))
            continue;
        rows.push_back(Node::make(Node::Kind::List, std::exchange(row, {})));
        if (peek().kind == Kind::RowBreak)
            next();
        else if (peek().kind != Kind::End)
            throw NotAnExpression{};
    }
    if (next().text != environment || rows.empty() || !row.empty())
        throw NotAnExpression{};
    // A determinant is a number, not a matrix; pmatrix, bmatrix and plain arrays are the same thing.
    return Node::make(Node::Kind::Matrix, std::move(rows), environment == "vmatrix" ? "v" : "");
}

} // namespace stepmark::grading
