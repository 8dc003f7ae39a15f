// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/math/formula.h"

#include <QColor>
#include <QPointF>

#include <memory>

class QPainter;

namespace stepmark::ui {

/// A part of a formula at a place.
struct FormulaPart {
    std::shared_ptr<const FormulaPicture> picture;
    double from_ex = 0;
    double to_ex = 0;
};

/// Draws the part with its top left corner at `top_left`, `ex` pixels to the ex, sharp at any scale of the painter:
/// rendered at the size it has on the device, kept in a bounded cache of pixmaps. Main thread only.
void drawFormula(QPainter& painter, const FormulaPart& part, QPointF top_left, double ex, const QColor& color);

} // namespace stepmark::ui
