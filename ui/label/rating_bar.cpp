// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/label/rating_bar.h"

#include "ui/theme/theme.h"
#include "ui/widgets/key_hint.h"

#include <QCoreApplication>
#include <QMouseEvent>
#include <QPainter>
#include <QPainterPath>

#include <cmath>

namespace stepmark::ui {

namespace {

constexpr Rating kCells[] = {Rating::Negative, Rating::Neutral, Rating::Positive};
constexpr double kRadius = 8;

QColor textColor(Rating rating, const Palette& c) {
    return rating == Rating::Negative ? c.negative : rating == Rating::Neutral ? c.neutral : c.positive;
}

QColor ground(Rating rating, const Palette& c) {
    return rating == Rating::Negative ? c.negative_soft : rating == Rating::Neutral ? c.neutral_soft : c.positive_soft;
}

} // namespace

QString signOf(Rating rating) {
    return rating == Rating::Negative  ? QString(QChar(0x2212))
           : rating == Rating::Neutral ? QStringLiteral("0")
                                       : QStringLiteral("+");
}

QString wordOf(Rating rating) {
    return rating == Rating::Negative  ? QCoreApplication::translate("RatingBar", "wrong")
           : rating == Rating::Neutral ? QCoreApplication::translate("RatingBar", "neutral")
                                       : QCoreApplication::translate("RatingBar", "right");
}

RatingBar::RatingBar(QWidget* parent)
    : QWidget(parent) {
    setFocusPolicy(Qt::NoFocus);
    setAccessibleName(tr("Mark"));
}

QSize RatingBar::fixedSize() {
    const double scale = Theme::instance().textScale();
    return {static_cast<int>(std::lround(150 * scale)), static_cast<int>(std::lround(34 * scale))};
}

QRect RatingBar::cell(Rating rating) const {
    const int index = classOf(rating);
    const int from = width() * index / 3;
    return {from, 0, width() * (index + 1) / 3 - from, height()};
}

void RatingBar::setState(std::optional<Rating> mark, bool with_keys, bool enabled) {
    if (mark == m_mark && with_keys == m_with_keys && enabled == m_enabled)
        return;
    m_mark = mark;
    m_with_keys = with_keys;
    m_enabled = enabled;
    setCursor(enabled ? Qt::PointingHandCursor : Qt::ArrowCursor);
    setAccessibleDescription(mark ? wordOf(*mark) : tr("not marked"));
    update();
}

void RatingBar::paintEvent(QPaintEvent*) {
    const Palette& c = Theme::instance().colors();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const QRectF frame = QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5);
    QPainterPath shape;
    shape.addRoundedRect(frame, kRadius, kRadius);
    painter.fillPath(shape, c.card);
    if (m_mark) {
        painter.save();
        painter.setClipPath(shape);
        painter.fillRect(cell(*m_mark), ground(*m_mark, c));
        painter.restore();
    }
    painter.setPen(m_with_keys ? c.strong_line : c.line);
    painter.drawPath(shape);
    for (const Rating rating : kCells) {
        const QRect box = cell(rating);
        if (rating != Rating::Negative) {
            painter.setPen(c.line);
            painter.drawLine(box.left(), 1, box.left(), height() - 2);
        }
        const bool chosen = m_mark == rating;
        QFont font = Theme::instance().font(Type::Reading);
        font.setBold(chosen);
        painter.setFont(font);
        painter.setPen(chosen ? textColor(rating, c) : c.dim);
        if (!m_with_keys) {
            painter.drawText(box, Qt::AlignCenter, signOf(rating));
            continue;
        }
        const QString key = QString::number(classOf(rating) + 1);
        const int cap = keyCapSize(key).width();
        const int sign = painter.fontMetrics().horizontalAdvance(signOf(rating));
        const int left = box.left() + (box.width() - cap - sign - 5) / 2;
        painter.drawText(QRect(left, 0, sign + 2, height()), Qt::AlignVCenter | Qt::AlignLeft, signOf(rating));
        drawKeyCap(painter, QRect(left + sign + 5, 0, cap, height()), key);
    }
}

void RatingBar::mousePressEvent(QMouseEvent* event) { event->accept(); }

void RatingBar::mouseReleaseEvent(QMouseEvent* event) {
    if (!m_enabled || event->button() != Qt::LeftButton || !rect().contains(event->position().toPoint()))
        return;
    for (const Rating rating : kCells) {
        if (cell(rating).contains(event->position().toPoint())) {
            Q_EMIT chosen(rating);
            return;
        }
    }
}

} // namespace stepmark::ui
