// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/charts/plot.h"

#include <QImage>

namespace stepmark::ui {

/// A plot as a picture for a paper: always on a light ground, 960 x 600 units, whatever the screen shows. Main thread
/// only.
QImage plotImage(const Plot& plot);
QByteArray plotSvg(const Plot& plot);
/// Its numbers, RFC 4180: a row a point, UTF-8.
QByteArray plotCsv(const Plot& plot);

/// Writes the plot in the format that the name ends with (png, svg, csv). Returns an empty text, or
/// what went wrong and what to do.
QString savePlot(const Plot& plot, const QString& path);

} // namespace stepmark::ui
