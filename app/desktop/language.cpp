// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/language.h"

#include <QCoreApplication>
#include <QLibraryInfo>
#include <QLocale>

#include <algorithm>

namespace stepmark::desktop {

namespace {

/// The empty translator where the file is missing: the texts of the source are shown.
std::unique_ptr<QTranslator> installed(const QLocale& locale, const QString& name, const QString& folder) {
    auto translator = std::make_unique<QTranslator>();
    if (translator->load(locale, name, QStringLiteral("_"), folder))
        QCoreApplication::installTranslator(translator.get());
    return translator;
}

QLocale localeOf(const QString& code) {
    const auto codes = Language::codes();
    if (code.isEmpty() || std::find(codes.begin(), codes.end(), code) == codes.end())
        return QLocale::system();
    return QLocale(code);
}

} // namespace

std::vector<QString> Language::codes() { return {QString(), QStringLiteral("en"), QStringLiteral("zh_CN")}; }

QString Language::nameOf(const QString& code) {
    if (code.isEmpty())
        return QCoreApplication::translate("Language", "As the system");
    return code == QLatin1String("en") ? QStringLiteral("English") : QLocale(code).nativeLanguageName();
}

void Language::install(const QString& code) {
    m_own.reset(); // a translator takes itself out
    m_qt.reset();
    const QLocale locale = localeOf(code);
    QLocale::setDefault(locale);
    const QString own = QStringLiteral(":/i18n");
    // English has a file too, for its plurals; it also serves every language that has none.
    m_own = installed(locale, QStringLiteral("stepmark"), own);
    if (m_own->isEmpty())
        m_own = installed(QLocale(QLocale::English), QStringLiteral("stepmark"), own);
    m_qt = installed(locale, QStringLiteral("qtbase"), QLibraryInfo::path(QLibraryInfo::TranslationsPath));
}

} // namespace stepmark::desktop
