// SPDX-License-Identifier: GPL-3.0-or-later
//
// Main thread: they are words of its language.
#pragma once

#include <QLocale>
#include <QString>

namespace stepmark::ui {

/// `one` for 1, else `many` with %1 replaced by the number: English without a translation file loaded.
inline QString countText(qint64 n, const QString& one, const QString& many) {
    return n == 1 ? one : many.arg(QLocale().toString(n));
}

} // namespace stepmark::ui
