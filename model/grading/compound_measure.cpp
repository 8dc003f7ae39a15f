// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/grading/compound_measure.h"

#include "model/grading/answer_text.h"
#include "model/grading/units.h"

#include <cstdlib>
#include <string>

namespace stepmark::grading {
namespace {

using Kind = Token::Kind;

double factorOf(const Unit& unit) {
    const std::string text(unit.factor);
    const auto slash = text.find('/');
    const double above = std::strtod(text.c_str(), nullptr);
    return slash == std::string::npos ? above : above / std::strtod(text.c_str() + slash + 1, nullptr);
}

bool isMeasured(Unit::Kind kind) {
    return kind == Unit::Kind::Length || kind == Unit::Kind::Mass || kind == Unit::Kind::Time ||
           kind == Unit::Kind::Volume || kind == Unit::Kind::Money;
}

bool joins(const Token& token) {
    return token.isSymbol(',') ||
           ((token.kind == Kind::Word || token.kind == Kind::Text) && trimmedBlanks(token.text) == "and");
}

} // namespace

std::optional<Node> compoundMeasure(const std::vector<Token>& tokens) {
    std::vector<Node> measures;
    const Unit* before = nullptr;
    bool word = false; // letters alone are a product: 2h3s
    for (std::size_t i = 0; i < tokens.size(); i += 2) {
        i += !measures.empty() && joins(tokens[i]);
        if (i + 1 >= tokens.size() || tokens[i].kind != Kind::Number)
            return std::nullopt;
        const Token& name = tokens[i + 1];
        const bool named = name.kind == Kind::Word || name.kind == Kind::Text || name.kind == Kind::Letter;
        const Unit* unit = named ? unitSpelled(name.text, true) : nullptr;
        if (!unit || !isMeasured(unit->kind) ||
            (before && (!comparable(*before, *unit) || factorOf(*unit) >= factorOf(*before))))
            return std::nullopt;
        measures.push_back(Node::make(Node::Kind::Quantity, {Node::make(Node::Kind::Number, {}, tokens[i].text)},
                                      std::string(unit->name)));
        word = word || name.kind != Kind::Letter;
        before = unit;
    }
    if (measures.size() < 2 || !word)
        return std::nullopt;
    std::string largest = measures.front().text;
    return Node::make(Node::Kind::Quantity, std::move(measures), std::move(largest));
}

bool isCompound(const Node& node) { return node.is(Node::Kind::Quantity) && node.children.size() > 1; }

} // namespace stepmark::grading
