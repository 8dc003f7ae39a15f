// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/data/history_list.h"

#include "ui/data/data_text.h"
#include "ui/theme/theme.h"
#include "ui/widgets/drawable_text.h"
#include "ui/widgets/when_text.h"

#include <QPainter>

namespace stepmark::ui {

void HistoryModel::setLines(std::vector<HistoryLine> lines) {
    beginResetModel();
    m_lines = std::move(lines);
    endResetModel();
}

int HistoryModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(m_lines.size());
}

QVariant HistoryModel::data(const QModelIndex& index, int role) const {
    if (!index.isValid() || index.row() >= rowCount())
        return {};
    const HistoryLine& line = m_lines[static_cast<std::size_t>(index.row())];
    const QString what = drawable(tr("%1 %2").arg(line.who.left(60).simplified(), line.what.left(1000).simplified()));
    QStringList under{whenText(line.when)};
    if (line.elapsed_ms)
        under.append(durationText(*line.elapsed_ms));
    if (line.model_visible)
        under.append(tr("model's opinion in sight"));
    if (line.undone)
        under.append(tr("no longer stands"));
    const QString below = under.join(QStringLiteral(" · "));
    switch (role) {
    case Qt::DisplayRole:
        return what;
    case Qt::AccessibleTextRole:
        return what + QStringLiteral(", ") + below;
    case Qt::ToolTipRole:
        return plainToolTip(what + QStringLiteral("\n") + below);
    case UnderRole:
        return below;
    case UndoneRole:
        return line.undone;
    default:
        return {};
    }
}

QSize HistoryDelegate::sizeHint(const QStyleOptionViewItem&, const QModelIndex&) const {
    const int above = QFontMetrics(Theme::instance().font(Type::Body)).height();
    const int below = QFontMetrics(Theme::instance().font(Type::Small)).height();
    return {200, above + below + Theme::space(3)};
}

void HistoryDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const {
    const Palette& c = Theme::instance().colors();
    const bool undone = index.data(HistoryModel::UndoneRole).toBool();
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    if (option.state.testFlag(QStyle::State_Selected)) {
        painter->setPen(Qt::NoPen);
        painter->setBrush(c.accent_soft);
        painter->drawRoundedRect(option.rect, 6, 6);
    }
    const QRect inner = option.rect.adjusted(Theme::space(2), Theme::space(1), -Theme::space(2), -Theme::space(1));
    QFont font = Theme::instance().font(Type::Body);
    font.setStrikeOut(undone);
    painter->setFont(font);
    painter->setPen(undone ? c.dim : c.ink);
    const auto elided = [&](const QString& text) {
        return painter->fontMetrics().elidedText(text, Qt::ElideRight, inner.width());
    };
    painter->drawText(inner, Qt::AlignLeft | Qt::AlignTop | Qt::TextSingleLine, elided(index.data().toString()));
    painter->setFont(Theme::instance().font(Type::Small));
    painter->setPen(c.dim);
    painter->drawText(inner, Qt::AlignLeft | Qt::AlignBottom | Qt::TextSingleLine,
                      elided(index.data(HistoryModel::UnderRole).toString()));
    painter->restore();
}

} // namespace stepmark::ui
