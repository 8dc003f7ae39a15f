// SPDX-License-Identifier: GPL-3.0-or-later
//
// Main thread: they are words of its language.
#pragma once

#include <QCoreApplication>
#include <QString>

namespace stepmark::ui {

/// Two sentences one after the other, as the language sets them: with a space between them, or without.
inline QString sentences(const QString& first, const QString& second) {
    return QCoreApplication::translate("Sentences", "%1 %2").arg(first, second);
}

} // namespace stepmark::ui
