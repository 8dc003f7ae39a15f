// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/key_hint.h"

#include "ui/theme/theme.h"

#include <QFontMetrics>
#include <QPainter>

#include <algorithm>

namespace stepmark::ui {

namespace {

constexpr int kGap = 6;

} // namespace

QFont keyCapFont() {
    QFont font = Theme::instance().font(Type::Caption);
    font.setFamilies(
        {QStringLiteral("DejaVu Sans Mono"), QStringLiteral("Noto Sans Mono"), QStringLiteral("monospace")});
    return font;
}

QSize keyCapSize(const QString& key) {
    const QFontMetrics metrics(keyCapFont());
    const int height = metrics.height() + 5;
    return {std::max(height, metrics.horizontalAdvance(key) + 12), height};
}

int drawKeyCap(QPainter& painter, const QRect& rect, const QString& key) {
    const Palette& c = Theme::instance().colors();
    const QSize size = keyCapSize(key);
    const QRectF cap(rect.left() + 0.5, rect.top() + (rect.height() - size.height()) / 2 + 0.5, size.width() - 1,
                     size.height() - 1);
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(c.line, 1));
    painter.setBrush(c.ground);
    painter.drawRoundedRect(cap, 4, 4);
    painter.drawLine(QPointF(cap.left() + 3, cap.bottom() - 1), QPointF(cap.right() - 3, cap.bottom() - 1));
    painter.setFont(keyCapFont());
    painter.setPen(c.dim);
    painter.drawText(cap.adjusted(0, -1, 0, -1), Qt::AlignCenter, key);
    painter.restore();
    return size.width();
}

KeyHint::KeyHint(const QString& key, const QString& text, QWidget* parent)
    : QAbstractButton(parent)
    , m_key(key) {
    setFocusPolicy(Qt::NoFocus);
    setSizePolicy(QSizePolicy::Maximum, QSizePolicy::Fixed);
    setCursor(Qt::PointingHandCursor);
    setHint(text);
    connect(&Theme::instance(), &Theme::changed, this, [this] { updateGeometry(); });
}

void KeyHint::setHint(const QString& hint) {
    if (hint == text() && !hint.isEmpty())
        return;
    setText(hint);
    setAccessibleName(tr("%1 (key %2)").arg(hint, m_key));
    updateGeometry();
    update();
}

void KeyHint::setKey(const QString& key) {
    if (key == m_key)
        return;
    m_key = key;
    setAccessibleName(tr("%1 (key %2)").arg(text(), m_key));
    updateGeometry();
    update();
}

QSize KeyHint::sizeHint() const {
    const QFontMetrics metrics(Theme::instance().font(Type::Small));
    const QSize cap = keyCapSize(m_key);
    const int text_width = text().isEmpty() ? 0 : kGap + metrics.horizontalAdvance(text()) + 2;
    return {cap.width() + text_width, std::max(cap.height(), metrics.height()) + 4};
}

QSize KeyHint::minimumSizeHint() const {
    const QSize hint = sizeHint();
    const int some = keyCapSize(m_key).width() + kGap + QFontMetrics(Theme::instance().font(Type::Small)).height() * 2;
    return {std::min(hint.width(), some), hint.height()};
}

void KeyHint::paintEvent(QPaintEvent*) {
    const Palette& c = Theme::instance().colors();
    QPainter painter(this);
    const int cap = drawKeyCap(painter, rect(), m_key);
    painter.setFont(Theme::instance().font(Type::Small));
    painter.setPen(underMouse() ? c.accent : c.dim);
    const QRect room = rect().adjusted(cap + kGap, 0, 0, 0);
    painter.drawText(room, Qt::AlignVCenter | Qt::AlignLeft,
                     painter.fontMetrics().elidedText(text(), Qt::ElideRight, room.width()));
}

void KeyHint::enterEvent(QEnterEvent*) { update(); }

void KeyHint::leaveEvent(QEvent*) { update(); }

} // namespace stepmark::ui
