// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/grading/unicode_text.h"

#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>
#include <unicode/utf8.h>

#include <algorithm>

namespace stepmark::grading {
namespace {

constexpr char32_t kFractionSlash = 0x2044;

const icu::Normalizer2* compatibility() {
    UErrorCode status = U_ZERO_ERROR;
    const auto* normalizer = icu::Normalizer2::getNFKCInstance(status);
    return U_SUCCESS(status) ? normalizer : nullptr;
}

std::string decomposed(char32_t c) {
    std::string bytes;
    const icu::UnicodeString source(static_cast<UChar32>(c));
    UErrorCode status = U_ZERO_ERROR;
    const auto* normalizer = compatibility();
    (normalizer ? normalizer->normalize(source, status) : source).toUTF8String(bytes);
    return bytes;
}

/// "1⁄2" as \frac{1}{2}; "1⁄" (U+215F, a numerator alone) has nothing below and stays as it is.
std::string fraction(const std::string& parts) {
    std::string slash;
    icu::UnicodeString(static_cast<UChar32>(kFractionSlash)).toUTF8String(slash);
    const auto at = parts.find(slash);
    if (at == std::string::npos || at + slash.size() == parts.size())
        return parts;
    return "\\frac{" + parts.substr(0, at) + "}{" + parts.substr(at + slash.size()) + "}";
}

/// Collects neighbouring superscripts (or subscripts) into one group: x¹² is x^{12}.
class PlainWriter {
public:
    void raise(char sign, const std::string& text) {
        if (m_open == sign) {
            m_text.insert(m_text.size() - 1, text);
            return;
        }
        m_text += sign;
        m_text += '{' + text + '}';
        m_open = sign;
    }
    void add(std::string_view text) {
        m_open = 0;
        m_text += text;
    }
    std::string take() { return std::move(m_text); }

private:
    std::string m_text;
    char m_open = 0; ///< '^' or '_' where the text ends with such a group of ours
};

void write(char32_t c, std::string_view bytes, PlainWriter& writer) {
    constexpr char32_t degree = 0xB0, masculine = 0xBA, minus = 0x207B, superMinus = 0x2212, comma = 0x3001;
    if (c == masculine) // typed for the degree sign, which it looks like
        return writer.add("°");
    if (c == comma)
        return writer.add(",");
    if (c == degree || u_isUWhiteSpace(static_cast<UChar32>(c)))
        return writer.add(c == degree ? "°" : " ");
    if (const auto digit = u_charDigitValue(static_cast<UChar32>(c));
        digit >= 0 && u_charType(static_cast<UChar32>(c)) == U_DECIMAL_DIGIT_NUMBER)
        return writer.add(std::string(1, static_cast<char>('0' + digit)));
    switch (u_getIntPropertyValue(static_cast<UChar32>(c), UCHAR_DECOMPOSITION_TYPE)) {
    case U_DT_SUPER:
        return writer.raise('^', c == minus ? "-" : decomposed(c));
    case U_DT_SUB:
        return writer.raise('_', c == superMinus ? "-" : decomposed(c));
    case U_DT_FRACTION:
        return writer.add(fraction(decomposed(c)));
    case U_DT_WIDE:
    case U_DT_NARROW:
    case U_DT_FONT:
    case U_DT_COMPAT:
    case U_DT_CIRCLE:
        return writer.add(decomposed(c));
    default:
        return writer.add(bytes);
    }
}

} // namespace

CodePoint firstCodePoint(std::string_view text) {
    const auto size = static_cast<int32_t>(std::min<std::size_t>(text.size(), U8_MAX_LENGTH));
    int32_t end = 0;
    UChar32 c = U_SENTINEL;
    if (size > 0)
        U8_NEXT(text.data(), end, size, c);
    return c < 0 ? CodePoint{} : CodePoint{static_cast<char32_t>(c), static_cast<std::size_t>(end)};
}

bool isLetter(char32_t c) { return u_isalpha(static_cast<UChar32>(c)) != 0; }

std::string plainText(std::string_view text) {
    PlainWriter writer;
    while (!text.empty()) {
        const auto ascii =
            std::find_if(text.begin(), text.end(), [](char c) { return static_cast<signed char>(c) < 0; });
        if (const auto plain = static_cast<std::size_t>(ascii - text.begin()); plain > 0) {
            writer.add(text.substr(0, plain));
            text.remove_prefix(plain);
            continue;
        }
        const auto [value, length] = firstCodePoint(text);
        if (length == 0)
            writer.add(text.substr(0, 1));
        else
            write(value, text.substr(0, length), writer);
        text.remove_prefix(std::max<std::size_t>(length, 1));
    }
    return writer.take();
}

} // namespace stepmark::grading
