// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/message_panel.h"

#include "ui/widgets/plain_label.h"

#include <QPushButton>
#include <QVBoxLayout>

namespace stepmark::ui {

MessagePanel::MessagePanel(QWidget* parent)
    : QWidget(parent)
    , m_title(new PlainLabel({}, Type::Heading))
    , m_text(new PlainLabel({}, Type::Reading, Tone::Dim))
    , m_button(new QPushButton) {
    m_title->setAlignment(Qt::AlignCenter);
    m_title->setWordWrap(true);
    m_text->setAlignment(Qt::AlignCenter);
    m_text->setWordWrap(true);
    m_text->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_text->setFixedWidth(520);
    m_button->setProperty("primary", true);
    auto* layout = new QVBoxLayout(this);
    layout->setSpacing(Theme::space(4));
    layout->addStretch(2);
    layout->addWidget(m_title);
    auto* row = new QHBoxLayout; // an aligned item would not get its height for this width
    row->addStretch(1);
    row->addWidget(m_text);
    row->addStretch(1);
    layout->addLayout(row);
    layout->addWidget(m_button, 0, Qt::AlignHCenter);
    layout->addStretch(3);
    connect(m_button, &QPushButton::clicked, this, &MessagePanel::activated);
}

void MessagePanel::setMessage(const QString& title, const QString& text, const QString& button) {
    m_title->setText(title);
    m_text->setText(text.left(4000));
    m_text->setVisible(!text.isEmpty());
    m_button->setText(button);
    m_button->setVisible(!button.isEmpty());
    m_button->setFocusPolicy(button.isEmpty() ? Qt::NoFocus : Qt::StrongFocus); // nothing without a name takes focus
}

QString MessagePanel::title() const { return m_title->text(); }

QString MessagePanel::text() const { return m_text->text(); }

} // namespace stepmark::ui
