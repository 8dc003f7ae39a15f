// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/theme/palette.h"

namespace stepmark::ui {

/// Curves that are alike, such as supervisors of a study, are told apart by colour and marker up to so many; further
/// ones begin anew.
inline constexpr int kSeriesColors = 6;

/// Colour of the curve at a place among several alike, from 0: text of 4.5:1 on the palette's card, apart from each
/// other for the colour-blind by lightness or marker. Any thread.
QColor seriesColor(int place, const Palette& colors);

} // namespace stepmark::ui
