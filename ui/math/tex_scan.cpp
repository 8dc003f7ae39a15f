// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/math/tex_scan.h"

#include <algorithm>
#include <array>

namespace stepmark::ui {

namespace {

// Their argument is words, or a name, not mathematics.
constexpr std::array kWordCommands{u"text", u"textbf", u"textit", u"textrm", u"textsf",       u"texttt",
                                   u"mbox", u"hbox",   u"mathrm", u"mathbf", u"operatorname", u"begin",
                                   u"end",  u"emph",   u"fbox",   u"color",  u"mathit",       u"textnormal"};

} // namespace

qsizetype endOfGroup(QStringView text, qsizetype open) {
    int depth = 0;
    const qsizetype stop = std::min(text.size(), open + kScanned);
    for (qsizetype i = open; i < stop; ++i) {
        const QChar c = text.at(i);
        if (c == QLatin1Char('\\'))
            ++i;
        else if (c == QLatin1Char('{'))
            ++depth;
        else if (c == QLatin1Char('}') && --depth == 0)
            return i + 1;
    }
    return -1;
}

qsizetype skipCommand(QStringView text, qsizetype at) {
    qsizetype i = at + 1;
    if (i >= text.size() || !isAsciiLetter(text.at(i)))
        return std::min(text.size(), i + 1);
    while (i < text.size() && isAsciiLetter(text.at(i)))
        ++i;
    const QStringView name = text.mid(at + 1, i - at - 1);
    const bool words = std::any_of(kWordCommands.begin(), kWordCommands.end(),
                                   [&](const char16_t* one) { return name == QStringView(one); });
    if (!words)
        return i;
    qsizetype open = i;
    while (open < text.size() && (text.at(open) == QLatin1Char(' ') || text.at(open) == QLatin1Char('*')))
        ++open;
    if (open >= text.size() || text.at(open) != QLatin1Char('{'))
        return i;
    const qsizetype end = endOfGroup(text, open);
    return end < 0 ? i : end;
}

bool isBalanced(QStringView tex) {
    int depth = 0;
    for (qsizetype i = 0; i < tex.size() && depth >= 0; ++i) {
        const QChar c = tex.at(i);
        if (c == QLatin1Char('\\'))
            ++i;
        else
            depth += c == QLatin1Char('{') ? 1 : c == QLatin1Char('}') ? -1 : 0;
    }
    return depth == 0;
}

int deepestGroup(QStringView tex) {
    int depth = 0;
    int deepest = 0;
    for (qsizetype i = 0; i < tex.size(); ++i) {
        const QChar c = tex.at(i);
        if (c == QLatin1Char('\\'))
            ++i;
        else if (c == QLatin1Char('{'))
            deepest = std::max(deepest, ++depth);
        else if (c == QLatin1Char('}'))
            --depth;
    }
    return deepest;
}

} // namespace stepmark::ui
