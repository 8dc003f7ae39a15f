// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/grading/math_tokens.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <span>
#include <utility>

namespace stepmark::grading {
namespace {

using Kind = Token::Kind;
using Pair = std::pair<std::string_view, std::string_view>;

constexpr std::array kFunctions = {"sin",  "cos",  "tan", "cot", "sec", "csc", "arcsin", "arccos", "arctan", "sinh",
                                   "cosh", "tanh", "log", "ln",  "exp", "lg",  "asin",   "acos",   "atan",   "abs"};
constexpr std::array kConstants = {"sqrt", "pi", "infty", "inf", "infinity", "oo"};

// Short words that are no product of variables.
constexpr std::array kShortWords = {"cm",  "mm",  "km",  "kg",  "mg",  "ml",  "lb",  "lbs", "oz",  "ft",  "mph", "in",
                                    "yd",  "hr",  "hrs", "min", "sec", "deg", "per", "of",  "the", "and", "or",  "no",
                                    "yes", "odd", "all", "one", "two", "six", "ten", "day", "am",  "pm",  "th",  "st",
                                    "nd",  "rd",  "to",  "is",  "not", "sq",  "cu",  "mod", "gcd", "lcm", "men", "way"};

// Synonyms; an empty second name: dropped.
constexpr std::array<Pair, 63> kSynonyms = {{{"dfrac", "frac"},
                                             {"tfrac", "frac"},
                                             {"cfrac", "frac"},
                                             {"leq", "le"},
                                             {"leqslant", "le"},
                                             {"geq", "ge"},
                                             {"geqslant", "ge"},
                                             {"neq", "ne"},
                                             {"dbinom", "binom"},
                                             {"tbinom", "binom"},
                                             {"choose", "choose"},
                                             {"times", "*"},
                                             {"cdot", "*"},
                                             {"ast", "*"},
                                             {"div", "/"},
                                             {"lt", "<"},
                                             {"gt", ">"},
                                             {"lbrace", "\\{"},
                                             {"rbrace", "\\}"},
                                             {"lvert", "|"},
                                             {"rvert", "|"},
                                             {"vert", "|"},
                                             {"mid", "|"},
                                             {"colon", ":"},
                                             {"langle", "("},
                                             {"rangle", ")"},
                                             {"lparen", "("},
                                             {"rparen", ")"},
                                             {"lbrack", "["},
                                             {"rbrack", "]"},
                                             {"varnothing", "emptyset"},
                                             {"degree", "circ"},
                                             {"left", ""},
                                             {"right", ""},
                                             {"big", ""},
                                             {"Big", ""},
                                             {"bigg", ""},
                                             {"Bigg", ""},
                                             {"bigl", ""},
                                             {"bigr", ""},
                                             {"Bigl", ""},
                                             {"Bigr", ""},
                                             {"n", ""},
                                             {"quad", ""},
                                             {"qquad", ""},
                                             {"displaystyle", ""},
                                             {"limits", ""},
                                             {"boxed", ""},
                                             {"fbox", ""},
                                             {"mathbf", ""},
                                             {"mathit", ""},
                                             {"mathbb", ""},
                                             {"boldsymbol", ""},
                                             {"bm", ""},
                                             {"vec", ""},
                                             {"mathcal", ""},
                                             {"rm", ""},
                                             {"bf", ""},
                                             {"sim", "approx"},
                                             {"simeq", "approx"},
                                             {"thickapprox", "approx"},
                                             {"smallsetminus", "setminus"},
                                             {"backslash", "setminus"}}};

constexpr std::array kTextCommands = {"text",         "mbox",       "textbf", "textrm", "textit", "mathrm",
                                      "operatorname", "textnormal", "hbox",   "emph",   "textsf", "texttt"};

// UTF-8 characters that people paste for commands and symbols.
constexpr std::array<Pair, 22> kUnicode = {{{"\xCF\x80", "pi"},
                                            {"\xE2\x88\x9A", "sqrt"},
                                            {"\xE2\x88\x9E", "infty"},
                                            {"\xE2\x88\xAA", "cup"},
                                            {"\xE2\x88\xA9", "cap"},
                                            {"\xC2\xB7", "*"},
                                            {"\xE2\x8B\x85", "*"},
                                            {"\xC3\x97", "*"},
                                            {"\xC3\xB7", "/"},
                                            {"\xC2\xB0", "circ"},
                                            {"\xE2\x89\xA4", "le"},
                                            {"\xE2\x89\xA5", "ge"},
                                            {"\xE2\x89\xA0", "ne"},
                                            {"\xE2\x88\x92", "-"},
                                            {"\xE2\x80\x93", "-"},
                                            {"\xC2\xB1", "pm"},
                                            {"\xE2\x88\x88", "in"},
                                            {"\xE2\x89\x88", "approx"},
                                            {"\xE2\x88\x85", "emptyset"},
                                            {"\xC2\xA0", ""},
                                            {"\xE2\x82\xAC", ""},
                                            {"\xC2\xA3", ""}}};

constexpr std::size_t kMaxDigits = 400;

template <class List>
bool contains(const List& list, std::string_view word) {
    return std::any_of(list.begin(), list.end(), [word](const char* entry) { return word == entry; });
}

bool isDigit(char c) { return c >= '0' && c <= '9'; }
bool isAlpha(char c) { return std::isalpha(static_cast<unsigned char>(c)) != 0; }

class Tokenizer {
public:
    Tokenizer(std::string_view source, bool commaGroups, GradingWork& work)
        : m_source(source)
        , m_commaGroups(commaGroups)
        , m_work(work) {}

    std::vector<Token> run() {
        while (m_at < m_source.size()) {
            charge(m_work, 1);
            step();
        }
        return std::move(m_tokens);
    }

private:
    std::string_view rest(std::size_t ahead = 0) const {
        return m_source.substr(std::min(m_at + ahead, m_source.size()));
    }

    void push(Kind kind, std::string_view text, std::size_t length) {
        m_tokens.push_back({kind, std::string(text), m_blank, m_at, m_at + length});
        m_blank = false;
        m_at += length;
    }

    void pushNamed(std::string_view name, std::size_t length) {
        if (name.empty()) {
            m_at += length;
            m_blank = true;
            return;
        }
        push(isAlpha(name.front()) ? Kind::Command : Kind::Symbol, name, length);
    }

    void step() {
        const char c = m_source[m_at];
        if (std::isspace(static_cast<unsigned char>(c)) || c == '$' || c == '%' || c == '~') {
            m_blank = true;
            ++m_at;
        } else if (isDigit(c) || (c == '.' && isDigit(at(1)))) {
            number();
        } else if (isAlpha(c)) {
            word();
        } else if (c == '\\') {
            command();
        } else if (static_cast<unsigned char>(c) >= 0x80) {
            unicode();
        } else if (rest().starts_with("<=")) {
            push(Kind::Command, "le", 2);
        } else if (rest().starts_with(">=")) {
            push(Kind::Command, "ge", 2);
        } else if (rest().starts_with("!=")) {
            push(Kind::Command, "ne", 2);
        } else {
            constexpr std::string_view known = "+-*/^_=<>()[]{}|,;:!'&";
            push(known.find(c) == std::string_view::npos ? Kind::Other : Kind::Symbol, m_source.substr(m_at, 1), 1);
        }
    }

    char at(std::size_t ahead) const { return m_at + ahead < m_source.size() ? m_source[m_at + ahead] : '\0'; }

    // The length of a separator that three digits, and no more, follow.
    std::size_t separatorLength(std::size_t ahead) const {
        const auto text = rest(ahead);
        std::size_t length = 0;
        for (const std::string_view separator : {",\\!", "{,}", "\\,", "{,}\\!"}) {
            if (text.starts_with(separator))
                length = separator.size();
        }
        if (length == 0 && m_commaGroups && text.starts_with(','))
            length = 1;
        while (length > 1 && text.size() > length && text[length] == ' ')
            ++length;
        if (length == 0)
            return 0;
        for (std::size_t i = 0; i < 3; ++i) {
            if (text.size() <= length + i || !isDigit(text[length + i]))
                return 0;
        }
        return text.size() > length + 3 && isDigit(text[length + 3]) ? 0 : length;
    }

    void number() {
        std::string digits;
        std::size_t length = 0;
        while (isDigit(at(length)))
            digits += at(length++);
        while (const auto separator = separatorLength(length)) {
            length += separator;
            for (int i = 0; i < 3; ++i)
                digits += at(length++);
        }
        if (at(length) == '.' && (isDigit(at(length + 1)) || rest(length + 1).starts_with("\\overline"))) {
            digits += at(length++);
            while (isDigit(at(length)))
                digits += at(length++);
        }
        if (digits.size() > kMaxDigits)
            throw NotAnExpression{};
        push(Kind::Number, digits, length);
    }

    void word() {
        std::size_t length = 0;
        while (isAlpha(at(length)))
            ++length;
        const auto letters = m_source.substr(m_at, length);
        const bool lower = std::all_of(letters.begin(), letters.end(),
                                       [](char c) { return std::islower(static_cast<unsigned char>(c)); });
        if (length == 1)
            return push(Kind::Letter, letters, 1);
        if (isFunctionName(letters) || contains(kConstants, letters))
            return push(Kind::Command, letters.starts_with("inf") || letters == "oo" ? "infty" : letters, length);
        if (length > 3 || !lower || contains(kShortWords, letters))
            return push(Kind::Word, letters, length);
        for (std::size_t i = 0; i < length; ++i) // a product of variables: "xy", "abc"
            push(Kind::Letter, m_source.substr(m_at, 1), 1);
    }

    void command() {
        std::size_t length = 1;
        if (at(1) == '\\') {
            if (m_environments > 0)
                return push(Kind::RowBreak, "\\\\", 2);
            ++m_at; // outside of environments a doubled backslash is one that was escaped once too often
            return;
        }
        while (isAlpha(at(length)))
            ++length;
        if (length == 1)
            return escaped();
        const auto name = m_source.substr(m_at + 1, length - 1);
        if (name == "begin" || name == "end")
            return environment(name == "begin", length);
        if (contains(kTextCommands, name) && textCommand(length))
            return;
        for (const auto& [from, to] : kSynonyms) {
            if (from == name)
                return pushNamed(to, length);
        }
        push(Kind::Command, name, length);
    }

    void escaped() {
        const char c = at(1);
        if (c == '{' || c == '}')
            return push(Kind::Symbol, m_source.substr(m_at, 2), 2);
        if (c == '|')
            return push(Kind::Symbol, "|", 2);
        m_at = std::min(m_at + 2, m_source.size()); // spacing, \( \) \[ \], \$, \%
        m_blank = true;
    }

    void environment(bool begins, std::size_t length) {
        const auto close = m_source.find('}', m_at + length);
        if (at(length) != '{' || close == std::string_view::npos)
            throw NotAnExpression{};
        m_environments += begins ? 1 : -1;
        const auto name = m_source.substr(m_at + length + 1, close - m_at - length - 1);
        push(begins ? Kind::Begin : Kind::End, name, close + 1 - m_at);
    }

    bool textCommand(std::size_t length) {
        std::size_t open = length;
        while (at(open) == ' ')
            ++open;
        if (at(open) != '{')
            return false;
        int depth = 1;
        std::size_t close = open + 1;
        for (; m_at + close < m_source.size(); ++close) {
            depth += at(close) == '{' ? 1 : (at(close) == '}' ? -1 : 0);
            if (depth == 0)
                break;
        }
        if (depth != 0)
            throw NotAnExpression{};
        charge(m_work, close);
        const auto content = m_source.substr(m_at + open + 1, close - open - 1);
        const bool afterNumber = !m_tokens.empty() && m_tokens.back().kind == Kind::Number; // "5\text{m}": a unit
        if (content.size() == 1 && isAlpha(content[0]) && !afterNumber)                     // \mathrm{E}: the letter
            push(Kind::Letter, content, close + 1);
        else
            push(Kind::Text, content, close + 1);
        return true;
    }

    void unicode() {
        for (const auto& [bytes, name] : kUnicode) {
            if (rest().starts_with(bytes))
                return pushNamed(name, bytes.size());
        }
        push(Kind::Other, m_source.substr(m_at, 1), 1);
    }

    std::string_view m_source;
    bool m_commaGroups;
    GradingWork& m_work;
    std::size_t m_at = 0;
    bool m_blank = false;
    int m_environments = 0;
    std::vector<Token> m_tokens;
};

} // namespace

bool isFunctionName(std::string_view name) { return contains(kFunctions, name); }

std::vector<Token> tokenize(std::string_view source, bool commaGroups, GradingWork& work) {
    return Tokenizer(source, commaGroups, work).run();
}

} // namespace stepmark::grading
