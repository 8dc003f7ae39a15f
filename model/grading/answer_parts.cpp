// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/grading/answer_parts.h"

#include "model/grading/answer_text.h"
#include "model/grading/compound_measure.h"
#include "model/grading/expression_parser.h"
#include "model/grading/quantities.h"

#include <algorithm>
#include <array>
#include <cctype>

namespace stepmark::grading {
namespace {

using Kind = Token::Kind;
using Tokens = std::vector<Token>;

Node words(std::string_view text) { return Node::make(Node::Kind::Words, {}, textKey(text)); }

bool isSeparator(const Token& token) {
    if (token.isSymbol(',') || token.isSymbol(';'))
        return true;
    if (token.kind != Kind::Text && token.kind != Kind::Word)
        return false;
    const auto text = trimmedBlanks(token.text);
    return text == "and" || text == "or" || text == "," || text == ", and" || text == ", or";
}

int nesting(const Token& token) {
    if (token.kind == Kind::Begin || token.isSymbol('(') || token.isSymbol('[') || token.isSymbol('{') ||
        token.text == "\\{")
        return 1;
    if (token.kind == Kind::End || token.isSymbol(')') || token.isSymbol(']') || token.isSymbol('}') ||
        token.text == "\\}")
        return -1;
    return 0;
}

// Whether the brace at the front closes at the very end.
bool isOneGroup(const Tokens& tokens) {
    if (tokens.size() < 2 || !tokens.front().isSymbol('{') || !tokens.back().isSymbol('}'))
        return false;
    int depth = 0;
    for (std::size_t i = 0; i < tokens.size(); ++i) {
        depth += nesting(tokens[i]);
        if (depth == 0)
            return i + 1 == tokens.size();
    }
    return false;
}

// A full stop that ends the sentence, and braces that enclose everything.
void trim(Tokens& tokens, GradingWork& work) {
    for (;;) {
        if (!tokens.empty() && tokens.back().is(Kind::Other, ".")) {
            tokens.pop_back();
        } else if (charge(work, tokens.size() / 8); isOneGroup(tokens)) {
            tokens.erase(tokens.begin());
            tokens.pop_back();
        } else {
            return;
        }
    }
}

std::vector<Tokens> splitParts(const Tokens& tokens) {
    std::vector<Tokens> parts(1);
    int depth = 0;
    for (const auto& token : tokens) {
        depth = std::max(0, depth + nesting(token));
        if (depth == 0 && isSeparator(token))
            parts.emplace_back();
        else
            parts.back().push_back(token);
    }
    std::erase_if(parts, [](const Tokens& part) { return part.empty(); });
    return parts;
}

// "th" of "12\text{th grade}" makes another thing of the number; so do "a.m." and "p.m." written as words.
bool changesNumber(std::string_view text) {
    constexpr std::array<std::string_view, 17> words = {
        "th",      "st",       "nd",    "rd",  "am", "pm", "hundred", "thousand", "million",
        "billion", "trillion", "dozen", "mod", "百", "千", "万",      "亿"};
    std::size_t length = 0;
    while (length < text.size() && (std::isalpha(static_cast<unsigned char>(text[length])) || text[length] < 0))
        ++length;
    return std::find(words.begin(), words.end(), text.substr(0, length)) != words.end();
}

bool isNumeric(const Token& token) {
    if (token.kind == Kind::Command)
        return token.text == "frac" || token.text == "sqrt" || token.text == "pi" || token.text == "circ";
    return token.kind == Kind::Number || (token.kind == Kind::Symbol && token.text != "," && token.text != "=");
}

// The size of `^2` or `^{2}` at the end, 0 where there is none.
std::size_t powerAtEnd(const Tokens& tokens) {
    const auto size = tokens.size();
    if (size >= 3 && tokens[size - 2].isSymbol('^') && tokens[size - 1].kind == Kind::Number)
        return 2;
    if (size >= 5 && tokens[size - 4].isSymbol('^') && tokens[size - 3].isSymbol('{') &&
        tokens[size - 2].kind == Kind::Number && tokens[size - 1].isSymbol('}'))
        return 4;
    return 0;
}

bool isWord(const Token& token) { return token.kind == Kind::Word; }

bool isNumberOrScale(const Token& token) { return isNumeric(token) || (isWord(token) && changesNumber(token.text)); }

bool isUnitWord(const Token& token) {
    return (isWord(token) && !changesNumber(token.text)) || token.is(Kind::Letter, "a"); // "hours a week"
}

// Takes "\text{ cm}^2", "\mbox{inches}", "miles per hour" off the end where something else stands before. Plain words
// only where the answer has one part: "3 boys and 2 girls" says more than "3, 2".
void stripUnits(Tokens& tokens, bool onlyPart) {
    while (tokens.size() > 1) {
        const auto power = powerAtEnd(tokens);
        const auto& unit = tokens[tokens.size() - 1 - power];
        if (unit.kind == Kind::Text) {
            if (changesNumber(unit.text))
                return;
        } else if (isUnitWord(unit) && onlyPart) {
            auto word = std::find_if(tokens.begin(), tokens.end(), isWord);
            if (word != tokens.begin() && tokens.end() - word > 1 && changesNumber(word->text))
                ++word; // "3 million people"
            const auto units = static_cast<std::size_t>(tokens.end() - word);
            const bool onlyNumberBefore = word != tokens.begin() && std::all_of(tokens.begin(), word, isNumberOrScale);
            const bool onlyWordsAfter =
                std::all_of(word, tokens.end() - static_cast<std::ptrdiff_t>(power), isUnitWord);
            if (!onlyNumberBefore || !onlyWordsAfter || units > 4 + power)
                return;
        } else {
            return;
        }
        if (tokens.size() == 1 + power)
            return;
        tokens.resize(tokens.size() - 1 - power);
    }
}

void cutApproximation(Tokens& tokens) {
    const auto sign = std::find_if(tokens.begin(), tokens.end(), [](const Token& t) { return t.isCommand("approx"); });
    if (sign != tokens.begin())
        tokens.erase(sign, tokens.end());
}

Node parsePart(std::string_view source, Tokens tokens, bool onlyPart, GradingWork& work) {
    const auto begin = tokens.front().begin;
    const auto end = tokens.back().end;
    charge(work, tokens.size());
    cutApproximation(tokens);
    const Unit* unit = takeUnit(tokens, onlyPart);
    stripUnits(tokens, onlyPart);
    trim(tokens, work);
    try {
        return quantity(ExpressionParser(std::move(tokens), work).parse(), unit);
    } catch (const NotAnExpression&) {
        charge(work, 1 + (end - begin) / 8);
        return words(source.substr(begin, end - begin));
    }
}

} // namespace

std::vector<Node> answerParts(std::string_view answer, bool commaGroups, GradingWork& work) {
    Tokens tokens;
    try {
        tokens = tokenize(answer, commaGroups, work);
    } catch (const NotAnExpression&) {
        return {words(answer)};
    }
    trim(tokens, work);
    // An answer that is all \text{...} is what stands inside; once is enough for what people write.
    if (tokens.size() == 1 && tokens[0].kind == Kind::Text && tokens[0].text.find('\\') == std::string::npos) {
        const std::string inner = tokens[0].text;
        return answerParts(inner, commaGroups, work);
    }
    if (auto compound = compoundMeasure(tokens))
        return {std::move(*compound)};
    std::vector<Node> parts;
    auto split = splitParts(tokens);
    for (auto& part : split)
        parts.push_back(parsePart(answer, std::move(part), split.size() == 1, work));
    if (parts.empty())
        parts.push_back(words(answer));
    return parts;
}

} // namespace stepmark::grading
