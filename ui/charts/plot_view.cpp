// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/plot_view.h"

#include "ui/charts/plot_chart.h"
#include "ui/theme/theme.h"

#include <QGraphicsScene>
#include <QKeyEvent>
#include <QWheelEvent>

#include <algorithm>
#include <cmath>
#include <utility>

namespace stepmark::ui {

PlotView::PlotView(QWidget* parent)
    : QGraphicsView(parent) {
    setObjectName(QStringLiteral("plot"));
    setAccessibleName(tr("Plot"));
    setScene(new QGraphicsScene(this));
    setFrameShape(QFrame::NoFrame);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setRenderHint(QPainter::Antialiasing);
    setFocusPolicy(Qt::StrongFocus);
    setMouseTracking(true);
    setMinimumHeight(200);
    connect(&Theme::instance(), &Theme::changed, this, [this] {
        if (isDrawn())
            draw();
    });
}

PlotView::~PlotView() = default;

void PlotView::setPlot(const Plot& plot) {
    m_plot = plot;
    const std::vector<double> old_stops = std::exchange(m_stops, plot.stops());
    const double at = m_stop ? old_stops[*m_stop] : 0; // a plot that grows keeps its place
    const auto same = std::find(m_stops.begin(), m_stops.end(), at);
    m_stop = m_stop && same != m_stops.end() ? std::optional<std::size_t>(same - m_stops.begin()) : std::nullopt;
    if (const auto here = idsHere(); std::find(here.begin(), here.end(), m_current) == here.end())
        m_current = -1;
    setAccessibleName(plot.title);
    setAccessibleDescription(describe(plot));
    if (isDrawn() || isVisible())
        draw();
    Q_EMIT readoutChanged(readout());
}

void PlotView::draw() {
    scene()->clear();
    m_chart = new PlotChart(m_plot, Theme::instance().colors(), Theme::instance().font(Type::Caption));
    scene()->addItem(m_chart);
    scene()->setBackgroundBrush(Theme::instance().colors().card);
    fit();
    if (m_stop)
        m_chart->setCursor(m_stops[*m_stop]);
    m_chart->setRing(m_current);
}

void PlotView::fit() {
    const QRectF area(QPointF(), viewport()->size());
    scene()->setSceneRect(area);
    if (m_chart)
        m_chart->setGeometry(area);
}

QString PlotView::readout() const {
    if (const QString one = readoutOf(m_plot, m_current); !one.isEmpty())
        return one;
    return m_stops.empty() ? QString() : readoutAt(m_plot, m_stops[m_stop.value_or(m_stops.size() - 1)]);
}

void PlotView::choose(std::optional<std::size_t> stop) {
    if (stop == m_stop)
        return;
    m_stop = stop;
    setCurrent(-1);
    if (m_chart)
        m_chart->setCursor(stop ? std::optional(m_stops[*stop]) : std::nullopt);
    Q_EMIT readoutChanged(readout());
}

std::vector<int> PlotView::idsHere() const {
    std::vector<std::pair<double, int>> found;
    const double x = m_stops.empty() ? 0 : m_stops[m_stop.value_or(m_stops.size() - 1)];
    for (const PlotSeries& series : m_plot.series)
        for (const PlotPoint& point : series.points)
            if (point.id >= 0 && point.x == x)
                found.emplace_back(point.y, point.id);
    std::sort(found.begin(), found.end());
    std::vector<int> ids;
    for (const auto& [y, id] : found)
        ids.push_back(id);
    return ids;
}

void PlotView::setCurrent(int id) {
    if (id == m_current)
        return;
    m_current = id;
    if (m_chart)
        m_chart->setRing(id);
    Q_EMIT readoutChanged(readout());
}

bool PlotView::step(bool up) {
    const std::vector<int> ids = idsHere();
    if (ids.empty())
        return false;
    if (!m_stop)
        choose(m_stops.size() - 1);
    const auto now = std::find(ids.begin(), ids.end(), m_current);
    const auto last = static_cast<std::ptrdiff_t>(ids.size()) - 1;
    std::ptrdiff_t next = up ? 0 : last; // none was chosen: from the end that one comes from
    if (now != ids.end())
        next = std::clamp<std::ptrdiff_t>((now - ids.begin()) + (up ? 1 : -1), 0, last);
    setCurrent(ids[static_cast<std::size_t>(next)]);
    return true;
}

void PlotView::showEvent(QShowEvent* event) {
    QGraphicsView::showEvent(event);
    if (!isDrawn())
        draw();
}

void PlotView::resizeEvent(QResizeEvent* event) {
    QGraphicsView::resizeEvent(event);
    fit();
}

void PlotView::keyPressEvent(QKeyEvent* event) {
    const std::size_t count = m_stops.size();
    const std::size_t last = count == 0 ? 0 : count - 1;
    const std::size_t now = m_stop.value_or(last);
    if (count == 0)
        event->ignore();
    else if (event->key() == Qt::Key_Left)
        choose(m_stop ? now - std::min<std::size_t>(now, 1) : now);
    else if (event->key() == Qt::Key_Right)
        choose(std::min(now + (m_stop ? 1 : 0), last));
    else if (event->key() == Qt::Key_Home)
        choose(0);
    else if (event->key() == Qt::Key_End)
        choose(last);
    else if ((event->key() == Qt::Key_Up || event->key() == Qt::Key_Down) && step(event->key() == Qt::Key_Up))
        return;
    else if ((event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter) && m_current >= 0)
        Q_EMIT picked(m_current);
    else
        event->ignore(); // the page scrolls
}

void PlotView::mouseMoveEvent(QMouseEvent* event) {
    if (!m_chart || m_stops.empty())
        return;
    const QPointF place = m_chart->mapFromScene(mapToScene(event->pos()));
    const int under = m_chart->idAt(place);
    viewport()->setCursor(under >= 0 ? Qt::PointingHandCursor : Qt::ArrowCursor);
    const double x = m_chart->xAt(place);
    const auto nearest = std::min_element(m_stops.begin(), m_stops.end(),
                                          [x](double a, double b) { return std::abs(a - x) < std::abs(b - x); });
    choose(static_cast<std::size_t>(nearest - m_stops.begin()));
    if (under != m_current && (under >= 0 || !hasFocus()))
        setCurrent(under);
}

void PlotView::mouseReleaseEvent(QMouseEvent* event) {
    QGraphicsView::mouseReleaseEvent(event);
    const QPointF place = m_chart ? m_chart->mapFromScene(mapToScene(event->pos())) : QPointF();
    const int under = m_chart && event->button() == Qt::LeftButton ? m_chart->idAt(place) : -1;
    if (under >= 0)
        Q_EMIT picked(under);
}

void PlotView::leaveEvent(QEvent* event) {
    QGraphicsView::leaveEvent(event);
    if (!hasFocus())
        choose(std::nullopt);
}

void PlotView::focusOutEvent(QFocusEvent* event) {
    QGraphicsView::focusOutEvent(event);
    choose(std::nullopt);
}

void PlotView::wheelEvent(QWheelEvent* event) { event->ignore(); } // the page scrolls, not the plot

} // namespace stepmark::ui
