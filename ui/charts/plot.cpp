// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/plot.h"

#include <QCoreApplication>
#include <QDate>
#include <QLocale>

#include <algorithm>
#include <cmath>

namespace stepmark::ui {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(Plot)
};

constexpr double kSame = 1e-9; ///< x values closer than that are one

int decimalsOf(double step) {
    int decimals = 0;
    while (decimals < 6 && std::abs(step - std::round(step)) > 1e-6 * std::abs(step)) {
        step *= 10;
        ++decimals;
    }
    return decimals;
}

QString tickText(double value, double step, bool percent) {
    if (percent)
        return Words::tr("%1 %").arg(QLocale().toString(value * 100, 'f', decimalsOf(step * 100)));
    return QLocale().toString(value, 'f', decimalsOf(step));
}

/// The value without its unit, as the end of a range.
QString bare(const PlotAxis& axis, double value) {
    return axis.percent ? QLocale().toString(value * 100, 'f', 1) : valueOn(axis, value);
}

const PlotPoint* pointAt(const PlotSeries& series, double x) {
    for (const PlotPoint& point : series.points)
        if (std::abs(point.x - x) <= kSame * std::max(1.0, std::abs(x)))
            return &point;
    return nullptr;
}

QString xText(const PlotAxis& axis, double x) {
    if (axis.days)
        return dayText(x);
    if (axis.named)
        for (const PlotTick& tick : axis.ticks)
            if (tick.at == x)
                return tick.text;
    return !axis.percent && std::abs(x - std::round(x)) < kSame ? QLocale().toString(std::round(x), 'f', 0)
                                                                : valueOn(axis, x);
}

QString pointText(const Plot& plot, const PlotSeries& series, const PlotPoint& point) {
    QString text = QStringLiteral("%1 %2").arg(series.name, valueOn(plot.y, point.y));
    if (point.low && point.high)
        text += QLatin1Char(' ') + Words::tr("(%1 to %2)").arg(bare(plot.y, *point.low), bare(plot.y, *point.high));
    if (point.count >= 0)
        text += QLatin1Char(' ') + Words::tr("on %1").arg(QLocale().toString(point.count));
    return text;
}

QString atText(const Plot& plot, double x, const QString& values) {
    return Words::tr("%1 %2: %3").arg(plot.x.title, xText(plot.x, x), values);
}

} // namespace

bool Plot::isEmpty() const {
    return std::none_of(series.begin(), series.end(), [](const PlotSeries& one) {
        return one.role != PlotRole::Reference && one.role != PlotRole::Histogram && !one.points.empty();
    });
}

std::vector<double> Plot::stops() const {
    std::vector<double> all;
    for (const PlotSeries& one : series)
        if (one.role != PlotRole::Reference && one.role != PlotRole::Histogram)
            for (const PlotPoint& point : one.points)
                all.push_back(point.x);
    std::sort(all.begin(), all.end());
    all.erase(std::unique(all.begin(), all.end(), [](double a, double b) { return std::abs(a - b) <= kSame; }),
              all.end());
    return all;
}

std::vector<double> niceTicks(double low, double high, int wanted) {
    if (!(high > low) || !std::isfinite(low) || !std::isfinite(high) || wanted < 1)
        return {};
    const double rough = (high - low) / wanted;
    const double power = std::pow(10.0, std::floor(std::log10(rough)));
    double step = 10 * power;
    for (const double factor : {1.0, 2.0, 5.0})
        if (factor * power >= rough * 0.999) {
            step = factor * power;
            break;
        }
    std::vector<double> ticks;
    for (double n = std::ceil(low / step - 1e-6); n * step <= high + 1e-6 * step && ticks.size() < 64; ++n)
        ticks.push_back(n * step + 0.0); // no "-0"
    return ticks;
}

PlotAxis valueAxis(const QString& title, std::vector<double> values, bool percent) {
    PlotAxis axis;
    axis.title = title;
    axis.percent = percent;
    std::erase_if(values, [](double value) { return !std::isfinite(value); });
    double low = 0, high = 1;
    if (!values.empty()) {
        low = *std::min_element(values.begin(), values.end());
        high = *std::max_element(values.begin(), values.end());
        const double air = std::max((high - low) * 0.08, percent ? 0.02 : std::max(std::abs(high) * 0.02, 1e-3));
        low -= air;
        high += air;
        if (percent) {
            low = std::max(low, 0.0);
            high = std::min(high, 1.0);
        }
    }
    const auto ticks = niceTicks(low, high, 5);
    const double step = ticks.size() > 1 ? ticks[1] - ticks[0] : high - low;
    axis.low = low;
    axis.high = high > low ? high : low + 1;
    for (const double tick : ticks)
        axis.ticks.push_back({tick, tickText(tick, step, percent)});
    return axis;
}

QString valueOn(const PlotAxis& axis, double value) {
    return axis.percent ? Words::tr("%1 %").arg(QLocale().toString(value * 100, 'f', 1))
                        : QLocale().toString(value, 'f', 3);
}

PlotPoint pointOf(double x, const Figure& figure) {
    PlotPoint point{x, figure.value, {}, {}};
    if (figure.interval) {
        point.low = figure.interval->low;
        point.high = figure.interval->high;
    }
    return point;
}

QString dayText(double day) {
    return QDate(1970, 1, 1).addDays(static_cast<qint64>(std::llround(day))).toString(Qt::ISODate);
}

QString readoutAt(const Plot& plot, double x) {
    QStringList parts;
    for (const PlotSeries& series : plot.series) {
        const bool silent = series.role == PlotRole::Histogram || series.name.isEmpty();
        const PlotPoint* point = silent ? nullptr : pointAt(series, x);
        if (point)
            parts.append(pointText(plot, series, *point));
    }
    return parts.isEmpty() ? QString() : atText(plot, x, parts.join(QStringLiteral(", ")));
}

QString readoutOf(const Plot& plot, int id) {
    for (const PlotSeries& series : plot.series)
        for (const PlotPoint& point : series.points)
            if (id >= 0 && point.id == id)
                return atText(plot, point.x, pointText(plot, series, point));
    return {};
}

QString describe(const Plot& plot) {
    if (plot.isEmpty())
        return plot.empty;
    QStringList lines{plot.meaning};
    const auto stops = plot.stops();
    // A long curve is not read out point by point.
    const std::size_t stride = std::max<std::size_t>(1, stops.size() / 12);
    for (std::size_t i = 0; i < stops.size(); i += stride)
        lines.append(readoutAt(plot, stops[i]));
    if ((stops.size() - 1) % stride != 0)
        lines.append(readoutAt(plot, stops.back()));
    return lines.join(QStringLiteral("\n"));
}

} // namespace stepmark::ui
