// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/rounds/unfinished_panel.h"

#include "ui/jobs/worker_text.h"
#include "ui/rounds/round_text.h"
#include "ui/widgets/plain_label.h"
#include "ui/widgets/when_text.h"

#include <QHBoxLayout>
#include <QLocale>
#include <QPushButton>

namespace stepmark::ui {

UnfinishedPanel::UnfinishedPanel(QWidget* parent)
    : QFrame(parent)
    , m_text(new PlainLabel)
    , m_resume(new QPushButton(tr("Resume")))
    , m_discard(new QPushButton(tr("Discard"))) {
    setObjectName(QStringLiteral("banner"));
    m_text->setWordWrap(true);
    m_resume->setProperty("primary", true);
    m_resume->setAccessibleName(tr("Resume the unfinished round"));
    m_discard->setAccessibleName(tr("Discard the unfinished round"));
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(Theme::space(4), Theme::space(3), Theme::space(4), Theme::space(3));
    layout->setSpacing(Theme::space(3));
    layout->addWidget(m_text, 1);
    layout->addWidget(m_discard);
    layout->addWidget(m_resume);
    connect(m_resume, &QPushButton::clicked, this, &UnfinishedPanel::resumeRequested);
    connect(m_discard, &QPushButton::clicked, this, &UnfinishedPanel::discardRequested);
    hide();
}

void UnfinishedPanel::setRound(const std::optional<UnfinishedRound>& round) {
    setVisible(round.has_value());
    if (!round)
        return;
    QStringList done;
    for (const Part part : round->done)
        done.append(partText(part));
    setToolTip(tr("Starting another round gives this one up."));
    const QString when = whenText(round->saved);
    m_text->setText(
        done.isEmpty()
            ? tr("Round %1 was not finished; it stopped on %2 in its first stage. Resuming goes on from "
                 "what training had saved.")
                  .arg(round->number)
                  .arg(when)
            : tr("Round %1 was not finished; it stopped on %2. Done and kept: %3. Resuming goes on from there.")
                  .arg(round->number)
                  .arg(when, QLocale().createSeparatedList(done)));
}

QString UnfinishedPanel::text() const { return m_text->text(); }

} // namespace stepmark::ui
