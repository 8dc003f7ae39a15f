// SPDX-License-Identifier: GPL-3.0-or-later
//
// Constants: any thread.
#pragma once

#include <QColor>

namespace stepmark::ui {

/// Every colour of the program. Text colours (ink, dim, accent, negative, neutral, positive) reach a contrast of 4.5:1
/// on every ground they are painted on; a test computes it.
struct Palette {
    QColor ground;      ///< behind everything
    QColor card;        ///< raised surfaces, bars, fields
    QColor ink;         ///< text
    QColor dim;         ///< text of less weight: captions, coming steps
    QColor line;        ///< hairlines
    QColor strong_line; ///< edges of controls (3:1 on card, WCAG 1.4.11)
    QColor accent;      ///< what is current, links, focus
    QColor on_accent;   ///< text on accent
    QColor accent_soft; ///< ground of a chosen item
    QColor negative, neutral, positive;
    QColor negative_soft, neutral_soft, positive_soft; ///< grounds of a chosen mark
    QColor chart_second, chart_third; ///< curves beside the accent's, apart from it for the colour-blind as well
};

const Palette& lightPalette();
const Palette& darkPalette();

/// Contrast ratio of WCAG 2.1 (1 to 21) of two opaque colours.
double contrastRatio(const QColor& a, const QColor& b);

} // namespace stepmark::ui
