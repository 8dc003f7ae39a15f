// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/drawable_text.h"

namespace stepmark::ui {

namespace {

constexpr int kMostMarks = 8; ///< on one letter; no script needs more

bool deceives(QChar c) {
    const char16_t u = c.unicode();
    if (u < 0x20)
        return u != u'\n' && u != u'\t';
    return (u >= 0x7f && u < 0xa0) || u == 0x061c || u == 0x200e || u == 0x200f || (u >= 0x2028 && u <= 0x202e) ||
           (u >= 0x2066 && u <= 0x2069);
}

} // namespace

QString drawable(const QString& text) {
    QString shown = text;
    int marks = 0; // combining marks in a row
    for (qsizetype i = 0; i < text.size(); ++i) {
        const bool mark = text.at(i).isMark();
        marks = mark ? marks + 1 : 0;
        if (marks > kMostMarks) {
            shown[i] = QChar(QChar::ReplacementCharacter);
            continue;
        }
        // The carriage return of a Windows line end is no trick; it just takes no room worth a sign.
        if (text.at(i) == QLatin1Char('\r'))
            shown[i] = QLatin1Char(' ');
        else if (deceives(text.at(i)))
            shown[i] = QChar(QChar::ReplacementCharacter);
    }
    return shown;
}

} // namespace stepmark::ui
