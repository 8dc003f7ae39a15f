// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/thin_bar.h"

#include "ui/theme/theme.h"

#include <QPainter>

#include <algorithm>
#include <cmath>

namespace stepmark::ui {

ThinBar::ThinBar(QWidget* parent)
    : QWidget(parent) {
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    setAccessibleName(tr("Progress"));
}

void ThinBar::setShare(double share) {
    const double bounded = share < 0 ? -1 : std::min(share, 1.0);
    if (std::abs(bounded - m_share) < 1e-4)
        return;
    m_share = bounded;
    setAccessibleDescription(share < 0 ? tr("running") : tr("%1 %").arg(std::lround(bounded * 100)));
    update();
}

void ThinBar::paintEvent(QPaintEvent*) {
    const Palette& c = Theme::instance().colors();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    const QRectF whole(0, (height() - 6) / 2.0, width(), 6);
    painter.setBrush(c.line);
    painter.drawRoundedRect(whole, 3, 3);
    painter.setBrush(c.accent);
    if (m_share < 0)
        painter.drawRoundedRect(QRectF(whole.width() / 3, whole.top(), whole.width() / 3, 6), 3, 3);
    else if (m_share > 0)
        painter.drawRoundedRect(QRectF(0, whole.top(), std::max(6.0, whole.width() * m_share), 6), 3, 3);
}

} // namespace stepmark::ui
