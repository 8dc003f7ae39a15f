// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/theme/palette.h"

#include <QFont>
#include <QObject>
#include <QString>

namespace stepmark::ui {

enum class ThemeMode { System, Light, Dark };

/// The type scale, in one place.
enum class Type {
    Caption, ///< 12 px, headings of groups, key caps
    Small,   ///< 13 px, hints, status bar
    Body,    ///< 14 px, controls, tables
    Reading, ///< 16 px, problem and steps
    Title,   ///< 16 px bold, bar titles
    Heading, ///< 22 px bold, page headings
};

/// Colours, type and spacing of the whole program; switched while it runs. One per process, main thread only.
class Theme : public QObject {
    Q_OBJECT
public:
    static Theme& instance();

    ThemeMode mode() const { return m_mode; }
    bool isDark() const { return m_dark; }
    const Palette& colors() const { return m_dark ? darkPalette() : lightPalette(); }
    QFont font(Type type) const;
    /// `n` spacing units of 4 px; every margin and gap is a multiple.
    static constexpr int space(int n) { return n * 4; }
    /// Text size factor, 0.8 to 2.
    double textScale() const { return m_scale; }
    /// A width or height, in px at normal text size, of what holds text: it grows with the text.
    int scaled(int pixels) const { return qRound(pixels * m_scale); }

    void setMode(ThemeMode mode);
    void setTextScale(double scale);
    /// Palette, font and style sheet onto the application; call once after QApplication is made.
    void install();

Q_SIGNALS:
    void changed();

private:
    Theme() = default;
    void apply();

    ThemeMode m_mode = ThemeMode::System;
    bool m_dark = false;
    bool m_system_dark = false;
    bool m_installed = false;
    double m_scale = 1.0;
};

} // namespace stepmark::ui
