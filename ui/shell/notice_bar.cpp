// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/notice_bar.h"

#include "ui/widgets/plain_label.h"

#include <QHBoxLayout>
#include <QPushButton>
#include <QStyle>

namespace stepmark::ui {

NoticeBar::NoticeBar(QWidget* parent)
    : QFrame(parent)
    , m_text(new PlainLabel({}, Type::Body)) {
    setObjectName(QStringLiteral("notice"));
    m_text->setWordWrap(true);
    m_text->setTextInteractionFlags(Qt::TextSelectableByMouse);
    auto* close = new QPushButton(tr("Close"));
    close->setProperty("link", true);
    close->setAccessibleName(tr("Close the notice"));
    connect(close, &QPushButton::clicked, this, &QWidget::hide);
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(Theme::space(5), Theme::space(1), Theme::space(3), Theme::space(1));
    layout->addWidget(m_text, 1);
    layout->addWidget(close);
    hide();
}

void NoticeBar::showText(const QString& text, bool is_error) {
    setProperty("error", is_error);
    style()->unpolish(this);
    style()->polish(this);
    m_text->setTone(is_error ? Tone::Negative : Tone::Ink);
    m_text->setText(text.left(2000));
    setVisible(!text.isEmpty());
}

QString NoticeBar::text() const { return isHidden() ? QString() : m_text->text(); }

} // namespace stepmark::ui
