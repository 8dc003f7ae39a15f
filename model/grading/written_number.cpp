// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/grading/written_number.h"

#include "model/grading/digit.h"
#include "model/grading/plain_number.h"

#include <cctype>

namespace stepmark::grading {
namespace {

class Reader {
public:
    Reader(std::string_view text, bool commaGroups)
        : m_text(text)
        , m_commaGroups(commaGroups) {}

    WrittenNumber read() {
        digitsHere();
        while (const auto separator = separatorLength()) {
            m_at += separator;
            digitsHere();
        }
        if (at() == '.' && (isDigit(at(1)) || m_text.substr(m_at + 1).starts_with("\\overline"))) {
            m_digits += m_text[m_at++];
            digitsHere();
        }
        exponent();
        return {std::move(m_digits), m_at};
    }

private:
    char at(std::size_t ahead = 0) const { return m_at + ahead < m_text.size() ? m_text[m_at + ahead] : '\0'; }

    void digitsHere() {
        while (isDigit(at()))
            m_digits += m_text[m_at++];
    }

    // The length of a separator that three digits, and no more, follow; 0 for none.
    std::size_t separatorLength() {
        const auto text = m_text.substr(m_at);
        std::size_t length = 0;
        bool blank = false;
        for (const std::string_view separator :
             {",\\!", "{,}", "\\,", "{,}\\!", " ", "\\ ", "~", "'", "{\\,}", "\\;", "\\:"}) {
            if (!text.starts_with(separator))
                continue;
            length = separator.size();
            blank = separator == " " || separator == "\\ " || separator == "~" || separator == "'" ||
                    separator == "\\;" || separator == "\\:";
        }
        if (length == 0 && m_commaGroups && text.starts_with(','))
            length = 1;
        while (length > 1 && !blank && text.size() > length && text[length] == ' ')
            ++length;
        if (length == 0 || !isDigit(at(length)) || !isDigit(at(length + 1)) || !isDigit(at(length + 2)) ||
            isDigit(at(length + 3)))
            return 0;
        return !blank || blankSeparates(length) ? length : 0;
    }

    // Blanks separate thousands only where nothing else can be meant: "1 000", but "3 141/200" is a mixed number.
    bool blankSeparates(std::size_t length) {
        const char after = at(length + 3);
        const bool first = !m_blanks && m_digits.size() <= 3 && m_digits.front() != '0';
        const bool separates = (first || m_blanks) && after != '/' && after != '\\' && after != '^';
        m_blanks = m_blanks || separates;
        return separates;
    }

    // "1e3", "2.5E+10". "2e-1" may be 2e - 1: a sign is taken for the exponent's only where programs write it so.
    void exponent() {
        if ((at() != 'e' && at() != 'E') || m_digits.ends_with('.'))
            return;
        const bool negative = at(1) == '-';
        const bool has_sign = negative || at(1) == '+';
        const std::size_t begin = has_sign ? 2 : 1;
        std::size_t end = begin;
        while (isDigit(at(end)) && end - begin < 4)
            ++end;
        const bool by_program = m_digits == "1" || m_digits.find('.') != std::string::npos || end - begin > 1;
        if (end == begin || end - begin > 3 || std::isalpha(static_cast<unsigned char>(at(end))) ||
            (has_sign && !by_program))
            return;
        const int value = std::stoi(std::string(m_text.substr(m_at + begin, end - begin)));
        m_digits = pointMoved(m_digits, negative ? -value : value);
        m_at += end;
    }

    std::string_view m_text;
    bool m_commaGroups;
    bool m_blanks = false; ///< blanks have separated groups already
    std::size_t m_at = 0;
    std::string m_digits;
};

} // namespace

WrittenNumber readNumber(std::string_view text, bool commaGroups) { return Reader(text, commaGroups).read(); }

} // namespace stepmark::grading
