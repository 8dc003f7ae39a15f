// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/rounds/chosen_delegate.h"

#include "ui/theme/theme.h"

#include <QKeyEvent>
#include <QPainter>

namespace stepmark::ui {

namespace {
constexpr int kBox = 14;
} // namespace

void ChosenDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const {
    const Palette& c = Theme::instance().colors();
    const bool chosen = index.data(Qt::CheckStateRole).toInt() == Qt::Checked;
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    if (option.state & QStyle::State_Selected)
        painter->fillRect(option.rect, c.accent_soft);
    QRectF box(0, 0, kBox, kBox);
    box.moveCenter(QPointF(option.rect.left() + Theme::space(2) + kBox / 2.0, option.rect.center().y() + 0.5));
    painter->setPen(QPen(chosen ? c.accent : c.strong_line, 1.2));
    painter->setBrush(chosen ? c.accent : c.card);
    painter->drawRoundedRect(box, 3, 3);
    if (chosen) {
        painter->setPen(QPen(c.on_accent, 1.8, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
        const QPointF tick[] = {box.topLeft() + QPointF(3.5, 7.2), box.topLeft() + QPointF(6, 9.8),
                                box.topLeft() + QPointF(10.6, 4.4)};
        painter->drawPolyline(tick, 3);
    }
    painter->setPen(c.ink);
    painter->setFont(option.font);
    painter->drawText(option.rect.adjusted(Theme::space(4) + kBox, 0, 0, 0), Qt::AlignVCenter | Qt::AlignLeft,
                      index.data().toString());
    painter->restore();
}

bool ChosenDelegate::editorEvent(QEvent* event, QAbstractItemModel* model, const QStyleOptionViewItem&,
                                 const QModelIndex& index) {
    const bool key = event->type() == QEvent::KeyPress && static_cast<QKeyEvent*>(event)->key() == Qt::Key_Space;
    const bool click =
        event->type() == QEvent::MouseButtonRelease && static_cast<QMouseEvent*>(event)->button() == Qt::LeftButton;
    if (!key && !click)
        return false;
    const bool chosen = index.data(Qt::CheckStateRole).toInt() == Qt::Checked;
    return model->setData(index, chosen ? Qt::Unchecked : Qt::Checked, Qt::CheckStateRole);
}

} // namespace stepmark::ui
