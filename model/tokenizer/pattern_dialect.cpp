// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/domain/error.h"
#include "model/tokenizer/pattern.h"
#include "model/tokenizer/pattern_sets.h"
#include "model/tokenizer/utf8.h"

#include <unicode/uchar.h>

#include <algorithm>
#include <cctype>
#include <string>
#include <vector>

namespace stepmark {
namespace {

bool isDigit(char c) { return c >= '0' && c <= '9'; }
bool isHexDigit(char c) { return isDigit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F'); }

/// Whether ignoring the case of a character means the same to both: Oniguruma also equates characters with sequences
/// ("ß" and "ss"), of which marks and two apostrophes may be part.
bool foldsAlone(char32_t character) {
    const auto c = static_cast<UChar32>(character);
    return character < 0x80 || (!u_hasBinaryProperty(c, UCHAR_CHANGES_WHEN_CASEFOLDED) &&
                                !u_hasBinaryProperty(c, UCHAR_CHANGES_WHEN_CASEMAPPED) &&
                                (U_GET_GC_MASK(c) & U_GC_M_MASK) == 0 && character != 0x2bc && character != 0x2be);
}

/// Letters that are one character without case: ß, ﬀ, ﬁ, ﬂ, ﬅ.
bool isLigature(char first, char second) {
    const char a = static_cast<char>(first | 0x20), b = static_cast<char>(second | 0x20);
    return (a == 's' && (b == 's' || b == 't')) || (a == 'f' && (b == 'f' || b == 'i' || b == 'l'));
}

class Translator {
public:
    Translator(std::string_view pattern, std::string source)
        : m_pattern(pattern)
        , m_source(std::move(source)) {}

    std::string run() {
        if (!isUtf8(m_pattern))
            refuse("bytes that are not UTF-8");
        while (m_at < m_pattern.size()) {
            if (m_in_class)
                classMember();
            else
                outside();
        }
        return m_result;
    }

private:
    /// What "(" opened.
    struct Group {
        bool ignores_case = false;
        bool late_option = false; ///< an option that is not at the beginning of its branch
    };

    [[noreturn]] void refuse(const std::string& what) const {
        throw Error(m_source + ": the regular expression \"" + std::string(m_pattern) + "\" uses " + what +
                    ", which is not supported. Choose another base model.");
    }
    bool follows(std::string_view text, std::size_t ahead = 0) const {
        return m_at + ahead <= m_pattern.size() && m_pattern.substr(m_at + ahead).starts_with(text);
    }
    char at(std::size_t ahead) const { return m_at + ahead < m_pattern.size() ? m_pattern[m_at + ahead] : '\0'; }
    bool ignoresCase() const { return m_groups.back().ignores_case; }

    void outside() {
        const char c = m_pattern[m_at];
        if (c == '\\')
            return escape();
        if (c == '{')
            return interval();
        if (c == '[')
            return openClass();
        if (c == '(')
            return openGroup();
        if (c == ')' && m_groups.size() > 1)
            m_groups.pop_back();
        if (c == '|' && m_groups.back().late_option) // to Oniguruma all that follows is the option's group
            refuse("an option in the middle of a branch");
        m_branch_begins = c == '|';
        literal();
    }

    void literal() {
        const std::size_t begin = m_at;
        std::size_t end = m_at;
        const char32_t character = nextCodePoint(m_pattern, end);
        if (ignoresCase() && !foldsAlone(character))
            refuse("(?i) with \"" + std::string(m_pattern.substr(begin, end - begin)) + "\"");
        if (ignoresCase() && m_in_class && character >= 0x80 && end < m_pattern.size() && m_pattern[end] == '-')
            refuse("(?i) with a range");
        if (ignoresCase() && !m_in_class && isLigature(m_last_letter, m_pattern[begin]))
            refuse("(?i) with letters that may be one character");
        m_last_letter = m_pattern[begin];
        take(end - begin);
    }

    void openClass() {
        m_in_class = true;
        m_branch_begins = false;
        m_last_letter = '\0';
        take(1);
        if (follows("^"))
            take(1);
        if (follows("]")) // a literal one, in both dialects
            take(1);
    }

    void openGroup() {
        m_last_letter = '\0';
        if (follows("(*"))
            refuse("(*");
        if (!follows("(?")) {
            m_groups.push_back({ignoresCase(), false});
            m_branch_begins = true;
            return take(1);
        }
        if (follows("(?#"))
            return take(std::min(m_pattern.find(')', m_at), m_pattern.size() - 1) + 1 - m_at);
        for (const std::string_view kind : {"(?:", "(?=", "(?!", "(?>", "(?<=", "(?<!"})
            if (follows(kind)) {
                m_groups.push_back({ignoresCase(), false});
                m_branch_begins = true;
                return take(kind.size());
            }
        follows("(?<") ? openNamedGroup() : options();
    }

    void openNamedGroup() {
        m_groups.push_back({ignoresCase(), false});
        m_branch_begins = true;
        take(std::min(m_pattern.find('>', m_at), m_pattern.size() - 1) + 1 - m_at);
    }

    /// (?i), (?-i:...): of the others some mean something else, some nothing.
    void options() {
        bool on = true, ignores_case = ignoresCase();
        std::size_t length = 2;
        for (; at(length) == 'i' || at(length) == '-'; ++length)
            at(length) == '-' ? void(on = false) : void(ignores_case = on);
        if (at(length) == 'm' || at(length) == 'x')
            refuse("the inline option m or x");
        if (length == 2 || (at(length) != ':' && at(length) != ')'))
            refuse("(?" + std::string(1, at(length)));
        if (at(length) == ':') {
            m_groups.push_back({ignores_case, false});
            m_branch_begins = true;
        } else {
            m_groups.back() = {ignores_case, m_groups.back().late_option || !m_branch_begins};
        }
        take(length + 1);
    }

    /// {n}, {n,}, {,m}, {n,m}; anything else is a brace.
    void interval() {
        std::size_t length = 1;
        std::string least, most;
        for (; isDigit(at(length)); ++length)
            least += at(length);
        const bool comma = at(length) == ',';
        for (length += comma ? 1 : 0; comma && isDigit(at(length)); ++length)
            most += at(length);
        if (at(length) != '}' || (least.empty() && most.empty())) {
            m_result += "\\{";
            ++m_at;
            m_last_letter = '\0';
            return;
        }
        const char after = at(length + 1);
        if (after == '+') // repeats it in Ruby, is possessive in PCRE2
            refuse("{n,m}+");
        if (after == '?' && !comma) // optional in Ruby, lazy in PCRE2
            refuse("{n}?");
        if (ignoresCase() && isLigature(m_last_letter, m_last_letter))
            refuse("(?i) with letters that may be one character");
        m_result += "{" + (least.empty() ? "0" : least) + (comma ? "," + most : "") + "}";
        m_at += length + 1;
        m_last_letter = '\0';
    }

    void classMember() {
        const char c = m_pattern[m_at];
        if (c == '\\')
            return escape();
        if (follows("[:"))
            return bracket();
        if (c == '[')
            refuse("a class within a class");
        if (follows("&&"))
            refuse("&& in a class");
        if (c == ']') {
            m_in_class = false;
            return take(1);
        }
        literal();
        m_last_letter = '\0';
    }

    void bracket() {
        const std::size_t end = m_pattern.find(":]", m_at);
        if (end == std::string_view::npos)
            refuse("a class within a class");
        std::string_view name = m_pattern.substr(m_at + 2, end - m_at - 2);
        const bool inverted = name.starts_with('^');
        const auto set = bracketSet(name.substr(inverted ? 1 : 0));
        if (!set)
            refuse("[:" + std::string(name) + ":]");
        put(*set, inverted, "[:" + std::string(name) + ":]");
        m_at = end + 2;
    }

    /// A set's members, as a class of its own where none is open.
    void put(const CharacterSet& set, bool inverted, const std::string& name) {
        const bool caseless = set.in == whiteSpaceSet().in || set.in.starts_with("\\p{N") ||
                              set.in.starts_with("\\p{P") || set.in.starts_with("\\p{Z");
        if (ignoresCase() && !caseless)
            refuse("(?i) with " + name);
        if (!m_in_class)
            m_result += (inverted ? "[^" : "[") + set.in + "]";
        else if (inverted && set.out.empty())
            refuse(name + " in a class");
        else
            m_result += inverted ? set.out : set.in;
    }

    void escape() {
        if (m_at + 1 >= m_pattern.size())
            refuse("a backslash at its end");
        const char c = at(1);
        const std::string name{'\\', c};
        m_branch_begins = false;
        m_last_letter = '\0';
        if (c == 's' || c == 'S' || c == 'w' || c == 'W') {
            put(c == 's' || c == 'S' ? whiteSpaceSet() : wordSet(m_in_class), c == 'S' || c == 'W', name);
            m_at += 2;
        } else if (c == 'p' || c == 'P') {
            property();
        } else if ((c == 'b' || c == 'B') && !m_in_class) {
            boundary(c == 'b');
        } else if (c == 'v' || (c == 'b' && m_in_class)) { // a character, in PCRE2 a set
            m_result += c == 'v' ? "\\x{b}" : "\\x{8}";
            m_at += 2;
        } else if (c == 'u' || c == 'x') {
            character(c);
        } else if (std::string_view("0aefnrtdD").find(c) != std::string_view::npos ||
                   (!m_in_class && std::string_view("AzZ").find(c) != std::string_view::npos)) {
            take(2);
        } else if ((c & 0x80) == 0 && (std::isalnum(static_cast<unsigned char>(c)) == 0)) {
            take(2);
        } else {
            refuse(name);
        }
    }

    /// \p{L}, \P{L}, \p{^L}.
    void property() {
        const std::size_t end = m_pattern.find('}', m_at);
        if (at(2) != '{' || end == std::string_view::npos)
            refuse("\\p without braces");
        std::string_view name = m_pattern.substr(m_at + 3, end - m_at - 3);
        const bool inverted = (at(1) == 'P') != name.starts_with('^');
        if (name.starts_with('^'))
            name.remove_prefix(1);
        for (const char c : name)
            if (!isDigit(c) && std::isalpha(static_cast<unsigned char>(c)) == 0 && c != '_' && c != '-' && c != ' ')
                refuse("\\p{" + std::string(name) + "}");
        put(propertySet(name, m_in_class), inverted, "\\p{" + std::string(name) + "}");
        m_at = end + 1;
    }

    /// Between a character of Oniguruma's \w and one that is none.
    void boundary(bool wanted) {
        const std::string word = "[" + wordSet(false).in + "]";
        const std::string behind = "(?<=" + word + ")", ahead = "(?=" + word + ")";
        const std::string not_behind = "(?<!" + word + ")", not_ahead = "(?!" + word + ")";
        m_result += wanted ? "(?:" + behind + not_ahead + "|" + not_behind + ahead + ")"
                           : "(?:" + behind + ahead + "|" + not_behind + not_ahead + ")";
        m_at += 2;
    }

    /// \x41, \x{1f600}, \u4f60 as one character. \xe9 is a byte to Oniguruma.
    void character(char kind) {
        std::size_t length = 2;
        const bool braces = kind == 'x' && at(2) == '{';
        std::string digits;
        for (length += braces ? 1 : 0; isHexDigit(at(length)) && digits.size() < (braces        ? 8u
                                                                                  : kind == 'x' ? 2u
                                                                                                : 4u);
             ++length)
            digits += at(length);
        const bool whole = braces ? at(length) == '}' : kind == 'x' || digits.size() == 4;
        if (digits.empty() || !whole)
            refuse(std::string("\\") + kind);
        const auto code = static_cast<char32_t>(std::stoul(digits, nullptr, 16));
        if (kind == 'x' && !braces && code >= 0x80)
            refuse("\\x for a byte");
        if (ignoresCase() && (!foldsAlone(code) || (code < 0x80 && std::isalpha(static_cast<int>(code)) != 0)))
            refuse("(?i) with \\" + std::string(1, kind));
        m_result += "\\x{" + digits + "}";
        m_at += length + (braces ? 1 : 0);
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
    std::vector<Group> m_groups{{}};
    bool m_branch_begins = true;
    char m_last_letter = '\0'; ///< the character before, where it stands for itself
};

} // namespace

std::string translatePattern(std::string_view oniguruma, const std::string& source) {
    return Translator(oniguruma, source).run();
}

} // namespace stepmark
