// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme/theme.h"

#include "ui/theme/style_sheet.h"

#include <QApplication>
#include <QPalette>
#include <QStyleFactory>

#include <algorithm>
#include <cmath>

namespace stepmark::ui {

namespace {

int pixelsOf(Type type) {
    switch (type) {
    case Type::Caption:
        return 12;
    case Type::Small:
        return 13;
    case Type::Body:
        return 14;
    case Type::Reading:
    case Type::Title:
        return 16;
    case Type::Heading:
        return 22;
    }
    return 14;
}

QPalette qtPalette(const Palette& c) {
    QPalette p;
    p.setColor(QPalette::Window, c.ground);
    p.setColor(QPalette::WindowText, c.ink);
    p.setColor(QPalette::Base, c.card);
    p.setColor(QPalette::AlternateBase, c.ground);
    p.setColor(QPalette::Text, c.ink);
    p.setColor(QPalette::PlaceholderText, c.dim);
    p.setColor(QPalette::Button, c.card);
    p.setColor(QPalette::ButtonText, c.ink);
    p.setColor(QPalette::BrightText, c.negative);
    p.setColor(QPalette::Highlight, c.accent);
    p.setColor(QPalette::HighlightedText, c.on_accent);
    p.setColor(QPalette::Link, c.accent);
    p.setColor(QPalette::ToolTipBase, c.card);
    p.setColor(QPalette::ToolTipText, c.ink);
    p.setColor(QPalette::Mid, c.line);
    p.setColor(QPalette::Light, c.card);
    p.setColor(QPalette::Midlight, c.line);
    p.setColor(QPalette::Dark, c.strong_line);
    p.setColor(QPalette::Shadow, c.strong_line);
    for (const auto role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText})
        p.setColor(QPalette::Disabled, role, c.dim);
    return p;
}

} // namespace

Theme& Theme::instance() {
    static Theme theme;
    return theme;
}

QFont Theme::font(Type type) const {
    QFont font;
    // The last two are for Chinese: the first has lines as high as the others' and is what bootstrap.sh installs;
    // without the second a machine with many fonts may give Japanese shapes.
    font.setFamilies({QStringLiteral("Inter"), QStringLiteral("Noto Sans"), QStringLiteral("DejaVu Sans"),
                      QStringLiteral("WenQuanYi Micro Hei"), QStringLiteral("Noto Sans CJK SC")});
    font.setStyleHint(QFont::SansSerif);
    font.setPixelSize(std::max(8, static_cast<int>(std::lround(pixelsOf(type) * m_scale))));
    if (type == Type::Title || type == Type::Heading)
        font.setBold(true); // no less: a Chinese font without a bold face is emboldened from there on
    if (type == Type::Caption)
        font.setLetterSpacing(QFont::PercentageSpacing, 103);
    return font;
}

void Theme::setMode(ThemeMode mode) {
    if (mode == m_mode && m_installed)
        return;
    m_mode = mode;
    apply();
}

void Theme::setTextScale(double scale) {
    const double bounded = std::clamp(scale, 0.8, 2.0);
    if (std::abs(bounded - m_scale) < 0.001)
        return;
    m_scale = bounded;
    apply();
}

void Theme::install() {
    if (m_installed)
        return;
    // Qt 6.4 does not tell the desktop's colour scheme; the palette it starts with does.
    m_system_dark = QApplication::palette().color(QPalette::Window).lightness() < 128;
    QApplication::setStyle(QStyleFactory::create(QStringLiteral("Fusion")));
    m_installed = true;
    apply();
}

void Theme::apply() {
    m_dark = m_mode == ThemeMode::Dark || (m_mode == ThemeMode::System && m_system_dark);
    if (m_installed && qApp) {
        QApplication::setPalette(qtPalette(colors()));
        QApplication::setFont(font(Type::Body));
        qApp->setStyleSheet(makeStyleSheet(*this));
    }
    Q_EMIT changed();
}

} // namespace stepmark::ui
