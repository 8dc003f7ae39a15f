// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/label/side_panel.h"

#include "ui/label/opinion.h"
#include "ui/widgets/key_hint.h"
#include "ui/widgets/plain_label.h"
#include "ui/widgets/sentences.h"
#include "ui/widgets/text_block.h"
#include "ui/widgets/thin_bar.h"

#include <QLocale>
#include <QPlainTextEdit>
#include <QVBoxLayout>

#include <algorithm>
#include <cmath>

namespace stepmark::ui {

namespace {

QString opinionText(const LabelTask& task) {
    if (!task.mayShowOpinion())
        return SidePanel::tr("Held back for this solution: it shall be judged without.");
    const auto opinion = opinionOn(task);
    if (!opinion)
        return SidePanel::tr("There is no opinion of the model on this solution.");
    const auto percent = [](double share) { return std::lround(share * 100); };
    const QString all = SidePanel::tr("All steps right: %1 %.").arg(percent(opinion->first_error.back()));
    const auto& [step, probability] = opinion->guess;
    return sentences(
        all, step < 0 ? SidePanel::tr("No step is likelier to be the first error.")
                      : SidePanel::tr("Likeliest first error: step %1, %2 %.").arg(step + 1).arg(percent(probability)));
}

/// "2 h 10 min", "4 min", "less than a minute".
QString durationText(qint64 ms) {
    const qint64 minutes = (ms + 30'000) / 60'000;
    if (minutes < 1)
        return SidePanel::tr("less than a minute");
    return minutes < 60 ? SidePanel::tr("%1 min").arg(minutes)
                        : SidePanel::tr("%1 h %2 min").arg(minutes / 60).arg(minutes % 60);
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
    buildNote();
    buildSession();
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
    row->addWidget(new ElidedLabel(name, Type::Body, Tone::Dim));
    auto* value = new ElidedLabel({}, Type::Body);
    value->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    value->setAccessibleName(name);
    row->addWidget(value, 1);
    section->addLayout(row);
    return value;
}

KeyHint* SidePanel::addHint(QVBoxLayout* section, LabelAction action) {
    auto* hint = new KeyHint({}, KeyMap::wordOf(action));
    connect(hint, &KeyHint::clicked, this, [this, action] { Q_EMIT actionWanted(action); });
    section->addWidget(hint, 0, Qt::AlignLeft);
    m_hints.emplace_back(action, hint);
    return hint;
}

void SidePanel::buildSolution() {
    QVBoxLayout* section = addSection(tr("This solution"));
    m_time = addRow(section, tr("time"));
    m_step_time = addRow(section, tr("on this step"));
    m_flag = addRow(section, tr("flag"));
    section->addWidget(new PlainLabel(tr("its answer"), Type::Body, Tone::Dim));
    m_answer = new TextBlock(Type::Body);
    m_answer->setForm(TextForm::Answer);
    section->addWidget(m_answer);
    section->addSpacing(Theme::space(1));
    buildReference(section);
    m_why_key = addHint(section, LabelAction::Why);
    m_why = new TextBlock(Type::Body);
    section->addWidget(m_why);
    m_thinking_key = addHint(section, LabelAction::Thinking);
    m_thinking = new TextBlock(Type::Small);
    section->addWidget(m_thinking);
}

void SidePanel::buildReference(QVBoxLayout* section) {
    m_reference_key = addHint(section, LabelAction::Reference);
    m_reference = new TextBlock(Type::Body);
    m_reference->setForm(TextForm::Answer);
    section->addWidget(m_reference);
    m_reference_solution_section = new QWidget;
    auto* column = new QVBoxLayout(m_reference_solution_section);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(Theme::space(1));
    column->addWidget(new PlainLabel(tr("reference solution"), Type::Body, Tone::Dim));
    m_reference_solution = new TextBlock(Type::Body);
    column->addWidget(m_reference_solution);
    section->addWidget(m_reference_solution_section);
}

void SidePanel::buildOpinion() {
    QVBoxLayout* section = addSection(tr("Model's opinion"));
    m_opinion_key = addHint(section, LabelAction::Opinion);
    m_opinion = new PlainLabel({}, Type::Small, Tone::Dim);
    m_opinion->setWordWrap(true);
    section->addWidget(m_opinion);
}

void SidePanel::buildSession() {
    QVBoxLayout* section = addSection(tr("Queue"));
    m_progress = new ThinBar;
    m_progress->setFixedHeight(Theme::space(3));
    section->addWidget(m_progress);
    m_queue = addRow(section, tr("done"));
    m_left = addRow(section, tr("left at this pace"));
    section = addSection(tr("This session"));
    m_solutions = addRow(section, tr("solutions"));
    m_steps = addRow(section, tr("steps"));
    m_median = addRow(section, tr("median a step"));
    m_pace = addRow(section, tr("steps an hour"));
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
    const auto fit = [this] { m_note->setFixedHeight(Theme::instance().scaled(88)); };
    fit();
    connect(&Theme::instance(), &Theme::changed, m_note, fit);
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
    setTime(task.spent_ms, 0);
    setReveal({});
}

void SidePanel::setReveal(const Reveal& reveal) {
    m_reference_key->setHint(reveal.reference ? tr("reference answer:") : tr("reference answer, hidden"));
    m_reference->setVisible(reveal.reference);
    m_reference->setText(reveal.reference ? m_task.reference_answer.value_or(tr("none known")) : QString());
    const bool solution = reveal.reference && m_task.reference_solution;
    m_reference_solution_section->setVisible(solution);
    m_reference_solution->setText(solution ? *m_task.reference_solution : QString());
    m_why_key->setHint(reveal.why ? tr("why it was queued:") : tr("why it was queued, hidden"));
    m_why->setVisible(reveal.why);
    m_why->setText(reveal.why ? (m_task.why_queued.isEmpty() ? tr("not recorded") : m_task.why_queued) : QString());
    const bool thought = !m_task.thinking.isEmpty();
    m_thinking_key->setVisible(thought);
    m_thinking_key->setHint(reveal.thinking ? tr("its thinking, no step:") : tr("its thinking, folded: no step"));
    m_thinking->setVisible(thought && reveal.thinking);
    m_thinking->setText(reveal.thinking ? m_task.thinking : QString());
    m_opinion_key->setHint(reveal.opinion ? tr("hide it") : tr("show it"));
    m_opinion->setText(reveal.opinion
                           ? opinionText(m_task)
                           : tr("Off, so that it does not lead you. Showing it is recorded with your marks."));
}

void SidePanel::setFlagged(bool flagged) {
    m_flag->setText(flagged ? tr("⚑ flagged") : tr("none"));
    m_flag->setTone(flagged ? Tone::Neutral : Tone::Dim);
}

void SidePanel::setKeys(const KeyMap& keys) {
    for (const auto& [action, hint] : m_hints)
        hint->setKey(keys.cap(action));
}

void SidePanel::setTime(qint64 total_ms, qint64 step_ms) {
    m_time->setText(clockText(total_ms));
    m_step_time->setText(clockText(step_ms));
}

void SidePanel::setSession(const SessionStats& stats) {
    const QLocale locale;
    const QString none(QChar(0x2013));
    m_progress->setShare(stats.queue_total > 0 ? static_cast<double>(stats.queue_done) / stats.queue_total : 0);
    m_queue->setText(stats.queue_total > 0
                         ? tr("%1 of %2").arg(locale.toString(stats.queue_done), locale.toString(stats.queue_total))
                         : none);
    m_left->setText(stats.queue_left_ms ? durationText(*stats.queue_left_ms) : none);
    m_solutions->setText(locale.toString(stats.solutions));
    m_steps->setText(locale.toString(stats.steps));
    m_median->setText(stats.median_step_ms
                          ? tr("%1 s").arg(locale.toString(static_cast<double>(*stats.median_step_ms) / 1000, 'f', 1))
                          : none);
    m_pace->setText(stats.steps_per_hour ? locale.toString(std::lround(*stats.steps_per_hour)) : none);
    m_errors->setText(locale.toString(stats.first_errors));
}

QString SidePanel::note() const { return m_note->toPlainText(); }

QString SidePanel::selectedText() const {
    for (const TextBlock* block : {m_answer, m_reference, m_reference_solution, m_why, m_thinking}) {
        if (const QString text = block->selectedText(); !text.isEmpty())
            return text;
    }
    return {};
}

QString SidePanel::referenceShown() const { return m_reference->isVisible() ? m_reference->text() : QString(); }

QString SidePanel::referenceSolutionShown() const {
    return m_reference_solution_section->isVisible() ? m_reference_solution->text() : QString();
}

QString SidePanel::opinionShown() const { return m_opinion->text(); }

QString SidePanel::thinkingShown() const { return m_thinking->isVisible() ? m_thinking->text() : QString(); }

QString SidePanel::whyShown() const { return m_why->isVisible() ? m_why->text() : QString(); }

} // namespace stepmark::ui
