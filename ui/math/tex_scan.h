// SPDX-License-Identifier: GPL-3.0-or-later
//
// Nothing is shared: any thread.
#pragma once

#include <QStringView>

namespace stepmark::ui {

/// Small steps through LaTeX source; positions are UTF-16 units. None looks further than kScanned ahead, so that
/// hostile text costs no more than its length.
constexpr qsizetype kScanned = 4000;

inline bool isAsciiLetter(QChar c) {
    const char16_t u = c.unicode() | 0x20;
    return u >= u'a' && u <= u'z';
}

/// The position behind the group that opens with `{` at `open`; -1 where it does not close.
qsizetype endOfGroup(QStringView text, qsizetype open);

/// The position behind the command whose backslash is at `at`; of those whose argument is words (`\text{…}`) behind
/// the argument.
qsizetype skipCommand(QStringView text, qsizetype at);

/// Every brace has its partner.
bool isBalanced(QStringView tex);

/// How deep braces nest, whether they pair up or not.
int deepestGroup(QStringView tex);

} // namespace stepmark::ui
