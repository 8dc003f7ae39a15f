// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme/palette.h"

#include <algorithm>
#include <cmath>

namespace stepmark::ui {

const Palette& lightPalette() {
    static const Palette palette{
        .ground = QColor(0xf6, 0xf7, 0xf9),
        .card = QColor(0xff, 0xff, 0xff),
        .ink = QColor(0x1b, 0x1f, 0x27),
        .dim = QColor(0x5a, 0x63, 0x72),
        .line = QColor(0xe1, 0xe5, 0xeb),
        .strong_line = QColor(0x86, 0x8f, 0x9e),
        .accent = QColor(0x20, 0x5f, 0xd8),
        .on_accent = QColor(0xff, 0xff, 0xff),
        .accent_soft = QColor(0xea, 0xf0, 0xfd),
        .negative = QColor(0xb3, 0x26, 0x1e),
        .neutral = QColor(0x80, 0x5a, 0x00),
        .positive = QColor(0x18, 0x75, 0x39),
        .negative_soft = QColor(0xfd, 0xe8, 0xe6),
        .neutral_soft = QColor(0xff, 0xf3, 0xd6),
        .positive_soft = QColor(0xe2, 0xf5, 0xe8),
        .chart_second = QColor(0xb0, 0x4a, 0x00),
        .chart_third = QColor(0x5a, 0x63, 0x72),
    };
    return palette;
}

const Palette& darkPalette() {
    static const Palette palette{
        .ground = QColor(0x14, 0x17, 0x1c),
        .card = QColor(0x1c, 0x20, 0x27),
        .ink = QColor(0xe8, 0xeb, 0xf0),
        .dim = QColor(0x9a, 0xa4, 0xb3),
        .line = QColor(0x2d, 0x33, 0x3d),
        .strong_line = QColor(0x6b, 0x75, 0x85),
        .accent = QColor(0x82, 0xae, 0xff),
        .on_accent = QColor(0x10, 0x15, 0x1e),
        .accent_soft = QColor(0x1d, 0x27, 0x38),
        .negative = QColor(0xff, 0x8a, 0x80),
        .neutral = QColor(0xf2, 0xc1, 0x4e),
        .positive = QColor(0x6f, 0xd0, 0x8c),
        .negative_soft = QColor(0x3a, 0x1f, 0x1e),
        .neutral_soft = QColor(0x35, 0x2b, 0x14),
        .positive_soft = QColor(0x17, 0x30, 0x1f),
        .chart_second = QColor(0xf5, 0xa9, 0x5f),
        .chart_third = QColor(0xb4, 0xbd, 0xca),
    };
    return palette;
}

namespace {

/// Relative luminance of WCAG 2.1, 0 to 1.
double luminance(const QColor& color) {
    const auto linear = [](double channel) {
        return channel <= 0.04045 ? channel / 12.92 : std::pow((channel + 0.055) / 1.055, 2.4);
    };
    return 0.2126 * linear(color.redF()) + 0.7152 * linear(color.greenF()) + 0.0722 * linear(color.blueF());
}

} // namespace

double contrastRatio(const QColor& a, const QColor& b) {
    const double lighter = std::max(luminance(a), luminance(b));
    const double darker = std::min(luminance(a), luminance(b));
    return (lighter + 0.05) / (darker + 0.05);
}

} // namespace stepmark::ui
