// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/domain/error.h"
#include "model/tokenizer/pattern.h"
#include "model/tokenizer/utf8.h"

namespace stepmark {
namespace {

// Members of a class, without its brackets. PCRE2's own \s has U+180E besides, its \w neither marks nor connectors.
// Oniguruma's \w, found by asking it for every character: also the fractions and superscripts of Latin-1 and the
// enclosed letters. (Characters that are newer than the installed PCRE2's Unicode count as neither letters nor
// numbers.)
constexpr std::string_view white_space = R"(\t-\r\x{85}\p{Z})";
constexpr std::string_view word = R"(\p{L}\p{M}\p{Nl}\p{Nd}\p{Pc}\x{b2}\x{b3}\x{b9}\x{bc}-\x{be}\x{24b6}-\x{24e9})"
                                  R"(\x{1f130}-\x{1f149}\x{1f150}-\x{1f169}\x{1f170}-\x{1f189})";

class Translator {
public:
    Translator(std::string_view pattern, std::string source)
        : m_pattern(pattern)
        , m_source(std::move(source)) {}

    std::string run() {
        if (!isUtf8(m_pattern))
            refuse("bytes that are not UTF-8");
        while (m_at < m_pattern.size())
            step();
        return m_result;
    }

private:
    [[noreturn]] void refuse(const std::string& what) const {
        throw Error(m_source + ": the regular expression \"" + std::string(m_pattern) + "\" uses " + what +
                    ", which is not supported. Choose another base model.");
    }
    bool follows(std::string_view text, std::size_t ahead = 0) const {
        return m_at + ahead <= m_pattern.size() && m_pattern.substr(m_at + ahead).starts_with(text);
    }

    void step() {
        const char c = m_pattern[m_at];
        if (c == '\\')
            escape();
        else if (m_in_class)
            classMember(c);
        else
            outside(c);
    }

    void outside(char c) {
        if (c == '[') {
            m_in_class = true;
            take(1);
            if (follows("^"))
                take(1);
            if (follows("]")) // a literal one, in both dialects
                take(1);
            return;
        }
        if (c == '(' && follows("(?"))
            inlineFlags();
        // In Ruby a{2}+ repeats a{2}; in PCRE2 it is possessive.
        if (c == '}' && m_at + 1 < m_pattern.size() && m_pattern[m_at + 1] == '+')
            refuse("{n,m}+");
        take(1);
    }

    void inlineFlags() const {
        for (std::size_t i = m_at + 2; i < m_pattern.size(); ++i) {
            const char c = m_pattern[i];
            if (c == 'm' || c == 'x')
                refuse("the inline option m or x");
            if (c != 'i' && c != '-')
                return;
        }
    }

    void classMember(char c) {
        if (c == ']')
            m_in_class = false;
        else if (c == '[' && !follows("[:"))
            refuse("a class within a class");
        else if (follows("&&"))
            refuse("&& in a class");
        if (follows("[:")) {
            const std::size_t end = m_pattern.find(":]", m_at);
            if (end == std::string_view::npos)
                refuse("a class within a class");
            take(end + 2 - m_at);
            return;
        }
        take(1);
    }

    void escape() {
        if (m_at + 1 >= m_pattern.size())
            refuse("a backslash at its end");
        const char c = m_pattern[m_at + 1];
        if (c == 's' || c == 'w') {
            const std::string_view members = c == 's' ? white_space : word;
            m_result += m_in_class ? std::string(members) : "[" + std::string(members) + "]";
            m_at += 2;
        } else if ((c == 'S' || c == 'W') && !m_in_class) {
            m_result += "[^" + std::string(c == 'S' ? white_space : word) + "]";
            m_at += 2;
        } else if (c == 'W' || c == 'h' || c == 'H' || c == 'K' || c == 'G' || c == 'g' || c == 'k' || c == 'Q' ||
                   c == 'E' || c == 'C') {
            refuse(std::string("\\") + c);
        } else {
            // With the braces of \p{L} or \x{1f600}, which are no interval.
            const std::size_t end =
                follows("{", 2) && (c == 'p' || c == 'P' || c == 'x') ? m_pattern.find('}', m_at) : 0;
            take(end == 0 || end == std::string_view::npos ? 2 : end + 1 - m_at);
        }
    }

    void take(std::size_t count) {
        m_result.append(m_pattern, m_at, count);
        m_at += count;
    }

    std::string_view m_pattern;
    std::string m_source;
    std::string m_result;
    std::size_t m_at = 0;
    bool m_in_class = false;
};

} // namespace

std::string translatePattern(std::string_view oniguruma, const std::string& source) {
    return Translator(oniguruma, source).run();
}

} // namespace stepmark
