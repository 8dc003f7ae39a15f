// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/start/recent_delegate.h"

#include "ui/theme/theme.h"

#include <QPainter>

namespace stepmark::ui {

namespace {

constexpr int kPad = Theme::space(3);

} // namespace

QSize RecentDelegate::sizeHint(const QStyleOptionViewItem&, const QModelIndex&) const {
    const int title = QFontMetrics(Theme::instance().font(Type::Reading)).height();
    const int path = QFontMetrics(Theme::instance().font(Type::Small)).height();
    return {200, title + path + 2 * Theme::space(2)};
}

void RecentDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const {
    const Palette& c = Theme::instance().colors();
    const bool selected = option.state.testFlag(QStyle::State_Selected);
    const bool exists = index.data(ExistsRole).toBool();
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    if (selected || option.state.testFlag(QStyle::State_MouseOver)) {
        painter->setPen(Qt::NoPen);
        painter->setBrush(selected ? c.accent_soft : c.ground);
        painter->drawRoundedRect(option.rect, 6, 6);
    }
    const QRect inner = option.rect.adjusted(kPad, Theme::space(2), -kPad, -Theme::space(2));
    const QFont small = Theme::instance().font(Type::Small);
    painter->setFont(small);
    painter->setPen(exists ? c.dim : c.negative);
    const QString when = exists ? index.data(OpenedRole).toString() : tr("not found");
    const int when_width = painter->fontMetrics().horizontalAdvance(when) + kPad;
    painter->drawText(inner, Qt::AlignRight | Qt::AlignTop | Qt::TextSingleLine, when);
    const int path_height = painter->fontMetrics().height();
    painter->setPen(c.dim);
    const QString path =
        painter->fontMetrics().elidedText(index.data(PathRole).toString(), Qt::ElideMiddle, inner.width());
    painter->drawText(inner, Qt::AlignLeft | Qt::AlignBottom | Qt::TextSingleLine, path);
    QFont font = Theme::instance().font(Type::Reading);
    font.setWeight(QFont::Medium);
    painter->setFont(font);
    painter->setPen(selected ? c.accent : exists ? c.ink : c.dim);
    const QString title = painter->fontMetrics().elidedText(index.data(Qt::DisplayRole).toString(), Qt::ElideRight,
                                                            inner.width() - when_width);
    painter->drawText(inner.adjusted(0, 0, -when_width, -path_height),
                      Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine, title);
    painter->restore();
}

} // namespace stepmark::ui
