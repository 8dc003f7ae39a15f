// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/series_colors.h"

#include <array>

namespace stepmark::ui {

QColor seriesColor(int place, const Palette& colors) {
    constexpr std::array<QRgb, kSeriesColors - 2> kLight = {0xff00766c, 0xffa3247f, 0xff6b6100, 0xff6a4bc4};
    constexpr std::array<QRgb, kSeriesColors - 2> kDark = {0xff5fd0c0, 0xfff08ccb, 0xffd9cf6a, 0xffb9a3ff};
    const int at = place % kSeriesColors;
    if (at < 2)
        return at == 0 ? colors.accent : colors.chart_second;
    const bool dark = colors.card.lightnessF() < 0.5;
    return QColor::fromRgb((dark ? kDark : kLight)[static_cast<std::size_t>(at) - 2]);
}

} // namespace stepmark::ui
