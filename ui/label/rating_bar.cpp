// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/label/rating_bar.h"

#include "ui/theme/theme.h"
#include "ui/widgets/key_hint.h"

#include <QMouseEvent>
#include <QPainter>
#include <QPainterPath>

#include <cmath>

namespace stepmark::ui {

namespace {

constexpr Rating kCells[] = {Rating::Negative, Rating::Neutral, Rating::Positive};
constexpr double kRadius = 8;
constexpr int kCell = 50; ///< px at normal text size
constexpr int kUnsureCell = 28;
constexpr int kGap = 5; ///< between a sign and its key

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
    return rating == Rating::Negative  ? RatingBar::tr("wrong")
           : rating == Rating::Neutral ? RatingBar::tr("neutral")
                                       : RatingBar::tr("right");
}

RatingBar::RatingBar(QWidget* parent, bool with_doubt)
    : QWidget(parent)
    , m_with_doubt(with_doubt) {
    setFocusPolicy(Qt::NoFocus);
    setAccessibleName(tr("Mark"));
}

QSize RatingBar::fixedSize(bool with_doubt) {
    const double scale = Theme::instance().textScale();
    return {static_cast<int>(std::lround((3 * kCell + (with_doubt ? kUnsureCell : 0)) * scale)),
            static_cast<int>(std::lround(34 * scale))};
}

int RatingBar::ratingsWidth() const {
    return m_with_doubt ? width() * 3 * kCell / (3 * kCell + kUnsureCell) : width();
}

QRect RatingBar::cell(Rating rating) const {
    const int index = classOf(rating);
    const int from = ratingsWidth() * index / 3;
    return {from, 0, ratingsWidth() * (index + 1) / 3 - from, height()};
}

QRect RatingBar::unsureCell() const { return {ratingsWidth(), 0, width() - ratingsWidth(), height()}; }

void RatingBar::setCaps(const Caps& caps) {
    m_caps = caps;
    update();
}

void RatingBar::setState(const State& state) {
    if (state == m_state && !accessibleDescription().isEmpty())
        return;
    m_state = state;
    setCursor(state.enabled ? Qt::PointingHandCursor : Qt::ArrowCursor);
    const QString mark = state.mark ? wordOf(*state.mark) : tr("not marked");
    setAccessibleDescription(state.unsure ? tr("%1, unsure").arg(mark) : mark);
    update();
}

void RatingBar::drawCell(QPainter& painter, Rating rating) const {
    const Palette& c = Theme::instance().colors();
    const QRect box = cell(rating);
    const bool chosen = m_state.mark == rating;
    QFont font = Theme::instance().font(Type::Reading);
    font.setBold(chosen);
    painter.setFont(font);
    painter.setPen(chosen ? textColor(rating, c) : c.dim);
    const QString& key = m_caps[static_cast<std::size_t>(classOf(rating))];
    const int cap = keyCapSize(key).width();
    const int sign = painter.fontMetrics().horizontalAdvance(signOf(rating));
    if (!m_state.with_keys || sign + kGap + cap > box.width()) { // a key with a long name stands below the steps
        painter.drawText(box, Qt::AlignCenter, signOf(rating));
        return;
    }
    const int left = box.left() + (box.width() - cap - sign - kGap) / 2;
    painter.drawText(QRect(left, 0, sign + 2, height()), Qt::AlignVCenter | Qt::AlignLeft, signOf(rating));
    drawKeyCap(painter, QRect(left + sign + kGap, 0, cap, height()), key);
}

void RatingBar::drawUnsure(QPainter& painter) const {
    const Palette& c = Theme::instance().colors();
    QFont font = Theme::instance().font(Type::Body);
    font.setBold(m_state.unsure);
    painter.setFont(font);
    painter.setPen(m_state.unsure ? c.neutral : c.dim);
    painter.drawText(unsureCell(), Qt::AlignCenter, QStringLiteral("?"));
}

void RatingBar::paintEvent(QPaintEvent*) {
    const Palette& c = Theme::instance().colors();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const QRectF frame = QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5);
    QPainterPath shape;
    shape.addRoundedRect(frame, kRadius, kRadius);
    painter.fillPath(shape, c.card);
    painter.save();
    painter.setClipPath(shape);
    if (m_state.mark)
        painter.fillRect(cell(*m_state.mark), ground(*m_state.mark, c));
    if (m_state.unsure)
        painter.fillRect(unsureCell(), c.neutral_soft);
    painter.restore();
    painter.setPen(m_state.with_keys ? c.strong_line : c.line);
    painter.drawPath(shape);
    painter.setPen(c.line);
    for (const int left : {cell(Rating::Neutral).left(), cell(Rating::Positive).left(), unsureCell().left()})
        painter.drawLine(left, 1, left, height() - 2);
    for (const Rating rating : kCells)
        drawCell(painter, rating);
    if (m_with_doubt)
        drawUnsure(painter);
}

void RatingBar::mousePressEvent(QMouseEvent* event) { event->accept(); }

void RatingBar::mouseReleaseEvent(QMouseEvent* event) {
    const QPoint at = event->position().toPoint();
    if (!m_state.enabled || event->button() != Qt::LeftButton || !rect().contains(at))
        return;
    if (unsureCell().contains(at)) {
        Q_EMIT unsureToggled();
        return;
    }
    for (const Rating rating : kCells) {
        if (cell(rating).contains(at)) {
            Q_EMIT chosen(rating);
            return;
        }
    }
}

} // namespace stepmark::ui
