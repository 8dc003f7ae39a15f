// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/status_bar.h"

#include "ui/jobs/job_text.h"
#include "ui/widgets/count_text.h"
#include "ui/widgets/plain_label.h"

#include <QHBoxLayout>
#include <QLocale>
#include <QPushButton>

namespace stepmark::ui {

StatusBar::StatusBar(QWidget* parent)
    : QWidget(parent)
    , m_saved(new ElidedLabel({}, Type::Small, Tone::Positive))
    , m_retry(new QPushButton(tr("Try again")))
    , m_refused(new QPushButton(tr("Show the refused change")))
    , m_last(new PlainLabel({}, Type::Small, Tone::Dim))
    , m_job(new ElidedLabel({}, Type::Small, Tone::Dim)) {
    setObjectName(QStringLiteral("statusBar"));
    setAttribute(Qt::WA_StyledBackground);
    m_retry->setProperty("link", true);
    m_retry->setAccessibleName(tr("Try to save again"));
    m_refused->setProperty("link", true);
    m_job->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(Theme::space(5), 0, Theme::space(5), 0);
    layout->setSpacing(Theme::space(5));
    m_saved->setSizePolicy(QSizePolicy::Maximum, QSizePolicy::Preferred);
    m_saved->setAccessibleName(tr("Saved state"));
    layout->addWidget(m_saved);
    layout->addWidget(m_retry);
    layout->addWidget(m_refused);
    layout->addWidget(m_last);
    layout->addWidget(m_job, 1);
    setMinimumHeight(34);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    connect(m_retry, &QPushButton::clicked, this, &StatusBar::retryRequested);
    connect(m_refused, &QPushButton::clicked, this, &StatusBar::refusedWanted);
    setSavedState(std::nullopt);
}

void StatusBar::setSavedState(const std::optional<SavedState>& state) {
    const QLocale locale;
    const bool failed = state && !state->error.isEmpty();
    m_retry->setVisible(failed);
    m_last->setVisible(state && state->last_ms && !failed);
    m_refused->setVisible(state && state->refused > 0);
    if (state)
        m_refused->setText(countText(state->refused, tr("Show the refused change"), tr("Show %1 refused changes")));
    if (!state) {
        m_saved->setText({});
        return;
    }
    if (failed) {
        m_saved->setTone(Tone::Negative);
        const QString words = state->pending == 0 ? tr("✗ not on disk: %2")
                                                  : countText(state->pending, tr("✗ one mark not saved: %2"),
                                                              tr("✗ %1 marks not saved: %2"));
        m_saved->setText(QString(words).replace(QLatin1String("%2"), state->error.left(300))); // it may hold a %1
    } else if (state->pending > 0) {
        m_saved->setTone(Tone::Neutral);
        m_saved->setText(countText(state->pending, tr("saving 1 mark…"), tr("saving %1 marks…")));
    } else if (state->refused > 0) {
        m_saved->setTone(Tone::Negative);
        m_saved->setText(countText(state->refused, tr("✗ one change refused by the project and not saved"),
                                   tr("✗ %1 changes refused by the project and not saved")));
    } else {
        m_saved->setTone(Tone::Positive);
        m_saved->setText(state->saved > 0 ? tr("✓ saved, all %1 marks on disk").arg(locale.toString(state->saved))
                                          : tr("✓ saved, no marks yet"));
    }
    m_saved->setAccessibleDescription(m_saved->text());
    m_saved->updateGeometry();
    if (state->last_ms)
        m_last->setText(tr("last mark %1 ms").arg(locale.toString(*state->last_ms)));
}

void StatusBar::setJob(const std::optional<JobView>& job) {
    if (!job) {
        m_job->setText({});
        return;
    }
    QStringList facts{job->id > 0 ? tr("job %1: %2").arg(job->id).arg(job->title.left(120)) : job->title.left(120)};
    if (job->state == JobState::Failed)
        facts.append(tr("failed, see Rounds"));
    else if (job->state == JobState::Done)
        facts.append(tr("done"));
    else if (job->state == JobState::Cancelled)
        facts.append(tr("cancelled"));
    else
        facts.append(rateText(job->progress));
    facts.removeAll(QString());
    m_job->setText(facts.join(QStringLiteral(" · ")));
}

QString StatusBar::savedText() const { return m_saved->text(); }

} // namespace stepmark::ui
