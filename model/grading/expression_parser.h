// SPDX-License-Identifier: GPL-3.0-or-later
// Private to model/grading: tokens to a tree, by recursive descent with a bounded depth and no backtracking.
// An object belongs to one thread.
#pragma once

#include "model/grading/expression.h"
#include "model/grading/math_tokens.h"

#include <initializer_list>
#include <optional>
#include <string_view>
#include <vector>

namespace stepmark::grading {

class ExpressionParser {
public:
    ExpressionParser(std::vector<Token> tokens, GradingWork& work)
        : m_tokens(std::move(tokens))
        , m_work(work) {}

    // The whole of the tokens as one answer without commas on its top level. Throws NotAnExpression.
    Node parse();

private:
    static constexpr int kMaxDepth = 200;
    struct DepthGuard;

    // relation_parser.cpp, loosest binding first
    Node relation();
    Node ratio();
    Node setOperations();
    bool nameOnly(std::size_t begin, std::size_t end, std::string& name) const;
    Node relationOf(std::vector<Node> operands, std::string operators, const std::vector<std::string>& names) const;

    // expression_parser.cpp
    Node sum();
    Node term();
    Node factor(); // atom with exponents and what else follows it
    Node postfix(Node base);
    Node exponent();
    bool startsFactor() const;

    // expression_parser_atoms.cpp
    Node atom();
    Node number();
    std::optional<int> acceptPowerOfTen();
    Node mixedNumber(Node whole);
    Node symbol();
    Node word();
    Node command();
    Node function(std::string name);
    Node functionArgument();
    Node root();
    Node macroArgument(); // one token or one group, as TeX reads it: \frac12 has the arguments 1 and 2
    Node braceGroup();
    Node bracketGroup();
    Node setBraces();
    Node absoluteValue();
    Node floorOrCeiling(std::string_view name);
    Node matrix();
    std::vector<Node> elementsUntil(std::initializer_list<std::string_view> closers);
    std::string subscriptText();

    bool atEnd() const { return m_at >= m_tokens.size(); }
    const Token& peek(std::size_t ahead = 0) const;
    bool peekSymbol(char c) const { return peek().isSymbol(c); }
    Token next();
    bool accept(char symbol);
    bool acceptCommand(std::string_view name);
    void expect(char symbol);

    std::vector<Token> m_tokens;
    GradingWork& m_work;
    std::size_t m_at = 0;
    int m_depth = 0;
    int m_bars = 0; // open |
};

struct ExpressionParser::DepthGuard {
    explicit DepthGuard(ExpressionParser& owner)
        : parser(owner) {
        charge(parser.m_work, 1);
        if (++parser.m_depth > kMaxDepth)
            throw NotAnExpression{};
    }
    ~DepthGuard() { --parser.m_depth; }
    DepthGuard(const DepthGuard&) = delete;
    DepthGuard& operator=(const DepthGuard&) = delete;
    ExpressionParser& parser;
};

} // namespace stepmark::grading
