// SPDX-License-Identifier: GPL-3.0-or-later
//
// Main thread: they are words of its language.
#pragma once

#include <QDateTime>
#include <QString>

namespace stepmark::ui {

/// "2026-11-24 05:31", local time; "–" where invalid. The same in every language: nobody takes the month for the day,
/// and it stands in columns.
inline QString whenText(const QDateTime& when) {
    return when.isValid() ? when.toLocalTime().toString(QStringLiteral("yyyy-MM-dd hh:mm")) : QStringLiteral("–");
}

} // namespace stepmark::ui
