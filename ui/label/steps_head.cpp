// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/label/steps_head.h"

#include "ui/theme/theme.h"
#include "ui/widgets/plain_label.h"

#include <QFrame>
#include <QHBoxLayout>

namespace stepmark::ui {

StepsHead::StepsHead(QWidget* parent)
    : QStackedWidget(parent) {
    m_caption = makeCaption({});
    m_caption->setContentsMargins(Theme::space(2), 0, 0, 0);
    auto* banner = new QFrame;
    banner->setObjectName(QStringLiteral("banner"));
    auto* inner = new QHBoxLayout(banner);
    inner->setContentsMargins(Theme::space(3), Theme::space(1), Theme::space(3), Theme::space(1));
    m_hint = new ElidedLabel({}, Type::Body);
    m_hint->setAlignment(Qt::AlignVCenter | Qt::AlignLeft);
    inner->addWidget(m_hint, 1);
    addWidget(m_caption);
    addWidget(banner);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
}

void StepsHead::setCaption(const QString& caption) { m_caption->setText(caption); }

void StepsHead::setHint(const QString& whole, Tone tone, const QString& brief) {
    m_whole = whole;
    m_brief = brief.isEmpty() ? whole : brief;
    m_hint->setTone(tone == Tone::Error ? ui::Tone::Negative : tone == Tone::Ask ? ui::Tone::Accent : ui::Tone::Ink);
    fit();
    setCurrentIndex(whole.isEmpty() ? 0 : 1);
}

QString StepsHead::hint() const { return m_hint->text(); }

void StepsHead::resizeEvent(QResizeEvent* event) {
    QStackedWidget::resizeEvent(event);
    fit();
}

void StepsHead::fit() {
    const int room = width() - 2 * Theme::space(3);
    m_hint->setText(m_hint->fontMetrics().horizontalAdvance(m_whole) <= room ? m_whole : m_brief);
}

} // namespace stepmark::ui
