// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/plot_chart.h"

#include "ui/charts/series_colors.h"
#include "ui/theme/theme.h"

#include <QAreaSeries>
#include <QCategoryAxis>
#include <QFontMetricsF>
#include <QGraphicsEllipseItem>
#include <QGraphicsLayout>
#include <QGraphicsLineItem>
#include <QGraphicsSimpleTextItem>
#include <QLegend>
#include <QLineSeries>
#include <QPen>
#include <QScatterSeries>
#include <QValueAxis>

#include <algorithm>
#include <cmath>

namespace stepmark::ui {

namespace {

Qt::PenStyle penOf(PlotRole role) {
    switch (role) {
    case PlotRole::Second:
    case PlotRole::Bound:
        return Qt::DashLine;
    case PlotRole::Dots:
        return Qt::NoPen;
    case PlotRole::Third:
        return Qt::DotLine;
    case PlotRole::Other:
        return Qt::DashDotLine;
    default:
        return Qt::SolidLine;
    }
}

QScatterSeries::MarkerShape markerOf(const PlotSeries& series) {
    constexpr QScatterSeries::MarkerShape kByPlace[kSeriesColors] = {
        QScatterSeries::MarkerShapeCircle,   QScatterSeries::MarkerShapeRectangle,
        QScatterSeries::MarkerShapeTriangle, QScatterSeries::MarkerShapeRotatedRectangle,
        QScatterSeries::MarkerShapePentagon, QScatterSeries::MarkerShapeStar};
    switch (series.role) {
    case PlotRole::Place:
    case PlotRole::Dots:
        return kByPlace[series.place % kSeriesColors];
    case PlotRole::Second:
        return QScatterSeries::MarkerShapeRectangle;
    case PlotRole::Third:
        return QScatterSeries::MarkerShapeTriangle;
    case PlotRole::Other:
        return QScatterSeries::MarkerShapeRotatedRectangle;
    default:
        return QScatterSeries::MarkerShapeCircle;
    }
}

bool hasPlace(PlotRole role) { return role == PlotRole::Place || role == PlotRole::Dots; }

/// Its marker is no filled one.
bool isHollow(PlotRole role) { return role == PlotRole::Other || role == PlotRole::Bound; }

constexpr double kHistogramShare = 0.22; ///< of the plot's height, for the highest step
constexpr double kApart = 0.006;         ///< of the plot's width, from one curve to the next alike
constexpr double kReach = 14;            ///< of the pointer, around a point, px
constexpr double kRing = 9;              ///< radius, px

} // namespace

PlotChart::PlotChart(const Plot& plot, const Palette& colors, const QFont& font, QGraphicsItem* parent)
    : QChart(parent)
    , m_plot(plot)
    , m_colors(colors)
    , m_font(font) {
    setBackgroundBrush(colors.card);
    setBackgroundPen(Qt::NoPen);
    setBackgroundRoundness(0);
    legend()->hide();
    setAnimationOptions(QChart::NoAnimation);
    layout()->setContentsMargins(0, 0, 0, 0);
    addAxes();
    // What lies behind first: histograms, bands, then curves, and the most important one on top.
    for (const PlotSeries& series : m_plot.series)
        if (series.role == PlotRole::Histogram)
            addHistogram(series);
    for (auto series = m_plot.series.rbegin(); series != m_plot.series.rend(); ++series)
        if (series->role != PlotRole::Histogram && !series->points.empty())
            addSeries(*series);
    m_cursor = new QGraphicsLineItem(this);
    m_cursor->setPen(QPen(m_colors.strong_line, 1));
    m_cursor->setZValue(50);
    m_cursor->hide();
    m_ring = new QGraphicsEllipseItem(-kRing, -kRing, 2 * kRing, 2 * kRing, this);
    m_ring->setPen(QPen(m_colors.ink, 2));
    m_ring->setZValue(55);
    m_ring->hide();
    double widest = 0;
    const QFontMetricsF metrics(m_font);
    for (const EndLabel& label : m_labels)
        widest = std::max(widest, metrics.horizontalAdvance(label.item->text()));
    setMargins(QMargins(Theme::space(1), Theme::space(2), static_cast<int>(widest) + Theme::space(3), Theme::space(1)));
    connect(this, &QChart::plotAreaChanged, this, [this] {
        placeLabels();
        placeCursor();
        placeRing();
    });
}

PlotChart::~PlotChart() = default;

QColor PlotChart::colorOf(const PlotSeries& series) const {
    switch (series.role) {
    case PlotRole::Place:
    case PlotRole::Dots:
        return seriesColor(series.place, m_colors);
    case PlotRole::Bound:
        return m_colors.dim;
    case PlotRole::First:
    case PlotRole::Other:
        return m_colors.accent;
    case PlotRole::Second:
        return m_colors.chart_second;
    case PlotRole::Third:
        return m_colors.chart_third;
    case PlotRole::Reference:
    case PlotRole::Histogram:
        break;
    }
    return m_colors.strong_line;
}

double PlotChart::along(double x) const { return m_plot.x.logarithmic ? std::log2(std::max(x, 1e-9)) : x; }

double PlotChart::along(const PlotSeries& series, double x) const {
    const double width = along(m_plot.x.high) - along(m_plot.x.low);
    return along(x) + (hasPlace(series.role) ? kApart * width * (series.place % kSeriesColors) : 0);
}

void PlotChart::addAxes() {
    const auto make = [this](const PlotAxis& from, Qt::Alignment side) {
        const auto place = [&](double value) { return side == Qt::AlignBottom ? along(value) : value; };
        auto* axis = new QCategoryAxis(this);
        axis->setLabelsPosition(QCategoryAxis::AxisLabelsPositionOnValue);
        axis->setRange(place(from.low), place(from.high));
        axis->setStartValue(place(from.low));
        for (const PlotTick& tick : from.ticks)
            axis->append(tick.text, place(tick.at));
        axis->setTitleText(from.title.toHtmlEscaped());
        axis->setTitleFont(m_font);
        axis->setLabelsFont(m_font);
        axis->setTitleBrush(m_colors.dim);
        axis->setLabelsColor(m_colors.dim);
        axis->setLinePen(QPen(m_colors.strong_line, 1));
        axis->setGridLinePen(QPen(m_colors.line, 1));
        axis->setGridLineVisible(side == Qt::AlignLeft);
        axis->setShadesVisible(false);
        addAxis(axis, side);
        return axis;
    };
    m_x = make(m_plot.x, Qt::AlignBottom);
    m_y = make(m_plot.y, Qt::AlignLeft);
    m_frame = new QLineSeries(this);
    m_frame->setPen(Qt::NoPen);
    m_frame->append(along(m_plot.x.low), m_plot.y.low);
    attach(m_frame);
}

void PlotChart::attach(QAbstractSeries* series) {
    QChart::addSeries(series);
    series->attachAxis(m_x);
    series->attachAxis(m_y);
}

void PlotChart::addSeries(const PlotSeries& series) {
    const QColor color = colorOf(series);
    if (series.spread == PlotSpread::Band)
        addBand(series, color);
    else if (series.spread == PlotSpread::Whiskers)
        addWhiskers(series, color);
    addCurve(series, color);
    addEndLabel(series, color);
}

void PlotChart::addCurve(const PlotSeries& series, const QColor& color) {
    const bool quiet = series.role == PlotRole::Reference;
    auto* line = new QLineSeries(this);
    const double width = quiet ? 1.0 : series.role == PlotRole::Bound ? 1.5 : 2.0;
    line->setPen(QPen(color, width, penOf(series.role), Qt::RoundCap, Qt::RoundJoin));
    for (const PlotPoint& point : series.points) {
        line->append(along(series, point.x), point.y);
        if (point.id >= 0)
            m_spots.push_back({point.id, line->points().constLast()});
    }
    attach(line);
    if (!series.markers || quiet)
        return;
    auto* markers = new QScatterSeries(this);
    markers->setMarkerShape(markerOf(series));
    markers->setMarkerSize(hasPlace(series.role) ? 10 : 8);
    markers->setBrush(isHollow(series.role) ? m_colors.card : color);
    markers->setPen(QPen(color, 1.5));
    markers->append(line->points());
    attach(markers);
}

void PlotChart::addBand(const PlotSeries& series, const QColor& color) {
    auto* upper = new QLineSeries(this);
    auto* lower = new QLineSeries(this);
    for (const PlotPoint& point : series.points) {
        upper->append(along(point.x), point.high.value_or(point.y));
        lower->append(along(point.x), point.low.value_or(point.y));
    }
    auto* band = new QAreaSeries(upper, lower);
    band->setParent(this);
    QColor soft = color;
    soft.setAlphaF(series.role == PlotRole::First ? 0.16F : 0.10F);
    band->setBrush(soft);
    band->setPen(Qt::NoPen);
    attach(band);
}

void PlotChart::addWhiskers(const PlotSeries& series, const QColor& color) {
    const double half = 0.006 * (along(m_plot.x.high) - along(m_plot.x.low));
    for (const PlotPoint& point : series.points) {
        if (!point.low || !point.high || *point.high <= *point.low)
            continue;
        const double x = along(series, point.x), low = *point.low, high = *point.high;
        auto* whisker = new QLineSeries(this);
        whisker->setPen(QPen(color, 1.2));
        whisker->append({QPointF(x - half, high), QPointF(x + half, high), QPointF(x, high), QPointF(x, low),
                         QPointF(x - half, low), QPointF(x + half, low)});
        attach(whisker);
    }
}

/// Steps from the foot of the plot; their axis has no labels: the readout has the numbers.
void PlotChart::addHistogram(const PlotSeries& series) {
    double highest = 0;
    for (const PlotPoint& point : series.points)
        highest = std::max(highest, point.y);
    if (highest <= 0)
        return;
    auto* axis = new QValueAxis(this);
    axis->setRange(0, highest / kHistogramShare);
    axis->setVisible(false);
    addAxis(axis, Qt::AlignRight);
    for (const PlotPoint& point : series.points) {
        auto* top = new QLineSeries(this);
        const double left = point.low.value_or(point.x), right = point.high.value_or(point.x);
        const double gap = (right - left) * 0.08;
        top->append({QPointF(left + gap, point.y), QPointF(right - gap, point.y)});
        auto* bar = new QAreaSeries(top);
        bar->setParent(this);
        QColor soft = colorOf(series);
        soft.setAlphaF(0.30F);
        bar->setBrush(soft);
        bar->setPen(Qt::NoPen);
        QChart::addSeries(bar);
        bar->attachAxis(m_x);
        bar->attachAxis(axis);
    }
}

void PlotChart::addEndLabel(const PlotSeries& series, const QColor& color) {
    if (series.name.isEmpty() || !series.at_end)
        return;
    auto* item = new QGraphicsSimpleTextItem(series.name, this); // simple text: never rich
    item->setFont(m_font);
    item->setBrush(series.role == PlotRole::Reference ? m_colors.dim : color);
    item->setZValue(60);
    const PlotPoint& last = series.points.back();
    m_labels.insert(m_labels.begin(), {item, QPointF(along(last.x), last.y)});
}

/// Each at the height of its curve's end, moved apart where they would overlap.
void PlotChart::placeLabels() {
    const double line = QFontMetricsF(m_font).height();
    const QRectF area = plotArea();
    std::vector<std::pair<double, QGraphicsSimpleTextItem*>> places;
    for (const EndLabel& label : m_labels)
        places.emplace_back(mapToPosition(label.at, m_frame).y() - line / 2, label.item);
    std::stable_sort(places.begin(), places.end(), [](auto& a, auto& b) { return a.first < b.first; });
    for (std::size_t i = 1; i < places.size(); ++i)
        places[i].first = std::max(places[i].first, places[i - 1].first + line);
    double bottom = area.bottom();
    for (std::size_t i = places.size(); i-- > 0;) { // and back up from the foot
        places[i].first = std::min(places[i].first, bottom - line);
        bottom = places[i].first;
    }
    for (const auto& [top, item] : places)
        item->setPos(area.right() + Theme::space(2), top);
}

void PlotChart::setCursor(std::optional<double> x) {
    m_cursor_x = x;
    placeCursor();
}

void PlotChart::placeCursor() {
    m_cursor->setVisible(m_cursor_x.has_value());
    if (!m_cursor_x)
        return;
    const double x = mapToPosition(QPointF(along(*m_cursor_x), m_plot.y.low), m_frame).x();
    m_cursor->setLine(x, plotArea().top(), x, plotArea().bottom());
}

QPointF PlotChart::placeOf(const QPointF& at) const {
    return const_cast<PlotChart*>(this)->mapToPosition(at, m_frame); // Qt forgot the const
}

int PlotChart::idAt(const QPointF& place) const {
    int nearest = -1;
    double least = kReach;
    for (const Spot& spot : m_spots)
        if (const double away = QLineF(placeOf(spot.at), place).length(); away < least) {
            least = away;
            nearest = spot.id;
        }
    return nearest;
}

void PlotChart::setRing(int id) {
    m_ringed = id;
    placeRing();
}

void PlotChart::placeRing() {
    const auto spot = std::find_if(m_spots.begin(), m_spots.end(), [this](auto& one) { return one.id == m_ringed; });
    m_ring->setVisible(m_ringed >= 0 && spot != m_spots.end());
    if (m_ring->isVisible())
        m_ring->setPos(placeOf(spot->at));
}

double PlotChart::xAt(const QPointF& place) const {
    const double along_axis = const_cast<PlotChart*>(this)->mapToValue(place, m_frame).x(); // Qt forgot the const
    return m_plot.x.logarithmic ? std::exp2(along_axis) : along_axis;
}

} // namespace stepmark::ui
