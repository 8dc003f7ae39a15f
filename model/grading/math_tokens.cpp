// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/grading/math_tokens.h"

#include "model/grading/digit.h"
#include "model/grading/token_words.h"
#include "model/grading/unicode_text.h"
#include "model/grading/written_number.h"

#include <algorithm>
#include <cctype>

namespace stepmark::grading {
namespace {

using Kind = Token::Kind;

constexpr std::size_t kMaxDigits = 400;

bool isAlpha(char c) { return std::isalpha(static_cast<unsigned char>(c)) != 0; }

class Tokenizer {
public:
    Tokenizer(std::string_view source, bool commaGroups, GradingWork& work)
        : m_source(source)
        , m_commaGroups(commaGroups)
        , m_work(work)
        , m_loneDollar(unescapedDollars(source) == 1) {}

    std::vector<Token> run() {
        while (m_at < m_source.size()) {
            charge(m_work, 1);
            step();
        }
        return std::move(m_tokens);
    }

private:
    static std::ptrdiff_t unescapedDollars(std::string_view source) {
        std::ptrdiff_t count = 0;
        for (std::size_t i = 0; i < source.size(); ++i) {
            if (source[i] == '\\')
                ++i;
            else
                count += source[i] == '$';
        }
        return count;
    }

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
        if (c == '$' && m_loneDollar && besideNumber()) {
            push(Kind::Currency, "dollar", 1);
        } else if (std::isspace(static_cast<unsigned char>(c)) || c == '$' || c == '%' || c == '~') {
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

    // Whether the sign at m_at stands before or behind a number: the other half of a pair may be lost.
    bool besideNumber() const {
        std::size_t ahead = 1;
        while (at(ahead) == ' ' || at(ahead) == '-' || at(ahead) == '.')
            ++ahead;
        return isDigit(at(ahead)) || (m_at > 0 && isDigit(m_source[m_at - 1]));
    }

    char at(std::size_t ahead) const { return m_at + ahead < m_source.size() ? m_source[m_at + ahead] : '\0'; }

    void number() {
        const auto [digits, length] = readNumber(rest(), m_commaGroups);
        if (digits.size() > kMaxDigits)
            throw NotAnExpression{};
        push(Kind::Number, digits, length);
    }

    // "7 p.m.": the full stops belong to it.
    bool timeOfDay() {
        const char c = at(0);
        if ((c != 'a' && c != 'p' && c != 'A' && c != 'P') || at(1) != '.' || (at(2) != 'm' && at(2) != 'M') ||
            isAlpha(at(3)))
            return false;
        push(Kind::Word, c == 'a' || c == 'A' ? "am" : "pm", at(3) == '.' ? 4 : 3);
        return true;
    }

    // "2.5 x 10^3".
    bool isTimesSign() const {
        std::size_t next = 1;
        while (at(next) == ' ')
            ++next;
        return at(0) == 'x' && !m_tokens.empty() && m_tokens.back().kind == Kind::Number &&
               rest(next).starts_with("10^");
    }

    void word() {
        if (timeOfDay())
            return;
        std::size_t length = 0;
        while (isAlpha(at(length)))
            ++length;
        const auto letters = m_source.substr(m_at, length);
        const bool lower = std::all_of(letters.begin(), letters.end(),
                                       [](char c) { return std::islower(static_cast<unsigned char>(c)); });
        if (length == 1 && isTimesSign())
            return push(Kind::Symbol, "*", 1);
        if (length == 1)
            return push(Kind::Letter, letters, 1);
        if (isFunctionName(letters) || isConstantWord(letters))
            return push(Kind::Command, letters.starts_with("inf") || letters == "oo" ? "infty" : letters, length);
        if (length > 3 || !lower || isShortWord(letters))
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
        if (isTextCommand(name) && textCommand(length))
            return;
        if (const auto currency = currencyAt(rest()); currency.length > 0)
            return push(Kind::Currency, currency.name, currency.length);
        if (const auto other = synonymOf(name))
            return pushNamed(*other, length);
        push(Kind::Command, name, length);
    }

    void escaped() {
        const char c = at(1);
        if (c == '{' || c == '}')
            return push(Kind::Symbol, m_source.substr(m_at, 2), 2);
        if (c == '|')
            return push(Kind::Symbol, "|", 2);
        if (c == '$')
            return push(Kind::Currency, "dollar", 2);
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
        else if (afterNumber && scaleWords(content))
            m_at += close + 1;
        else
            push(Kind::Text, content, close + 1);
        return true;
    }

    // "\text{ million dollars}" behind a number: its words stand for themselves. False where it begins with no such
    // scale.
    bool scaleWords(std::string_view content) {
        std::vector<std::string_view> words;
        for (auto begin = content.find_first_not_of(' '); begin != std::string_view::npos;
             begin = content.find_first_not_of(' ', begin)) {
            const auto end = std::min(content.find(' ', begin), content.size());
            words.push_back(content.substr(begin, end - begin));
            begin = end;
        }
        if (words.empty() || !isScaleWord(words.front()))
            return false;
        for (const auto word : words)
            push(Kind::Word, word, 0);
        return true;
    }

    void unicode() {
        if (const auto known = characterAt(rest()); known.length > 0)
            return pushNamed(known.name, known.length);
        if (const auto currency = currencyAt(rest()); currency.length > 0)
            return push(Kind::Currency, currency.name, currency.length);
        if (const auto length = foreignWord(); length > 0)
            return push(Kind::Word, m_source.substr(m_at, length), length);
        push(Kind::Other, m_source.substr(m_at, 1), 1);
    }

    // The letters of other scripts that follow each other; a scale character after a number stands for itself.
    std::size_t foreignWord() const {
        std::size_t length = 0;
        for (;;) {
            const auto [letter, size] = firstCodePoint(rest(length));
            if (size < 2 || !isLetter(letter))
                return length;
            const bool scale = isScaleCharacter(rest(length).substr(0, size));
            const bool afterNumber = length == 0 && !m_tokens.empty() && m_tokens.back().kind == Kind::Number;
            if (scale)
                return afterNumber ? size : length > 0 ? length : size;
            length += size;
        }
    }

    std::string_view m_source;
    bool m_commaGroups;
    GradingWork& m_work;
    bool m_loneDollar; // the source's only "$", so that it is no delimiter
    std::size_t m_at = 0;
    bool m_blank = false;
    int m_environments = 0;
    std::vector<Token> m_tokens;
};

} // namespace

std::vector<Token> tokenize(std::string_view source, bool commaGroups, GradingWork& work) {
    return Tokenizer(source, commaGroups, work).run();
}

} // namespace stepmark::grading
