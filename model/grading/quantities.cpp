// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/grading/quantities.h"

#include "model/grading/answer_text.h"
#include "model/grading/compound_measure.h"
#include "model/grading/token_words.h"

#include <algorithm>
#include <cctype>
#include <string>

namespace stepmark::grading {
namespace {

using Kind = Token::Kind;
using Tokens = std::vector<Token>;

const Unit* takeCurrency(Tokens& tokens) {
    const auto isCurrency = [](const Token& token) { return token.kind == Kind::Currency; };
    const auto first = std::find_if(tokens.begin(), tokens.end(), isCurrency);
    if (first == tokens.end())
        return nullptr;
    const Unit* unit = unitSpelled(first->text, true);
    if (tokens.size() > 1)
        std::erase_if(tokens, isCurrency);
    return unit;
}

/// How many tokens before the last are a degree sign or the word for it.
std::size_t degreeSignBeforeLast(const Tokens& tokens) {
    const auto back = [&tokens](std::size_t places) -> const Token& { return tokens[tokens.size() - 1 - places]; };
    if (tokens.size() > 5 && back(1).isSymbol('}') && back(2).isCommand("circ") && back(3).isSymbol('{') &&
        back(4).isSymbol('^'))
        return 4;
    if (tokens.size() > 3 && back(1).isCommand("circ") && back(2).isSymbol('^'))
        return 2;
    const bool sign = tokens.size() > 2 && (back(1).isCommand("circ") || back(1).text == "degree" ||
                                            back(1).text == "degrees" || back(1).text == "deg");
    return sign ? 1 : 0;
}

const Unit* scaleOfTemperature(std::string_view letter) {
    if (letter == "C")
        return unitSpelled("celsius", true);
    return letter == "F" ? unitSpelled("fahrenheit", true) : nullptr;
}

/// "^\circ\text{F}", "degrees Celsius", "\text{ degrees Celsius}", "\text{°C}".
const Unit* takeTemperature(Tokens& tokens) {
    if (tokens.size() < 2)
        return nullptr;
    const auto text = trimmedBlanks(tokens.back().text);
    std::size_t begin = text.size();
    while (begin > 0 && std::isalpha(static_cast<unsigned char>(text[begin - 1])))
        --begin;
    const auto word = text.substr(begin);
    const auto before = trimmedBlanks(text.substr(0, begin));
    const bool signInText = before == "°" || before == "degrees" || before == "degree" || before == "^\\circ";
    const auto signs = degreeSignBeforeLast(tokens);
    const Unit* unit = signInText || signs > 0 ? scaleOfTemperature(word) : nullptr;
    if (!unit && (before.empty() || signInText))
        unit = unitSpelled(word, false);
    if (!unit || unit->kind != Unit::Kind::Temperature)
        return nullptr;
    tokens.resize(tokens.size() - 1 - signs);
    return unit;
}

const Unit* takeWord(Tokens& tokens, bool onlyPart) {
    if (tokens.size() < 2)
        return nullptr;
    const Token& last = tokens.back();
    const Token& before = tokens[tokens.size() - 2];
    const bool compound = before.kind == Kind::Text || before.kind == Kind::Word || before.kind == Kind::Letter;
    const bool word = last.kind == Kind::Word && onlyPart;
    if ((compound && !isScaleWord(before.text)) || (last.kind != Kind::Text && !word))
        return nullptr;
    const Unit* unit = unitSpelled(last.text, last.kind == Kind::Text);
    if (unit)
        tokens.pop_back();
    return unit;
}

std::optional<int> wholeNumber(const Node& node, int most) {
    if (!node.is(Node::Kind::Number) || node.text.size() > 2 || node.text.find('.') != std::string::npos)
        return std::nullopt;
    const int value = std::stoi(node.text);
    return value <= most ? std::optional(value) : std::nullopt;
}

Node fraction(std::string_view text) {
    const auto slash = text.find('/');
    Node numerator = Node::make(Node::Kind::Number, {}, std::string(text.substr(0, slash)));
    if (slash == std::string_view::npos)
        return numerator;
    return Node::make(Node::Kind::Divide,
                      {std::move(numerator), Node::make(Node::Kind::Number, {}, std::string(text.substr(slash + 1)))});
}

} // namespace

const Unit* takeUnit(Tokens& tokens, bool onlyPart) {
    if (const Unit* unit = takeCurrency(tokens))
        return unit;
    if (const Unit* unit = takeTemperature(tokens))
        return unit;
    return takeWord(tokens, onlyPart);
}

Node quantity(Node value, const Unit* unit) {
    using enum Node::Kind;
    switch (value.kind) {
    case Number:
    case Repeating:
    case Symbol:
    case Add:
    case Multiply:
    case Divide:
    case Power:
    case Negate:
    case Degrees:
    case Call:
    case Ratio:
        return unit ? Node::make(Quantity, {std::move(value)}, std::string(unit->name)) : std::move(value);
    default:
        return value;
    }
}

const Unit* unitOf(const Node& node) { return node.is(Node::Kind::Quantity) ? unitSpelled(node.text, true) : nullptr; }

Node inBaseUnit(const Node& quantity) {
    if (isCompound(quantity)) {
        std::vector<Node> measures;
        for (const Node& one : quantity.children)
            measures.push_back(inBaseUnit(one));
        return Node::make(Node::Kind::Add, std::move(measures));
    }
    const Unit& unit = *unitOf(quantity);
    return Node::make(Node::Kind::Add, {Node::make(Node::Kind::Multiply, {quantity.children[0], fraction(unit.factor)}),
                                        fraction(unit.offset)});
}

std::optional<int> clockTime(const Node& node) {
    const Unit* unit = unitOf(node);
    if (unit && unit->kind != Unit::Kind::Clock)
        return std::nullopt;
    const Node& value = unit ? node.children[0] : node;
    const bool ratio = value.is(Node::Kind::Ratio);
    if (ratio ? value.children.size() > 3 : !unit)
        return std::nullopt;
    const auto part = [&](std::size_t place, int most) {
        return place < value.children.size() ? wholeNumber(value.children[place], most) : std::optional(0);
    };
    auto hour = ratio ? part(0, 23) : wholeNumber(value, 12);
    const auto minute = ratio ? part(1, 59) : 0;
    const auto second = ratio ? part(2, 59) : 0;
    if (!hour || !minute || !second)
        return std::nullopt;
    if (!unit && *hour < 13) // without a.m. or p.m. it may be either
        return std::nullopt;
    if (unit && *hour <= 12)
        hour = *hour % 12 + (unit->name == "pm" ? 12 : 0);
    return (*hour * 60 + *minute) * 60 + *second;
}

} // namespace stepmark::grading
