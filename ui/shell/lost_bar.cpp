// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/lost_bar.h"

#include "ui/widgets/plain_label.h"

#include <QGridLayout>
#include <QPushButton>

namespace stepmark::ui {

LostBar::LostBar(QWidget* parent)
    : QFrame(parent)
    , m_text(new PlainLabel({}, Type::Body))
    , m_save(new QPushButton(tr("Save to another place and go on there…")))
    , m_go_on(new QPushButton(tr("Go on with the file that is there"))) {
    setObjectName(QStringLiteral("notice"));
    setProperty("error", true);
    auto* heading = new PlainLabel(tr("The project is no longer where it was opened"), Type::Heading);
    for (PlainLabel* label : {heading, m_text}) {
        label->setTone(Tone::Negative);
        label->setWordWrap(true);
    }
    m_text->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_save->setProperty("primary", true);
    connect(m_save, &QPushButton::clicked, this, &LostBar::saveClicked);
    connect(m_go_on, &QPushButton::clicked, this, &LostBar::goOnClicked);
    auto* buttons = new QHBoxLayout;
    buttons->setSpacing(Theme::space(3));
    buttons->addWidget(m_save);
    buttons->addWidget(m_go_on);
    buttons->addStretch(1);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(Theme::space(5), Theme::space(3), Theme::space(5), Theme::space(3));
    layout->setSpacing(Theme::space(2));
    layout->addWidget(heading);
    layout->addWidget(m_text);
    layout->addLayout(buttons);
    hide();
}

void LostBar::setLost(const std::optional<LostProject>& lost) {
    setVisible(lost.has_value());
    if (!lost)
        return;
    m_text->setText(lost->text.left(2000));
    m_save->setVisible(lost->can_save);
    m_save->setEnabled(!lost->busy);
    m_go_on->setVisible(lost->can_go_on);
    m_go_on->setEnabled(!lost->busy);
}

QString LostBar::text() const { return isHidden() ? QString() : m_text->text(); }

} // namespace stepmark::ui
