// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QTranslator>

#include <memory>
#include <vector>

namespace stepmark::desktop {

/// The language of the window: Stepmark's own texts, Qt's dialogs, and how numbers and dates are written. Texts are taken
/// when a widget is made, so a change takes effect for windows made after it. Main thread only.
class Language {
public:
    /// Codes that can be chosen: "" (as the system), "en", "zh_CN".
    static std::vector<QString> codes();
    /// What the user reads in the menu: each language by its own name.
    static QString nameOf(const QString& code);

    /// Takes the place of what was installed before. A code that is not offered, or a system in another language: English.
    void install(const QString& code);

private:
    std::unique_ptr<QTranslator> m_own, m_qt;
};

} // namespace stepmark::desktop
