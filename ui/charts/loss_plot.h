// SPDX-License-Identifier: GPL-3.0-or-later
//
// Main thread: they hold words of its language.
#pragma once

#include "model/domain/loss_point.h"
#include "ui/charts/plot.h"

#include <vector>

namespace stepmark::ui {

/// A training's course as a curve.
PlotSeries lossSeries(const std::vector<LossPoint>& curve, const QString& name, PlotRole role);
/// Key and axes of a plot of such curves; those without a point are dropped.
void finishLoss(Plot& plot);
/// The training that runs.
Plot liveLossPlot(const std::vector<LossPoint>& curve);

} // namespace stepmark::ui
