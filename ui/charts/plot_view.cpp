// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/plot_view.h"

#include "ui/charts/plot_chart.h"
#include "ui/theme/theme.h"

#include <QGraphicsScene>
#include <QKeyEvent>
#include <QWheelEvent>

#include <algorithm>
#include <cmath>

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
    m_stops = plot.stops();
    m_stop.reset();
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
}

void PlotView::fit() {
    const QRectF area(QPointF(), viewport()->size());
    scene()->setSceneRect(area);
    if (m_chart)
        m_chart->setGeometry(area);
}

QString PlotView::readout() const {
    return m_stops.empty() ? QString() : readoutAt(m_plot, m_stops[m_stop.value_or(m_stops.size() - 1)]);
}

void PlotView::choose(std::optional<std::size_t> stop) {
    if (stop == m_stop)
        return;
    m_stop = stop;
    if (m_chart)
        m_chart->setCursor(stop ? std::optional(m_stops[*stop]) : std::nullopt);
    Q_EMIT readoutChanged(readout());
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
    else
        event->ignore(); // the page scrolls
}

void PlotView::mouseMoveEvent(QMouseEvent* event) {
    if (!m_chart || m_stops.empty())
        return;
    const double x = m_chart->xAt(m_chart->mapFromScene(mapToScene(event->pos())));
    const auto nearest = std::min_element(m_stops.begin(), m_stops.end(),
                                          [x](double a, double b) { return std::abs(a - x) < std::abs(b - x); });
    choose(static_cast<std::size_t>(nearest - m_stops.begin()));
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
