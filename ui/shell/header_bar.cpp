// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/header_bar.h"

#include "ui/jobs/job_text.h"
#include "ui/jobs/worker_text.h"
#include "ui/widgets/plain_label.h"
#include "ui/widgets/thin_bar.h"

#include <QHBoxLayout>
#include <QLocale>
#include <QPushButton>

#include <algorithm>

namespace stepmark::ui {

HeaderBar::HeaderBar(QWidget* parent)
    : QWidget(parent)
    , m_title(new ElidedLabel({}, Type::Title))
    , m_round(new PlainLabel({}, Type::Small, Tone::Accent))
    , m_queue(new ElidedLabel({}, Type::Body, Tone::Dim))
    , m_job(new ElidedLabel({}, Type::Body, Tone::Dim))
    , m_bar(new ThinBar)
    , m_left(new ElidedLabel({}, Type::Body, Tone::Dim))
    , m_labeler(new QPushButton) {
    setObjectName(QStringLiteral("header"));
    setAttribute(Qt::WA_StyledBackground);
    m_round->setProperty("chip", true);
    m_round->setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    m_job->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    m_bar->setFixedWidth(140);
    m_labeler->setProperty("link", true);
    m_labeler->setFocusPolicy(Qt::TabFocus);
    m_labeler->setAccessibleName(tr("Labeler"));
    connect(m_labeler, &QPushButton::clicked, this, &HeaderBar::labelerClicked);
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(Theme::space(5), Theme::space(2), Theme::space(4), Theme::space(2));
    layout->setSpacing(Theme::space(4));
    for (ElidedLabel* label : {m_title, m_queue, m_left})
        label->setSizePolicy(QSizePolicy::Maximum, QSizePolicy::Preferred);
    layout->addWidget(m_title);
    layout->addWidget(m_round);
    layout->addWidget(m_queue);
    layout->addWidget(m_job, 1);
    layout->addWidget(m_bar);
    layout->addWidget(m_left);
    layout->addWidget(m_labeler);
    setMinimumHeight(48);
    setProject(std::nullopt);
    setJob(std::nullopt);
}

void HeaderBar::setProject(const std::optional<ProjectView>& project) {
    const QLocale locale;
    m_title->setText(project ? project->title.left(120).simplified() : tr("No project"));
    m_title->setTone(project ? Tone::Ink : Tone::Dim);
    m_round->setVisible(project && (project->round > 0 || project->screening));
    m_queue->setVisible(project && project->queue_total > 0);
    m_labeler->setVisible(project && !project->labeler.isEmpty());
    if (!project)
        return;
    m_round->setText(project->screening ? tr("Screening") : tr("Round %1").arg(project->round));
    const bool done = project->queue_done >= project->queue_total;
    const int at = std::min(project->queue_done + 1, project->queue_total);
    m_queue->setText(
        project->screening && !done
            ? tr("solution %1 of %2").arg(locale.toString(at), locale.toString(project->queue_total))
        : done ? tr("all %1 queued are labelled").arg(locale.toString(project->queue_total))
               : tr("solution %1 of %2 queued").arg(locale.toString(at), locale.toString(project->queue_total)));
    // A mnemonic would eat an ampersand of the name.
    QString name = project->labeler.left(40).simplified();
    m_labeler->setText(name.replace(QLatin1Char('&'), QStringLiteral("&&")) + QStringLiteral(" ▾"));
}

void HeaderBar::setJob(const std::optional<JobView>& job) {
    const bool active = job && isActive(*job);
    m_bar->setVisible(active);
    m_job->setText(active ? (job->progress.stage == Stage::None ? job->title : stageText(job->progress)) : QString());
    m_left->setText(active ? leftText(job->left_ms) : QString());
    m_left->setVisible(active && job->left_ms);
    if (active)
        m_bar->setShare(shareOf(*job));
}

} // namespace stepmark::ui
