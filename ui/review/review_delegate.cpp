// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/review/review_delegate.h"

#include "ui/review/review_list.h"
#include "ui/theme/theme.h"
#include "ui/widgets/drawable_text.h"

#include <QPainter>

namespace stepmark::ui {

QSize ReviewDelegate::sizeHint(const QStyleOptionViewItem&, const QModelIndex&) const {
    const int text = QFontMetrics(Theme::instance().font(Type::Body)).height();
    const int detail = QFontMetrics(Theme::instance().font(Type::Small)).height();
    return {160, text + detail + Theme::space(5)};
}

void ReviewDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const {
    const Palette& c = Theme::instance().colors();
    const bool selected = option.state.testFlag(QStyle::State_Selected);
    const bool settled = index.data(ReviewList::SettledRole).toBool();
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    if (selected || option.state.testFlag(QStyle::State_MouseOver)) {
        painter->setPen(Qt::NoPen);
        painter->setBrush(selected ? c.accent_soft : c.ground);
        painter->drawRoundedRect(option.rect.adjusted(0, 1, 0, -1), 6, 6);
    }
    const QRect inner = option.rect.adjusted(Theme::space(3), Theme::space(2), -Theme::space(3), -Theme::space(2));
    painter->setFont(Theme::instance().font(Type::Small));
    painter->setPen(settled ? c.positive : c.dim);
    const QString sign = settled ? QStringLiteral("✓ ") : QString();
    const QString detail = painter->fontMetrics().elidedText(
        drawable(sign + index.data(ReviewList::DetailRole).toString()), Qt::ElideRight, inner.width());
    painter->drawText(inner, Qt::AlignLeft | Qt::AlignBottom | Qt::TextSingleLine, detail);
    painter->setFont(Theme::instance().font(Type::Body));
    painter->setPen(selected ? c.accent : settled ? c.dim : c.ink);
    const QString text = drawable(index.data(Qt::DisplayRole).toString().left(400).simplified());
    painter->drawText(inner, Qt::AlignLeft | Qt::AlignTop | Qt::TextSingleLine,
                      painter->fontMetrics().elidedText(text, Qt::ElideRight, inner.width()));
    painter->restore();
}

} // namespace stepmark::ui
