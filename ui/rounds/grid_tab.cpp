// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/rounds/grid_tab.h"

#include "ui/rounds/grid_form.h"
#include "ui/rounds/grid_results.h"
#include "ui/rounds/round_text.h"
#include "ui/widgets/plain_label.h"

#include <QLocale>
#include <QPushButton>
#include <QVBoxLayout>

namespace stepmark::ui {

namespace {

QString gridSummary(const GridEstimate& estimate) {
    const auto number = [](qint64 count) { return QLocale().toString(count); };
    if (estimate.missing == 0)
        return GridTab::tr("All of it was done before: starting it shows the table again.");
    QStringList parts{GridTab::tr("%1 of %2 trainings and evaluations are to be done")
                          .arg(number(estimate.missing), number(2 * estimate.runs))};
    if (estimate.seconds)
        parts.append(GridTab::tr("%1 of training").arg(aboutText(*estimate.seconds)));
    parts.append(
        GridTab::tr("%1 at a time, %n thread(s) each", nullptr, estimate.threads).arg(number(estimate.workers)));
    if (estimate.peak_bytes)
        parts.append(estimate.free_bytes ? GridTab::tr("%1 of memory each, %2 are free")
                                               .arg(bytesText(*estimate.peak_bytes), bytesText(*estimate.free_bytes))
                                         : GridTab::tr("%1 of memory each").arg(bytesText(*estimate.peak_bytes)));
    return parts.join(QStringLiteral(" · "));
}

} // namespace

GridTab::GridTab(QWidget* parent)
    : QWidget(parent)
    , m_form(new GridForm)
    , m_summary(new PlainLabel)
    , m_notes(new PlainLabel({}, Type::Body, Tone::Neutral))
    , m_hint(new PlainLabel({}, Type::Body, Tone::Dim)) {
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(Theme::space(3));
    m_hint->setWordWrap(true);
    layout->addWidget(m_hint);
    layout->addWidget(m_form);
    layout->addWidget(buildEstimate());
    m_hint->hide();
    connect(m_form, &GridForm::submitted, this, &GridTab::startGrid);
    connect(m_form, &GridForm::changed, this, &GridTab::ask);
}

QWidget* GridTab::buildEstimate() {
    auto* card = new QFrame;
    card->setObjectName(QStringLiteral("card"));
    auto* column = new QVBoxLayout(card);
    column->setContentsMargins(Theme::space(5), Theme::space(3), Theme::space(5), Theme::space(3));
    column->setSpacing(Theme::space(1));
    for (PlainLabel* label : {m_summary, m_notes}) {
        label->setWordWrap(true);
        column->addWidget(label);
    }
    m_summary->setAccessibleName(tr("Estimate"));
    m_summary->setTone(Tone::Dim);
    m_summary->setText(tr("What it will take is estimated once a project is open and nothing runs."));
    m_notes->hide();
    m_estimate = card;
    return card;
}

void GridTab::setBlocked(bool running, const QString& hint, const QString& why_not) {
    m_form->setVisible(!running);
    m_estimate->setVisible(!running);
    m_hint->setVisible(running);
    m_hint->setText(hint);
    m_blocked = !why_not.isEmpty();
    m_form->setBlocked(why_not);
    ask();
}

void GridTab::ask() {
    if (!isVisible() || m_blocked || !m_form->problem().isEmpty()) {
        if (m_asked)
            Q_EMIT estimateUnwanted();
        m_asked.reset();
        return;
    }
    const GridChoice choice = m_form->choice();
    if (m_asked == choice)
        return;
    m_asked = choice;
    m_summary->setTone(Tone::Dim);
    m_summary->setText(tr("Estimating what it will take…"));
    m_notes->hide();
    Q_EMIT estimateWanted(choice);
}

void GridTab::setEstimate(const GridEstimate& estimate) {
    m_summary->setTone(Tone::Ink);
    m_summary->setText(gridSummary(estimate));
    m_notes->setText(estimate.notes.join(QLatin1Char('\n')).left(2000));
    m_notes->setVisible(!estimate.notes.isEmpty());
}

void GridTab::setEstimateFailed(const QString& message) {
    m_summary->setTone(Tone::Negative);
    m_summary->setText(message.left(2000));
    m_notes->hide();
}

void GridTab::setResults(const std::vector<GridResult>& results) {
    m_asked.reset(); // what was missing may be there now
    if (!m_results && !results.empty()) {
        m_results = new GridResults;
        layout()->addWidget(m_results);
        connect(m_results, &GridResults::folderWanted, this, &GridTab::folderWanted);
        connect(m_results, &GridResults::choicesWanted, this, &GridTab::choicesWanted);
        connect(m_results, &GridResults::notice, this, &GridTab::notice);
    }
    if (m_results) {
        m_results->setVisible(!results.empty());
        m_results->setResults(results);
    }
    ask();
}

QString GridTab::estimateText() const { return m_summary->text(); }

void GridTab::showEvent(QShowEvent* event) {
    QWidget::showEvent(event);
    ask();
}

void GridTab::hideEvent(QHideEvent* event) {
    QWidget::hideEvent(event);
    ask(); // is not wanted any more
}

} // namespace stepmark::ui
