// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/label/side_panel.h"

#include "model/domain/step_scores.h"
#include "ui/widgets/key_hint.h"
#include "ui/widgets/plain_label.h"
#include "ui/widgets/text_block.h"

#include <QCoreApplication>
#include <QLocale>
#include <QPlainTextEdit>
#include <QVBoxLayout>

#include <algorithm>
#include <cmath>
#include <vector>

namespace stepmark::ui {

namespace {

/// Above the threshold of 0.5 a step is called wrong here; the fitted threshold belongs to the evaluation.
constexpr double kCalledWrong = 0.5;

QString opinionText(const LabelTask& task) {
    std::vector<double> scores;
    std::vector<double> negative;
    for (const LabelStep& step : task.steps) {
        if (!step.opinion)
            return QCoreApplication::translate("SidePanel", "The model has not scored this solution yet.");
        scores.push_back(stepScore(*step.opinion));
        negative.push_back(step.opinion->negative);
    }
    const double all_right = std::exp(solutionScore(scores, ScoreRule::Product));
    const QString score =
        QCoreApplication::translate("SidePanel", "All steps right: %1 %.").arg(std::lround(all_right * 100));
    const int error = predictFirstError(negative, kCalledWrong);
    return score + QLatin1Char(' ') +
           (error < 0 ? QCoreApplication::translate("SidePanel", "It sees no wrong step.")
                      : QCoreApplication::translate("SidePanel", "First wrong step by it: %1.").arg(error + 1));
}

} // namespace

QString clockText(qint64 ms) {
    const qint64 seconds = std::max<qint64>(0, ms) / 1000;
    const QString two = QStringLiteral("%1:%2");
    const QString tail = QStringLiteral("%1").arg(seconds % 60, 2, 10, QLatin1Char('0'));
    if (seconds < 3600)
        return two.arg(seconds / 60).arg(tail);
    return two.arg(seconds / 3600)
        .arg(QStringLiteral("%1:%2").arg(seconds / 60 % 60, 2, 10, QLatin1Char('0')).arg(tail));
}

SidePanel::SidePanel(QWidget* parent)
    : QWidget(parent)
    , m_layout(new QVBoxLayout(this)) {
    setObjectName(QStringLiteral("sidePanel"));
    setAttribute(Qt::WA_StyledBackground);
    m_layout->setContentsMargins(Theme::space(4), Theme::space(5), Theme::space(4), Theme::space(4));
    m_layout->setSpacing(Theme::space(5));
    buildSolution();
    buildOpinion();
    buildSession();
    buildNote();
    m_layout->addStretch(1);
}

QVBoxLayout* SidePanel::addSection(const QString& caption) {
    auto* section = new QVBoxLayout;
    section->setSpacing(Theme::space(1));
    section->addWidget(makeCaption(caption));
    m_layout->addLayout(section);
    return section;
}

ElidedLabel* SidePanel::addRow(QVBoxLayout* section, const QString& name) {
    auto* row = new QHBoxLayout;
    row->addWidget(new PlainLabel(name, Type::Body, Tone::Dim));
    auto* value = new ElidedLabel({}, Type::Body);
    value->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    value->setAccessibleName(name);
    row->addWidget(value, 1);
    section->addLayout(row);
    return value;
}

KeyHint* SidePanel::addHidden(QVBoxLayout* section, const QString& key, int code, const QString& text) {
    auto* hint = new KeyHint(key, text);
    connect(hint, &KeyHint::clicked, this, [this, code] { Q_EMIT keyWanted(code); });
    section->addWidget(hint, 0, Qt::AlignLeft);
    return hint;
}

void SidePanel::buildSolution() {
    QVBoxLayout* section = addSection(tr("This solution"));
    m_time = addRow(section, tr("time"));
    m_flag = addRow(section, tr("flag"));
    section->addWidget(new PlainLabel(tr("its answer"), Type::Body, Tone::Dim));
    m_answer = new TextBlock(Type::Body);
    m_answer->setForm(TextForm::Answer);
    section->addWidget(m_answer);
    section->addSpacing(Theme::space(1));
    m_reference_key = addHidden(section, QStringLiteral("R"), Qt::Key_R, tr("reference answer"));
    m_reference = new TextBlock(Type::Body);
    m_reference->setForm(TextForm::Answer);
    section->addWidget(m_reference);
    m_why_key = addHidden(section, QStringLiteral("W"), Qt::Key_W, tr("why it was queued"));
    m_why = new TextBlock(Type::Body);
    section->addWidget(m_why);
}

void SidePanel::buildOpinion() {
    QVBoxLayout* section = addSection(tr("Model's opinion"));
    m_opinion_key = addHidden(section, QStringLiteral("M"), Qt::Key_M, tr("show it"));
    m_opinion = new PlainLabel({}, Type::Small, Tone::Dim);
    m_opinion->setWordWrap(true);
    section->addWidget(m_opinion);
}

void SidePanel::buildSession() {
    QVBoxLayout* section = addSection(tr("This session"));
    m_solutions = addRow(section, tr("solutions"));
    m_steps = addRow(section, tr("steps"));
    m_median = addRow(section, tr("median a step"));
    m_errors = addRow(section, tr("first errors found"));
    setSession({});
}

void SidePanel::buildNote() {
    QVBoxLayout* section = addSection(tr("Note"));
    m_note = new QPlainTextEdit;
    m_note->setObjectName(QStringLiteral("note"));
    m_note->setAccessibleName(tr("Note on this solution"));
    m_note->setPlaceholderText(tr("Why, if it is not plain. Esc goes back to the steps."));
    m_note->setTabChangesFocus(true);
    m_note->setFixedHeight(88);
    connect(m_note, &QPlainTextEdit::textChanged, this, &SidePanel::noteEdited);
    section->addWidget(m_note);
}

void SidePanel::setTask(const LabelTask& task) {
    m_task = task;
    m_answer->setText(task.final_answer.isEmpty() ? tr("none found") : task.final_answer);
    m_answer->setTone(task.final_answer.isEmpty() ? Tone::Dim : Tone::Ink);
    const QSignalBlocker quiet(m_note);
    if (m_note->toPlainText() != task.note)
        m_note->setPlainText(task.note);
    setFlagged(task.flagged);
    setTime(task.spent_ms);
    setReveal({});
}

void SidePanel::setReveal(const Reveal& reveal) {
    m_reference_key->setHint(reveal.reference ? tr("reference answer:") : tr("reference answer, hidden"));
    m_reference->setVisible(reveal.reference);
    m_reference->setText(reveal.reference ? m_task.reference_answer.value_or(tr("none known")) : QString());
    m_why_key->setHint(reveal.why ? tr("why it was queued:") : tr("why it was queued, hidden"));
    m_why->setVisible(reveal.why);
    m_why->setText(reveal.why ? (m_task.why_queued.isEmpty() ? tr("not recorded") : m_task.why_queued) : QString());
    m_opinion_key->setHint(reveal.opinion ? tr("hide it") : tr("show it"));
    m_opinion->setText(reveal.opinion
                           ? opinionText(m_task)
                           : tr("Off, so that it does not lead you. Showing it is recorded with your marks."));
}

void SidePanel::setFlagged(bool flagged) {
    m_flag->setText(flagged ? tr("⚑ flagged") : tr("none"));
    m_flag->setTone(flagged ? Tone::Neutral : Tone::Dim);
}

void SidePanel::setTime(qint64 total_ms) { m_time->setText(clockText(total_ms)); }

void SidePanel::setSession(const SessionStats& stats) {
    const QLocale locale;
    m_solutions->setText(locale.toString(stats.solutions));
    m_steps->setText(locale.toString(stats.steps));
    m_median->setText(stats.median_step_ms
                          ? tr("%1 s").arg(locale.toString(static_cast<double>(*stats.median_step_ms) / 1000, 'f', 1))
                          : QString(QChar(0x2013)));
    m_errors->setText(locale.toString(stats.first_errors));
}

QString SidePanel::note() const { return m_note->toPlainText(); }

QString SidePanel::selectedText() const {
    for (const TextBlock* block : {m_answer, m_reference, m_why}) {
        if (const QString text = block->selectedText(); !text.isEmpty())
            return text;
    }
    return {};
}

QString SidePanel::referenceShown() const { return m_reference->isVisible() ? m_reference->text() : QString(); }

QString SidePanel::whyShown() const { return m_why->isVisible() ? m_why->text() : QString(); }

} // namespace stepmark::ui
