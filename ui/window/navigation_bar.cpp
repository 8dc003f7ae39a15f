// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/navigation_bar.h"

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

QSize NavigationButton::sizeHint() const {
    const QFontMetrics metrics(Theme::instance().font(Type::Body));
    return {metrics.horizontalAdvance(text()) + keyCapSize(m_key).width() + Theme::space(8),
            metrics.height() + Theme::space(5)};
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
    painter.setPen(isChecked() ? c.accent : c.ink);
    const int cap = keyCapSize(m_key).width();
    const QRect inner = rect().adjusted(Theme::space(3), 0, -Theme::space(2), 0);
    painter.drawText(inner.adjusted(0, 0, -cap, 0), Qt::AlignVCenter | Qt::AlignLeft, text());
    drawKeyCap(painter, QRect(inner.right() - cap + 1, 0, cap, height()), m_key);
}

void NavigationButton::enterEvent(QEnterEvent*) { update(); }

void NavigationButton::leaveEvent(QEvent*) { update(); }

NavigationBar::NavigationBar(QWidget* parent)
    : QWidget(parent) {
    setObjectName(QStringLiteral("navigation"));
    setAttribute(Qt::WA_StyledBackground);
    setFixedWidth(164);
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

} // namespace stepmark::ui
