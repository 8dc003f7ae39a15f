// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/review/agreement_plot.h"

#include <QCoreApplication>
#include <QLocale>

#include <algorithm>
#include <cmath>

namespace stepmark::ui {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(AgreementPlot)
};

constexpr double kMostTicks = 6;

/// A tick at a period, and not at every one where there are many.
PlotAxis periodAxis(const std::vector<PlotPoint>& points, bool by_round) {
    const double unit = by_round ? 1 : 7;
    PlotAxis axis;
    axis.title = by_round ? Words::tr("Round") : Words::tr("Week of");
    axis.days = !by_round;
    if (points.empty())
        return axis;
    axis.low = points.front().x - unit / 2;
    axis.high = points.back().x + unit / 2;
    const double step = unit * std::max(1.0, std::ceil((points.back().x - points.front().x) / unit / kMostTicks));
    for (double at = points.front().x; at <= points.back().x; at += step)
        axis.ticks.push_back({at, by_round ? QLocale().toString(at, 'f', 0) : dayText(at)});
    return axis;
}

} // namespace

Plot agreementPlot(const AgreementReport& report, bool by_round) {
    PlotSeries alpha{Words::tr("alpha"), PlotRole::First, PlotSpread::Whiskers, true, {}};
    std::vector<double> values{0, 1};
    for (const PeriodAgreement& period : by_round ? report.rounds : report.weeks) {
        const auto& figure = period.agreement.alpha;
        if (!figure)
            continue;
        PlotPoint point = pointOf(static_cast<double>(period.period), *figure);
        point.count = period.agreement.units;
        values.push_back(point.y);
        if (figure->interval)
            values.insert(values.end(), {figure->interval->low, figure->interval->high});
        alpha.points.push_back(point);
    }
    std::stable_sort(alpha.points.begin(), alpha.points.end(), [](auto& a, auto& b) { return a.x < b.x; });
    Plot plot;
    plot.key = QStringLiteral("agreement");
    plot.title = Words::tr("Krippendorff's alpha over time");
    plot.meaning = Words::tr("1: everybody judges alike; 0: as by chance. Whiskers: 95 %.");
    plot.empty = Words::tr("Nothing was judged by two labelers in a way that leaves room for chance.");
    plot.x = periodAxis(alpha.points, by_round);
    plot.y = valueAxis(Words::tr("Alpha"), std::move(values), false);
    plot.series.push_back(std::move(alpha));
    return plot;
}

} // namespace stepmark::ui
