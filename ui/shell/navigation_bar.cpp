// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/navigation_bar.h"

#include "ui/theme/theme.h"
#include "ui/widgets/key_hint.h"

#include <QPainter>
#include <QVBoxLayout>

namespace stepmark::ui {

NavigationButton::NavigationButton(const QString& text, const QString& key, QWidget* parent)
    : QAbstractButton(parent)
    , m_key(key) {
    setText(text);
    setAccessibleName(text);
    setCheckable(true);
    setFocusPolicy(Qt::TabFocus);
    setCursor(Qt::PointingHandCursor);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    connect(&Theme::instance(), &Theme::changed, this, [this] { updateGeometry(); });
}

void NavigationButton::setCompact(bool compact) {
    m_compact = compact;
    setToolTip(compact ? m_key : QString());
    updateGeometry();
    update();
}

/// Room for the name as it is when chosen: bold.
QSize NavigationButton::sizeHint() const {
    QFont font = Theme::instance().font(Type::Body);
    font.setBold(true);
    const QFontMetrics metrics(font);
    const int key = m_compact ? 0 : keyCapSize(m_key).width() + Theme::space(3);
    const int picture = icon().isNull() ? 0 : metrics.height() + Theme::space(2);
    return {picture + metrics.horizontalAdvance(text()) + key + Theme::space(6), metrics.height() + Theme::space(5)};
}

void NavigationButton::paintEvent(QPaintEvent*) {
    const Palette& c = Theme::instance().colors();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    if (isChecked() || underMouse()) {
        painter.setPen(Qt::NoPen);
        painter.setBrush(isChecked() ? c.accent_soft : c.ground);
        painter.drawRoundedRect(rect(), 8, 8);
    }
    if (hasFocus()) {
        painter.setPen(QPen(c.accent, 2));
        painter.setBrush(Qt::NoBrush);
        painter.drawRoundedRect(rect().adjusted(1, 1, -1, -1), 8, 8);
    }
    QFont font = Theme::instance().font(Type::Body);
    if (isChecked())
        font.setBold(true);
    painter.setFont(font);
    painter.setPen(!isEnabled() ? c.dim : isChecked() ? c.accent : c.ink);
    QRect inner = rect().adjusted(Theme::space(3), 0, -Theme::space(2), 0);
    if (!icon().isNull()) {
        const int side = painter.fontMetrics().height();
        icon().paint(&painter, QRect(inner.left(), (height() - side) / 2, side, side));
        inner.setLeft(inner.left() + side + Theme::space(2));
    }
    painter.drawText(inner, Qt::AlignVCenter | Qt::AlignLeft, text());
    if (m_compact)
        return;
    const int cap = keyCapSize(m_key).width();
    drawKeyCap(painter, QRect(inner.right() - cap + 1, 0, cap, height()), m_key);
}

void NavigationButton::enterEvent(QEnterEvent*) { update(); }

void NavigationButton::leaveEvent(QEvent*) { update(); }

NavigationBar::NavigationBar(QWidget* parent)
    : QWidget(parent) {
    setObjectName(QStringLiteral("navigation"));
    setAttribute(Qt::WA_StyledBackground);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Preferred); // as wide as its longest name
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(Theme::space(2), Theme::space(3), Theme::space(2), Theme::space(3));
    layout->setSpacing(Theme::space(1) / 2);
}

NavigationButton* NavigationBar::addPage(int id, const QString& text, const QString& key, bool at_bottom) {
    auto* column = static_cast<QVBoxLayout*>(layout());
    if (at_bottom && !m_stretched) {
        column->addStretch(1);
        m_stretched = true;
    }
    auto* button = new NavigationButton(text, key, this);
    column->addWidget(button);
    m_buttons[id] = button;
    connect(button, &NavigationButton::clicked, this, [this, id] { Q_EMIT chosen(id); });
    return button;
}

void NavigationBar::setCurrent(int id) {
    for (const auto& [other, button] : m_buttons)
        button->setChecked(other == id);
}

void NavigationBar::setPageEnabled(int id, bool enabled) { m_buttons.at(id)->setEnabled(enabled); }

void NavigationBar::setCompact(bool compact) {
    for (const auto& [id, button] : m_buttons)
        button->setCompact(compact);
}

} // namespace stepmark::ui
