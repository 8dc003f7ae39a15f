// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/review/review_step_row.h"

#include "ui/label/rating_bar.h"
#include "ui/theme/theme.h"
#include "ui/widgets/text_block.h"

#include <QMouseEvent>
#include <QPainter>
#include <QPainterPath>

#include <algorithm>
#include <cmath>

namespace stepmark::ui {

namespace {

constexpr int kPad = Theme::space(3);
constexpr int kNumber = 46;     ///< room of edge and number, px at normal text size
constexpr int kLeastText = 220; ///< likewise, of text beside the marks; else they go below it
constexpr int kEdge = 4;

QColor colorOf(Rating rating, const Palette& c) {
    return rating == Rating::Negative ? c.negative : rating == Rating::Neutral ? c.neutral : c.positive;
}

QColor softColorOf(Rating rating, const Palette& c) {
    return rating == Rating::Negative ? c.negative_soft : rating == Rating::Neutral ? c.neutral_soft : c.positive_soft;
}

int numberRoom() { return Theme::instance().scaled(kNumber); }

int smallLine() { return QFontMetrics(Theme::instance().font(Type::Small)).height() + Theme::space(1); }

} // namespace

ReviewStepRow::ReviewStepRow(QWidget* parent)
    : QWidget(parent)
    , m_text(new TextBlock(Type::Reading, this))
    , m_bar(new RatingBar(this, false)) {
    m_bar->setAccessibleName(tr("Settled mark"));
    connect(m_bar, &RatingBar::chosen, this, [this](Rating rating) { Q_EMIT chosen(m_index, rating); });
    connect(m_text, &TextBlock::clicked, this, [this] { Q_EMIT pointedAt(m_index); });
}

void ReviewStepRow::setStep(int index, const ReviewStep& step, const QStringList& labelers) {
    m_index = index;
    m_step = step;
    m_labelers = labelers;
    m_text->setText(step.text);
    m_text->clearSelection();
    QStringList said;
    for (int i = 0; i < labelers.size(); ++i)
        if (const auto& mark = step.marks[static_cast<std::size_t>(i)])
            said += tr("%1: %2").arg(labelers[i], wordOf(*mark));
    setAccessibleName(tr("Step %1. %2").arg(QString::number(index + 1), said.join(QStringLiteral(", "))));
    setCurrent(false, false);
}

void ReviewStepRow::setCurrent(bool current, bool in_question) {
    m_current = current;
    m_in_question = in_question;
    m_bar->setState({.mark = m_step.settled, .with_keys = current});
    update();
}

int ReviewStepRow::columnWidth() {
    return QFontMetrics(Theme::instance().font(Type::Small)).averageCharWidth() * 10 + Theme::space(4);
}

int ReviewStepRow::columnLeft(int column, int columns, int width) {
    const int bar = RatingBar::fixedSize(false).width() + 2 * Theme::space(3);
    return width - bar - (columns - column) * columnWidth();
}

int ReviewStepRow::columns() const { return std::min<int>(kMostColumns, static_cast<int>(m_labelers.size())); }

int ReviewStepRow::besideMarks(int width) const {
    return columnLeft(0, columns(), width) - numberRoom() - Theme::space(3);
}

bool ReviewStepRow::isStacked(int width) const {
    return besideMarks(width) < Theme::instance().scaled(kLeastText);
}

int ReviewStepRow::textWidth(int width) const {
    return isStacked(width) ? std::max(80, width - numberRoom() - Theme::space(3)) : besideMarks(width);
}

QString ReviewStepRow::foldedText() const {
    QStringList said;
    for (int i = kMostColumns; i < m_labelers.size(); ++i)
        if (const auto& mark = m_step.marks[static_cast<std::size_t>(i)])
            said += QStringLiteral("%1 %2").arg(m_labelers[i].left(24).simplified(), signOf(*mark));
    return said.join(QStringLiteral(" · "));
}

int ReviewStepRow::underLines() const { return (m_step.opinion ? 1 : 0) + (foldedText().isEmpty() ? 0 : 1); }

int ReviewStepRow::heightFor(int width) const {
    const int text = m_text->heightForWidth(textWidth(width)) + underLines() * smallLine();
    const int bar = RatingBar::fixedSize(false).height();
    return (isStacked(width) ? text + Theme::space(1) + bar : std::max(text, bar)) + 2 * kPad;
}

void ReviewStepRow::resizeEvent(QResizeEvent*) { layOut(); }

void ReviewStepRow::layOut() {
    const int text_width = textWidth(width());
    const int text_height = m_text->heightForWidth(text_width);
    const QSize bar = RatingBar::fixedSize(false);
    const int bar_left = width() - bar.width() - Theme::space(3);
    if (isStacked(width())) {
        m_text->setGeometry(numberRoom(), kPad, text_width, text_height);
        m_bar->setGeometry(bar_left, height() - kPad - bar.height(), bar.width(), bar.height());
        return;
    }
    const int inner = height() - 2 * kPad;
    const int top = kPad + std::max(0, (inner - text_height - underLines() * smallLine()) / 2);
    m_text->setGeometry(numberRoom(), top, text_width, text_height);
    m_bar->setGeometry(bar_left, std::min((height() - bar.height()) / 2, kPad * 2), bar.width(), bar.height());
}

void ReviewStepRow::drawMarks(QPainter& painter) const {
    const Palette& c = Theme::instance().colors();
    const QRect bar = m_bar->geometry();
    for (int i = 0; i < columns(); ++i) {
        const QRect cell(columnLeft(i, columns(), width()), bar.top(), columnWidth(), bar.height());
        const auto& mark = m_step.marks[static_cast<std::size_t>(i)];
        QFont font = Theme::instance().font(Type::Reading);
        font.setBold(mark.has_value());
        painter.setFont(font);
        if (!mark) {
            painter.setPen(c.dim);
            painter.drawText(cell, Qt::AlignCenter, QStringLiteral("·"));
            continue;
        }
        const int side = bar.height() - 4;
        const QRectF chip(cell.center().x() - side / 2.0 + 0.5, bar.top() + 2.5, side - 1, side - 1);
        painter.setPen(QPen(colorOf(*mark, c), 1));
        painter.setBrush(softColorOf(*mark, c));
        painter.drawRoundedRect(chip, 6, 6);
        painter.drawText(chip, Qt::AlignCenter, signOf(*mark));
        if (m_step.model_seen[static_cast<std::size_t>(i)]) { // a corner: the model was in sight
            painter.setBrush(c.accent);
            painter.setPen(Qt::NoPen);
            painter.drawEllipse(chip.topRight() + QPointF(-1, 1), 3, 3);
        }
    }
}

void ReviewStepRow::drawUnder(QPainter& painter) const {
    const Palette& c = Theme::instance().colors();
    painter.setFont(Theme::instance().font(Type::Small));
    painter.setPen(c.dim);
    QRect box(numberRoom(), m_text->geometry().bottom() + 1, m_text->width(), smallLine());
    if (const QString folded = foldedText(); !folded.isEmpty()) {
        painter.drawText(box, Qt::AlignVCenter | Qt::AlignLeft,
                         painter.fontMetrics().elidedText(folded, Qt::ElideRight, box.width()));
        box.translate(0, smallLine());
    }
    if (!m_step.opinion)
        return;
    const StepProbabilities& p = *m_step.opinion;
    const int bar_width = std::min(120, box.width() / 3);
    const QRectF bar(box.left(), box.center().y() - 2, bar_width, 6);
    painter.fillRect(bar, c.positive);
    painter.fillRect(QRectF(bar.left(), bar.top(), bar.width() * (p.negative + p.neutral), 6), c.neutral);
    painter.fillRect(QRectF(bar.left(), bar.top(), bar.width() * p.negative, 6), c.negative);
    const QRect words = box.adjusted(bar_width + Theme::space(2), 0, 0, 0);
    const QString whole = tr("model: wrong %1 %, neutral %2 %, right %3 %")
                              .arg(std::lround(p.negative * 100))
                              .arg(std::lround(p.neutral * 100))
                              .arg(std::lround(p.positive * 100));
    const bool fits = painter.fontMetrics().horizontalAdvance(whole) <= words.width();
    painter.drawText(words, Qt::AlignVCenter | Qt::AlignLeft,
                     fits ? whole : tr("wrong %1 %").arg(std::lround(p.negative * 100)));
}

void ReviewStepRow::paintEvent(QPaintEvent*) {
    const Palette& c = Theme::instance().colors();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    QPainterPath shape;
    shape.addRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), 8, 8);
    if (m_current) {
        painter.fillPath(shape, c.card);
        painter.setPen(QPen(c.accent, 1));
        painter.drawPath(shape);
    }
    if (m_step.settled || m_in_question) {
        painter.save();
        painter.setClipPath(shape);
        painter.fillRect(QRectF(0, 0, kEdge, height()), m_step.settled ? colorOf(*m_step.settled, c) : c.accent);
        painter.restore();
    }
    QFont number = Theme::instance().font(Type::Body);
    number.setBold(m_current);
    painter.setFont(number);
    painter.setPen(m_current ? c.ink : c.dim);
    const int first_line = QFontMetrics(Theme::instance().font(Type::Reading)).height();
    painter.drawText(QRect(kEdge, m_text->y(), numberRoom() - kEdge - Theme::space(3), first_line),
                     Qt::AlignRight | Qt::AlignVCenter, QString::number(m_index + 1));
    drawMarks(painter);
    drawUnder(painter);
}

void ReviewStepRow::mousePressEvent(QMouseEvent* event) { event->accept(); }

void ReviewStepRow::mouseReleaseEvent(QMouseEvent* event) {
    if (event->button() == Qt::LeftButton && rect().contains(event->position().toPoint()))
        Q_EMIT pointedAt(m_index);
}

} // namespace stepmark::ui
