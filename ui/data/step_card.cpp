// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/data/step_card.h"

#include "ui/data/data_text.h"
#include "ui/theme/theme.h"
#include "ui/widgets/drawable_text.h"
#include "ui/widgets/flow_layout.h"
#include "ui/widgets/plain_label.h"
#include "ui/widgets/text_block.h"

#include <QPainter>
#include <QVBoxLayout>

namespace stepmark::ui {

namespace {

constexpr int kNumber = 40; ///< room of edge and number
constexpr int kMostMarks = 12;

QString markText(const MarkView& mark) {
    return QStringLiteral("%1 %2").arg(markSign(mark.rating), drawable(mark.who.left(40).simplified()));
}

} // namespace

QString marksText(const std::vector<MarkView>& marks) {
    QStringList texts;
    for (const MarkView& mark : marks)
        texts.append(markText(mark));
    return texts.isEmpty() ? StepCard::tr("not marked") : texts.join(QStringLiteral(", "));
}

StepCard::StepCard(int number, const StepDetail& step, QWidget* parent)
    : QWidget(parent)
    , m_number(number)
    , m_label(step.label)
    , m_text(new TextBlock(Type::Reading)) {
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(kNumber, Theme::space(2), Theme::space(2), Theme::space(2));
    layout->setSpacing(Theme::space(1));
    m_text->setText(step.text);
    layout->addWidget(m_text);
    auto* facts = new QWidget;
    auto* row = new FlowLayout(Theme::space(4), 0, facts);
    int shown = 0;
    for (const MarkView& mark : step.marks) {
        if (++shown > kMostMarks)
            break;
        row->addWidget(new PlainLabel(markText(mark), Type::Small, toneOf(mark.rating)));
    }
    if (std::ssize(step.marks) > kMostMarks)
        row->addWidget(
            new PlainLabel(tr("and %1 more").arg(std::ssize(step.marks) - kMostMarks), Type::Small, Tone::Dim));
    if (step.marks.empty())
        row->addWidget(new PlainLabel(tr("not marked"), Type::Small, Tone::Dim));
    if (step.score)
        row->addWidget(new PlainLabel(tr("model %1").arg(scoreText(step.score)), Type::Small, Tone::Dim));
    layout->addWidget(facts);
    setAccessibleName(tr("Step %1, %2").arg(number).arg(marksText(step.marks)));
}

void StepCard::paintEvent(QPaintEvent*) {
    const Palette& c = Theme::instance().colors();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    if (m_label) {
        painter.setPen(Qt::NoPen);
        painter.setBrush(colorOf(toneOf(*m_label)));
        painter.drawRoundedRect(QRectF(0, Theme::space(2), 4, height() - 2 * Theme::space(2)), 2, 2);
    }
    painter.setFont(Theme::instance().font(Type::Small));
    painter.setPen(m_label ? colorOf(toneOf(*m_label)) : c.dim);
    const QString sign = m_label ? markSign(*m_label) + QLatin1Char(' ') : QString();
    painter.drawText(QRect(8, Theme::space(2) + 2, kNumber - 12, painter.fontMetrics().height()),
                     Qt::AlignLeft | Qt::AlignVCenter, sign + QString::number(m_number));
}

} // namespace stepmark::ui
