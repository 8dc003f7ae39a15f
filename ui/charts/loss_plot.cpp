// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/loss_plot.h"

#include <QCoreApplication>

namespace stepmark::ui {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(LossPlot)
};

} // namespace

PlotSeries lossSeries(const std::vector<LossPoint>& curve, const QString& name, PlotRole role) {
    PlotSeries series{name, role, PlotSpread::None, curve.size() < 12, {}};
    for (const LossPoint& point : curve)
        series.points.push_back({point.epoch, point.loss, {}, {}});
    return series;
}

void finishLoss(Plot& plot) {
    plot.key = QStringLiteral("training-loss");
    std::erase_if(plot.series, [](const PlotSeries& series) { return series.points.empty(); });
    std::vector<double> epochs{0}, losses;
    for (const PlotSeries& series : plot.series)
        for (const PlotPoint& point : series.points) {
            epochs.push_back(point.x);
            losses.push_back(point.y);
        }
    plot.x = valueAxis(Words::tr("Epoch"), epochs, false);
    plot.x.low = 0;
    std::erase_if(plot.x.ticks, [](const PlotTick& tick) { return tick.at < 0; });
    plot.y = valueAxis(Words::tr("Loss"), losses, false);
}

Plot liveLossPlot(const std::vector<LossPoint>& curve) {
    Plot plot;
    plot.title = Words::tr("Training loss");
    plot.meaning = Words::tr("Cross-entropy of the labels, averaged over the last batches.");
    plot.series = {lossSeries(curve, Words::tr("loss"), PlotRole::First)};
    plot.series[0].markers = curve.size() < 8;
    finishLoss(plot);
    return plot;
}

} // namespace stepmark::ui
