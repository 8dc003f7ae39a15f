// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/rounds/estimate_panel.h"

#include "ui/jobs/worker_text.h"
#include "ui/rounds/round_text.h"
#include "ui/widgets/plain_label.h"

#include <QGridLayout>
#include <QLocale>

#include <algorithm>

namespace stepmark::ui {

namespace {

QString workOf(const RoundEstimate::Stage& stage) {
    QStringList parts;
    const QLocale locale;
    if (stage.steps > 0)
        parts.append(stage.optimizer_steps > 0 || stage.part == Part::Train
                         ? EstimatePanel::tr("%1 marks").arg(locale.toString(static_cast<qlonglong>(stage.steps)))
                         : EstimatePanel::tr("%1 steps").arg(locale.toString(static_cast<qlonglong>(stage.steps))));
    if (stage.solutions > 0)
        parts.append(EstimatePanel::tr("%1 solutions").arg(locale.toString(static_cast<qlonglong>(stage.solutions))));
    if (stage.optimizer_steps > 0)
        parts.append(EstimatePanel::tr("%1 optimizer steps")
                         .arg(locale.toString(static_cast<qlonglong>(stage.optimizer_steps))));
    return parts.join(QStringLiteral(", "));
}

bool someUnknown(const RoundEstimate& estimate) {
    return std::any_of(estimate.stages.begin(), estimate.stages.end(), [](auto& stage) { return !stage.seconds; });
}

} // namespace

QString summaryOf(const RoundEstimate& estimate) {
    QStringList parts;
    QString time = aboutText(estimate.seconds);
    time[0] = time[0].toUpper();
    parts.append(someUnknown(estimate) ? EstimatePanel::tr("%1, and what was never measured").arg(time) : time);
    const std::int64_t disk = estimate.bytes + estimate.temporary_bytes;
    if (disk > 0)
        parts.append(
            estimate.free_bytes
                ? EstimatePanel::tr("%1 of disk, %2 are free").arg(bytesText(disk), bytesText(*estimate.free_bytes))
                : EstimatePanel::tr("%1 of disk").arg(bytesText(disk)));
    if (estimate.peak_bytes > 0)
        parts.append(EstimatePanel::tr("%1 of memory").arg(bytesText(estimate.peak_bytes)));
    return parts.join(QStringLiteral(" · "));
}

EstimatePanel::EstimatePanel(QWidget* parent)
    : QFrame(parent)
    , m_summary(new PlainLabel({}, Type::Title))
    , m_state(new PlainLabel({}, Type::Small, Tone::Dim))
    , m_notes(new PlainLabel({}, Type::Body, Tone::Neutral))
    , m_stages(new QGridLayout) {
    setObjectName(QStringLiteral("card"));
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(Theme::space(5), Theme::space(4), Theme::space(5), Theme::space(4));
    layout->setSpacing(Theme::space(2));
    for (PlainLabel* label : {m_summary, m_state, m_notes})
        label->setWordWrap(true);
    m_summary->setAccessibleName(tr("Estimate"));
    layout->addWidget(m_summary);
    layout->addWidget(m_state);
    layout->addLayout(m_stages);
    layout->addWidget(m_notes);
    m_stages->setHorizontalSpacing(Theme::space(6));
    m_stages->setVerticalSpacing(Theme::space(1));
    m_stages->setColumnStretch(3, 1);
    showNothing();
}

void EstimatePanel::clearStages() {
    while (QLayoutItem* item = m_stages->takeAt(0)) {
        delete item->widget();
        delete item;
    }
}

void EstimatePanel::showNothing() {
    clearStages();
    m_summary->hide();
    m_notes->hide();
    m_state->setTone(Tone::Dim);
    m_state->setText(tr("What the round will take is estimated once a project is open and nothing runs."));
    m_state->show();
}

void EstimatePanel::showBusy() {
    m_summary->setTone(Tone::Dim);
    m_state->setTone(Tone::Dim);
    m_state->setText(tr("Estimating what the round will take…"));
    m_state->show();
}

void EstimatePanel::showError(const QString& message) {
    clearStages();
    m_summary->hide();
    m_notes->hide();
    m_state->setTone(Tone::Negative);
    m_state->setText(message.left(2000));
    m_state->show();
}

void EstimatePanel::showEstimate(const RoundEstimate& estimate) {
    m_summary->setTone(Tone::Ink);
    m_summary->setText(summaryOf(estimate));
    m_summary->show();
    m_state->hide();
    fillStages(estimate);
    QStringList notes = estimate.notes;
    const std::int64_t disk = estimate.bytes + estimate.temporary_bytes;
    if (estimate.free_bytes && disk > *estimate.free_bytes)
        notes.prepend(tr("There is not enough room on the disk: free some, or put the project elsewhere."));
    m_notes->setText(notes.join(QLatin1Char('\n')).left(2000));
    m_notes->setVisible(!notes.isEmpty());
}

void EstimatePanel::fillStages(const RoundEstimate& estimate) {
    clearStages();
    int row = 0;
    for (const RoundEstimate::Stage& stage : estimate.stages) {
        auto* time = new PlainLabel(stage.seconds ? durationText(*stage.seconds) : tr("never measured"), Type::Small);
        time->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
        auto* disk = new PlainLabel(stage.bytes > 0 ? bytesText(stage.bytes) : QString(), Type::Small, Tone::Dim);
        disk->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
        m_stages->addWidget(new PlainLabel(partText(stage.part), Type::Small), row, 0);
        m_stages->addWidget(time, row, 1);
        m_stages->addWidget(disk, row, 2);
        m_stages->addWidget(new PlainLabel(workOf(stage), Type::Small, Tone::Dim), row, 3);
        ++row;
    }
}

QString EstimatePanel::summary() const { return m_summary->isHidden() ? m_state->text() : m_summary->text(); }

} // namespace stepmark::ui
