// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/math/dollar_rule.h"

#include "ui/math/tex_scan.h"

#include <algorithm>
#include <array>

namespace stepmark::ui {

namespace {

bool isDigit(QChar c) { return c >= QLatin1Char('0') && c <= QLatin1Char('9'); }

bool hasVowel(QStringView letters) {
    return std::any_of(letters.begin(), letters.end(), [](QChar c) { return QStringView(u"aeiou").contains(c); });
}

/// A word of a sentence, not a product of variables (`AB`, `xy`).
bool isWord(QStringView letters) {
    static constexpr std::array kShort{u"of", u"to", u"in", u"is", u"so", u"we", u"it", u"by", u"at", u"on", u"or"};
    return std::any_of(kShort.begin(), kShort.end(),
                       [&](const char16_t* one) { return letters == QStringView(one); }) ||
           (letters.size() > 2 && letters.at(1).isLower() && letters.back().isLower() && hasVowel(letters));
}

bool hasBlankLine(QStringView text) {
    bool empty_line = false;
    for (const QChar c : text) {
        if (c == QLatin1Char('\n')) {
            if (empty_line)
                return true;
            empty_line = true;
        } else if (!c.isSpace()) {
            empty_line = false;
        }
    }
    return false;
}

bool startsWithAmount(QStringView inner) {
    const QStringView text = inner.trimmed();
    return isDigit(text.front()) || (text.size() > 1 && text.front() == QLatin1Char('.') && isDigit(text.at(1)));
}

/// ", a candy bar for 2": what stands between two signs that close.
bool startsLikeTheRest(QStringView inner) {
    return inner.size() > 1 && QStringView(u",.;:!?)").contains(inner.front()) && inner.at(1).isSpace();
}

/// Words that a formula may hold unmarked ("$1, 3, 7, or 9$", "$xyz$", "$2sin x$"), by how sure it is one anyway.
int mostWords(QStringView inner) {
    if (inner.front().isSpace() || inner.back().isSpace())
        return 0; // the signs do not hug it
    if (hasTexMarks(inner))
        return 12;
    return startsWithAmount(inner) ? 1 : 3;
}

/// What begins like a price and goes on to the next price, or ends in mid-air: "$7-$5", "$4,000=$<<", "$5 + $x".
bool isPrice(QStringView inner, QChar after) {
    if (!startsWithAmount(inner))
        return false;
    if (isDigit(after) || after == QLatin1Char('<'))
        return true;
    return QStringView(u"+-*/=(<>~").contains(inner.trimmed().back());
}

} // namespace

bool hasTexMarks(QStringView text) {
    for (qsizetype i = 0; i < text.size(); ++i) {
        const QChar c = text.at(i);
        if (c == QLatin1Char('^') || c == QLatin1Char('_') || c == QLatin1Char('{'))
            return true;
        if (c == QLatin1Char('\\') && i + 1 < text.size() && isAsciiLetter(text.at(++i)))
            return true;
    }
    return false;
}

int proseWords(QStringView tex) {
    int words = 0;
    for (qsizetype i = 0; i < tex.size();) {
        if (tex.at(i) == QLatin1Char('\\')) {
            i = skipCommand(tex, i);
            continue;
        }
        if (!tex.at(i).isLetter()) {
            ++i;
            continue;
        }
        const qsizetype from = i;
        while (i < tex.size() && tex.at(i).isLetter())
            ++i;
        words += isWord(tex.mid(from, i - from)) ? 1 : 0;
    }
    return words;
}

bool isDollarMath(QStringView inner, QChar after) {
    return !inner.trimmed().isEmpty() && !hasBlankLine(inner) && !startsLikeTheRest(inner) && !isPrice(inner, after) &&
           proseWords(inner) <= mostWords(inner);
}

} // namespace stepmark::ui
