// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/runs/job_panel.h"

#include "ui/charts/loss_plot.h"
#include "ui/charts/plot_view.h"
#include "ui/jobs/job_text.h"
#include "ui/jobs/worker_text.h"
#include "ui/widgets/amount_text.h"
#include "ui/widgets/plain_label.h"
#include "ui/widgets/thin_bar.h"

#include <QLocale>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QVBoxLayout>

#include <cmath>

namespace stepmark::ui {

namespace {

constexpr int kLongestLine = 2000; ///< a hostile log line must not freeze the view

QString signOf(StageState state) {
    switch (state) {
    case StageState::Done:
        return QString(QChar(0x2713));
    case StageState::Running:
        return QString(QChar(0x25B8));
    case StageState::Failed:
        return QString(QChar(0x2717));
    case StageState::Skipped:
        return QString(QChar(0x2013));
    case StageState::Waiting:
        break;
    }
    return QString(QChar(0x00B7));
}

} // namespace

JobPanel::JobPanel(QWidget* parent)
    : QFrame(parent) {
    setObjectName(QStringLiteral("card"));
    auto* layout = m_layout = new QVBoxLayout(this);
    layout->setContentsMargins(Theme::space(5), Theme::space(4), Theme::space(5), Theme::space(4));
    layout->setSpacing(Theme::space(2));
    buildHead(layout);
    m_stages = new PlainLabel({}, Type::Body, Tone::Dim);
    m_stages->setWordWrap(true);
    m_stages->setAccessibleName(tr("Stages"));
    layout->addWidget(m_stages);
    m_bar = new ThinBar;
    layout->addWidget(m_bar);
    m_progress = new ElidedLabel({}, Type::Small, Tone::Dim);
    layout->addWidget(m_progress);
    m_error = new PlainLabel({}, Type::Body, Tone::Negative);
    m_error->setWordWrap(true);
    m_error->setTextInteractionFlags(Qt::TextSelectableByMouse);
    layout->addWidget(m_error);
    buildLog(layout);
}

void JobPanel::buildHead(QVBoxLayout* layout) {
    auto* head = new QHBoxLayout;
    m_title = new PlainLabel({}, Type::Title);
    m_state = new PlainLabel({}, Type::Body, Tone::Dim);
    m_cancel = new QPushButton(tr("Cancel"));
    connect(m_cancel, &QPushButton::clicked, this, [this] { Q_EMIT cancelRequested(m_id); });
    head->addWidget(m_title);
    head->addWidget(m_state);
    head->addStretch(1);
    head->addWidget(m_cancel);
    layout->addLayout(head);
}

void JobPanel::buildLog(QVBoxLayout* layout) {
    m_toggle_log = new QPushButton(tr("Show log"));
    m_toggle_log->setProperty("link", true);
    m_toggle_log->setCheckable(true);
    m_log = new QPlainTextEdit;
    m_log->setObjectName(QStringLiteral("log"));
    m_log->setAccessibleName(tr("Log"));
    m_log->setReadOnly(true);
    m_log->setUndoRedoEnabled(false);
    m_log->setMaximumBlockCount(kLogLines);
    m_log->setFixedHeight(160);
    m_log->setTabChangesFocus(true);
    m_log->hide();
    connect(m_toggle_log, &QPushButton::toggled, this, [this](bool on) {
        m_log->setVisible(on);
        m_toggle_log->setText(on ? tr("Hide log") : tr("Show log"));
    });
    layout->addWidget(m_toggle_log, 0, Qt::AlignLeft);
    layout->addWidget(m_log);
}

void JobPanel::setJob(const JobView& job) {
    m_id = job.id;
    m_title->setText(job.title.left(200));
    const bool failed = job.state == JobState::Failed;
    const QString states[] = {
        tr("waiting for the worker"), tr("running"), tr("being cancelled…"), tr("done"), tr("failed"), tr("cancelled")};
    m_state->setText(states[static_cast<int>(job.state)]);
    m_state->setTone(failed ? Tone::Negative : job.state == JobState::Done ? Tone::Positive : Tone::Dim);
    setStages(job.stages);
    m_bar->setShare(shareOf(job));
    m_bar->setVisible(isActive(job));
    setFacts(job);
    setCurve(job);
    m_error->setText(job.error.left(2000));
    m_error->setVisible(failed && !job.error.isEmpty());
    m_cancel->setVisible(isActive(job));
    m_cancel->setEnabled(job.state != JobState::Cancelling);
}

void JobPanel::setStages(const std::vector<StageView>& stages) {
    QStringList texts;
    for (const StageView& stage : stages) {
        QString detail = stage.detail.left(120);
        if (detail.isEmpty() && stage.state == StageState::Waiting && stage.seconds)
            detail = aboutText(*stage.seconds);
        QString text = signOf(stage.state) + QLatin1Char(' ') + partText(stage.part);
        if (!detail.isEmpty())
            text += QStringLiteral(" (%1)").arg(detail);
        texts.append(text.replace(QLatin1Char(' '), QChar(0x00A0))); // not torn apart at the end of a line
    }
    m_stages->setText(texts.join(QStringLiteral("     ")));
    m_stages->setVisible(!texts.isEmpty());
}

void JobPanel::setFacts(const JobView& job) {
    QStringList facts{stageText(job.progress)};
    if (job.progress.total > 0)
        facts.append(tr("%1 %").arg(std::lround(shareOf(job) * 100)));
    facts.append(rateText(job.progress));
    facts.append(leftText(job.left_ms));
    if (job.all_left_ms && job.all_left_ms != job.left_ms)
        facts.append(tr("in all %1").arg(leftText(job.all_left_ms)));
    if (job.progress.loss)
        facts.append(tr("loss %1").arg(QLocale().toString(*job.progress.loss, 'f', 3)));
    facts.removeAll(QString());
    m_progress->setText(facts.join(QStringLiteral(" · ")));
    m_progress->setVisible(isActive(job));
}

/// Charts are not made before there is something to draw.
void JobPanel::setCurve(const JobView& job) {
    if (job.curve.size() < 2) {
        if (m_loss)
            m_loss->hide();
        return;
    }
    if (!m_loss) {
        m_loss = new PlotView;
        m_loss->setFixedHeight(190);
        m_layout->insertWidget(m_layout->indexOf(m_error), m_loss);
    } else if (isActive(job) && m_loss->isVisible() && m_drawn.isValid() && m_drawn.elapsed() < kRedraw_ms) {
        return;
    }
    m_drawn.start();
    m_loss->show();
    m_loss->setPlot(liveLossPlot(job.curve));
}

void JobPanel::appendLog(const QString& line) { m_log->appendPlainText(line.left(kLongestLine)); }

void JobPanel::clearLog() { m_log->clear(); }

QString JobPanel::progressText() const { return m_progress->text(); }

QString JobPanel::errorText() const { return m_error->isHidden() ? QString() : m_error->text(); }

} // namespace stepmark::ui
