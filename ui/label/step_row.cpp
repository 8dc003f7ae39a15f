// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/label/step_row.h"

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
constexpr int kLeastText = 200; ///< likewise, of text beside the mark; else the mark goes below it
constexpr int kEdge = 4;
constexpr int kOpinionBar = 120; ///< px, half of it where there is little room
constexpr int kMuchRoom = 480;

QColor edgeColor(const StepRow::State& state, const Palette& c) {
    if (state.mark && !state.behind_error)
        return *state.mark == Rating::Negative ? c.negative : *state.mark == Rating::Neutral ? c.neutral : c.positive;
    return state.current ? c.accent : QColor(Qt::transparent);
}

int numberRoom() { return Theme::instance().scaled(kNumber); }

/// Of text in a row of that width with its mark beside it.
int besideBar(int width) { return width - numberRoom() - RatingBar::fixedSize().width() - 2 * Theme::space(4); }

} // namespace

StepRow::StepRow(QWidget* parent)
    : QWidget(parent)
    , m_text(new TextBlock(Type::Reading, this))
    , m_bar(new RatingBar(this)) {
    connect(m_bar, &RatingBar::chosen, this, [this](Rating rating) { Q_EMIT chosen(m_row, rating); });
    connect(m_bar, &RatingBar::unsureToggled, this, [this] { Q_EMIT unsureToggled(m_row); });
    connect(m_text, &TextBlock::clicked, this, [this] { Q_EMIT pointedAt(m_row); });
}

void StepRow::setStep(int row, const QString& name, int count, const LabelStep& step) {
    m_row = row;
    m_name = name;
    m_count = count;
    m_step = step;
    m_text->setText(step.text);
    m_text->clearSelection();
    m_state = {};
    m_bar->setState({});
    setAccessibleName({});
    update();
}

void StepRow::setState(const State& state) {
    const bool open = !state.behind_error;
    m_bar->setState({state.mark, state.unsure, state.current && open, open});
    m_text->setTone((state.ahead || state.behind_error) && !state.current ? Tone::Dim : Tone::Ink);
    if (state == m_state && !accessibleName().isEmpty())
        return;
    m_state = state;
    QString mark = state.behind_error ? tr("behind the first error")
                   : state.mark       ? tr("marked %1").arg(wordOf(*state.mark))
                                      : tr("not marked");
    if (state.unsure)
        mark = tr("%1, unsure").arg(mark);
    setAccessibleName(tr("Step %1 of %2, %3").arg(m_name).arg(m_count).arg(mark));
    update();
}

QString StepRow::underText() const {
    const int more = m_step.alternative_count;
    if (more <= 0)
        return {};
    const auto rated = std::count_if(m_step.alternatives.begin(), m_step.alternatives.end(),
                                     [](const LabelStep& step) { return step.preset.has_value(); });
    return rated > 0 ? tr("Alternatives here: %1 more, %2 rated by you").arg(more).arg(rated)
                     : tr("Alternatives here: %1 more").arg(more);
}

int StepRow::underHeight() const {
    const int line = QFontMetrics(Theme::instance().font(Type::Small)).height() + Theme::space(1);
    return (m_step.alternative_count > 0 ? line : 0) + (m_state.opinion && m_step.opinion ? line : 0);
}

bool StepRow::isStacked(int width) {
    return besideBar(width) < Theme::instance().scaled(kLeastText);
}

int StepRow::textWidth(int width) const {
    return isStacked(width) ? std::max(80, width - numberRoom() - Theme::space(4)) : besideBar(width);
}

int StepRow::heightFor(int width) const {
    const int text = m_text->heightForWidth(textWidth(width)) + underHeight();
    const int bar = RatingBar::fixedSize().height();
    return (isStacked(width) ? text + Theme::space(2) + bar : std::max(text, bar)) + 2 * kPad;
}

void StepRow::resizeEvent(QResizeEvent*) { layOut(); }

void StepRow::layOut() {
    const int text_width = textWidth(width());
    const int text_height = m_text->heightForWidth(text_width);
    const QSize bar = RatingBar::fixedSize();
    if (isStacked(width())) {
        m_text->setGeometry(numberRoom(), kPad, text_width, text_height);
        m_bar->setGeometry(numberRoom(), height() - kPad - bar.height(), bar.width(), bar.height());
        return;
    }
    const int inner = height() - 2 * kPad;
    const int top = kPad + std::max(0, (inner - text_height - underHeight()) / 2);
    m_text->setGeometry(numberRoom(), top, text_width, text_height);
    // Beside long text the bar stays with the first lines, where reading begins and the number is.
    const int bar_top = std::min((height() - bar.height()) / 2, kPad * 2);
    m_bar->setGeometry(width() - bar.width() - Theme::space(4), bar_top, bar.width(), bar.height());
}

void StepRow::drawUnder(QPainter& painter) const {
    const Palette& c = Theme::instance().colors();
    painter.setFont(Theme::instance().font(Type::Small));
    const int line = painter.fontMetrics().height() + Theme::space(1);
    QRect box(numberRoom(), m_text->geometry().bottom() + 1, m_text->width(), line);
    painter.setPen(c.dim);
    if (const QString under = underText(); !under.isEmpty()) {
        painter.drawText(box, Qt::AlignVCenter | Qt::AlignLeft,
                         painter.fontMetrics().elidedText(under, Qt::ElideRight, box.width()));
        box.translate(0, line);
    }
    if (m_state.opinion && m_step.opinion)
        drawOpinion(painter, box);
}

/// As much of it as fits: the likeliest first error must be seen in any case.
QString StepRow::opinionText(int room, const QFontMetrics& metrics) const {
    const StepProbabilities& p = *m_step.opinion;
    const QString here = !m_state.first_error ? QString()
                         : m_state.predicted
                             ? tr("likeliest first error, %1 %").arg(std::lround(*m_state.first_error * 100))
                             : tr("first error here %1 %").arg(std::lround(*m_state.first_error * 100));
    const QString dot = QStringLiteral(" · ");
    const QString wrong = tr("wrong %1 %").arg(std::lround(p.negative * 100));
    const QString all = tr("wrong %1 %, neutral %2 %, right %3 %")
                            .arg(std::lround(p.negative * 100))
                            .arg(std::lround(p.neutral * 100))
                            .arg(std::lround(p.positive * 100));
    if (here.isEmpty())
        return metrics.horizontalAdvance(all) <= room ? all : wrong;
    for (const QString& text : {all + dot + here, wrong + dot + here})
        if (metrics.horizontalAdvance(text) <= room)
            return text;
    return m_state.predicted ? here : wrong;
}

void StepRow::drawOpinion(QPainter& painter, const QRect& box) const {
    const Palette& c = Theme::instance().colors();
    const StepProbabilities& p = *m_step.opinion;
    const int length = box.width() < Theme::instance().scaled(kMuchRoom) ? kOpinionBar / 2 : kOpinionBar;
    const QRectF bar(box.left(), box.center().y() - 2, length, 6);
    const double wrong = bar.width() * p.negative;
    const double neutral = bar.width() * p.neutral;
    painter.fillRect(bar, c.positive);
    painter.fillRect(QRectF(bar.left(), bar.top(), wrong + neutral, bar.height()), c.neutral);
    painter.fillRect(QRectF(bar.left(), bar.top(), wrong, bar.height()), c.negative);
    const QRect words = box.adjusted(static_cast<int>(bar.width()) + Theme::space(3), 0, 0, 0);
    QFont font = painter.font();
    font.setBold(m_state.predicted);
    painter.setFont(font);
    painter.setPen(m_state.predicted ? c.negative : c.dim);
    painter.drawText(words, Qt::AlignVCenter | Qt::AlignLeft, opinionText(words.width(), painter.fontMetrics()));
}

void StepRow::paintEvent(QPaintEvent*) {
    const Palette& c = Theme::instance().colors();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const QRectF frame = QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5);
    QPainterPath shape;
    shape.addRoundedRect(frame, 8, 8);
    if (m_state.current) {
        painter.fillPath(shape, c.card);
        painter.setPen(QPen(m_state.focused ? c.accent : c.line, 1));
        painter.drawPath(shape);
    }
    if (const QColor edge = edgeColor(m_state, c); edge.alpha() > 0) {
        painter.save();
        painter.setClipPath(shape);
        painter.fillRect(QRectF(0, 0, kEdge, height()), edge);
        painter.restore();
    }
    const bool quiet = (m_state.ahead || m_state.behind_error) && !m_state.current;
    QFont number = Theme::instance().font(Type::Body);
    number.setBold(m_state.current);
    painter.setFont(number);
    painter.setPen(quiet || !m_state.current ? c.dim : c.ink);
    const int first_line = QFontMetrics(Theme::instance().font(Type::Reading)).height();
    painter.drawText(QRect(kEdge, m_text->y(), numberRoom() - kEdge - Theme::space(3), first_line),
                     Qt::AlignRight | Qt::AlignVCenter, m_name);
    drawUnder(painter);
}

void StepRow::mousePressEvent(QMouseEvent* event) { event->accept(); }

void StepRow::mouseReleaseEvent(QMouseEvent* event) {
    if (event->button() == Qt::LeftButton && rect().contains(event->position().toPoint()))
        Q_EMIT pointedAt(m_row);
}

} // namespace stepmark::ui
