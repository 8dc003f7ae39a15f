// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/review/agreement_plot.h"

#include "ui/theme/theme.h"

#include <QLocale>
#include <QPainter>

#include <algorithm>
#include <cmath>

namespace stepmark::ui {

namespace {
constexpr double kLine = 0.25; ///< from one line of the axis to the next
} // namespace

AgreementPlot::AgreementPlot(QWidget* parent)
    : QWidget(parent) {
    setAccessibleName(tr("Agreement over time"));
    connect(&Theme::instance(), &Theme::changed, this, [this] { update(); });
}

QSize AgreementPlot::sizeHint() const { return {480, 190}; }

void AgreementPlot::setPoints(std::vector<Point> points, double low, double high) {
    m_points = std::move(points);
    for (const Point& point : m_points)
        for (const auto& value : {point.value, point.low, point.high}) {
            low = std::min(low, value.value_or(low));
            high = std::max(high, value.value_or(high));
        }
    m_low = std::floor(low / kLine) * kLine;
    m_high = std::max(m_low + kLine, std::ceil(high / kLine) * kLine);
    update();
}

void AgreementPlot::paintEvent(QPaintEvent*) {
    const Palette& c = Theme::instance().colors();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setFont(Theme::instance().font(Type::Caption));
    const QFontMetrics metrics = painter.fontMetrics();
    const QRectF area(metrics.horizontalAdvance(QStringLiteral("-0.00")) + Theme::space(3), Theme::space(2),
                      width() - metrics.horizontalAdvance(QStringLiteral("-0.00")) - Theme::space(6),
                      height() - metrics.height() - Theme::space(4));
    const auto yOf = [&](double value) { return area.bottom() - (value - m_low) / (m_high - m_low) * area.height(); };
    const auto lines = static_cast<int>(std::lround((m_high - m_low) / kLine));
    for (int i = 0; i <= lines; ++i) {
        const double value = m_low + kLine * i;
        painter.setPen(c.line);
        painter.drawLine(QPointF(area.left(), yOf(value)), QPointF(area.right(), yOf(value)));
        painter.setPen(c.dim);
        painter.drawText(
            QRectF(0, yOf(value) - metrics.height() / 2.0, area.left() - Theme::space(2), metrics.height()),
            Qt::AlignRight | Qt::AlignVCenter, QLocale().toString(value, 'f', 2));
    }
    const auto count = static_cast<int>(m_points.size());
    const auto xOf = [&](int i) { return area.left() + area.width() * (i + 0.5) / std::max(1, count); };
    const double room = count > 0 ? area.width() / count : 0;
    int widest = 1;
    for (const Point& point : m_points)
        widest = std::max(widest, metrics.horizontalAdvance(point.label) + Theme::space(2));
    const int every = std::max(1, static_cast<int>(widest / std::max(1.0, room)) + (widest > room ? 1 : 0));
    std::optional<QPointF> last;
    for (int i = 0; i < count; ++i) {
        const Point& point = m_points[static_cast<std::size_t>(i)];
        if (i % every == 0) {
            painter.setPen(c.dim);
            painter.drawText(QRectF(xOf(i) - widest, area.bottom() + Theme::space(1), 2.0 * widest, metrics.height()),
                             Qt::AlignHCenter | Qt::AlignTop, point.label);
        }
        if (!point.value) {
            last.reset();
            continue;
        }
        const QPointF at(xOf(i), yOf(*point.value));
        painter.setPen(QPen(c.accent, 2));
        if (last)
            painter.drawLine(*last, at);
        if (point.low && point.high) {
            painter.setPen(QPen(c.accent, 1));
            painter.drawLine(QPointF(at.x(), yOf(*point.low)), QPointF(at.x(), yOf(*point.high)));
            for (const double end : {*point.low, *point.high})
                painter.drawLine(QPointF(at.x() - 4, yOf(end)), QPointF(at.x() + 4, yOf(end)));
        }
        painter.setPen(Qt::NoPen);
        painter.setBrush(c.accent);
        painter.drawEllipse(at, 4, 4);
        last = at;
    }
}

} // namespace stepmark::ui
