// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/rounds/rounds_page.h"

#include "ui/jobs/job_text.h"
#include "ui/rounds/estimate_panel.h"
#include "ui/rounds/grid_tab.h"
#include "ui/rounds/round_form.h"
#include "ui/rounds/round_results.h"
#include "ui/rounds/round_text.h"
#include "ui/rounds/unfinished_panel.h"
#include "ui/runs/job_panel.h"
#include "ui/widgets/message_panel.h"
#include "ui/widgets/plain_label.h"

#include <QPushButton>
#include <QScrollArea>
#include <QScrollBar>
#include <QStackedWidget>
#include <QTabBar>
#include <QVBoxLayout>

namespace stepmark::ui {

namespace {

QScrollArea* scrolling(QWidget* content) {
    content->setObjectName(QStringLiteral("page"));
    auto* area = new QScrollArea;
    area->setFrameShape(QFrame::NoFrame);
    area->setWidgetResizable(true);
    area->setFocusPolicy(Qt::NoFocus);
    area->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    area->setWidget(content);
    return area;
}

} // namespace

RoundsPage::RoundsPage(QWidget* parent)
    : QWidget(parent)
    , m_tabs(new QTabBar)
    , m_form(new RoundForm)
    , m_grid(new GridTab)
    , m_estimate(new EstimatePanel)
    , m_job(new JobPanel)
    , m_unfinished(new UnfinishedPanel)
    , m_message(new MessagePanel)
    , m_stack(new QStackedWidget) {
    auto* layout = new QVBoxLayout;
    layout->setContentsMargins(Theme::space(8), Theme::space(5), Theme::space(8), Theme::space(4));
    layout->setSpacing(Theme::space(3));
    layout->addWidget(buildTabs());
    layout->addWidget(m_unfinished);
    layout->addWidget(m_job);
    layout->addWidget(buildResultsTab());
    layout->addWidget(buildFormTab());
    layout->addWidget(m_grid);
    layout->addStretch(1);
    auto* page = new QWidget;
    page->setLayout(layout);
    auto* outer = new QVBoxLayout(this);
    outer->setContentsMargins(0, 0, 0, 0);
    m_area = scrolling(page);
    m_stack->addWidget(m_message);
    m_stack->addWidget(m_area);
    outer->addWidget(m_stack);
    m_job->hide();
    setFocusProxy(m_tabs);

    connect(m_tabs, &QTabBar::currentChanged, this, [this](int index) { showTab(static_cast<Tab>(index)); });
    connect(m_tabs, &QTabBar::tabBarClicked, this, [this] { m_tab_chosen = true; });
    connect(m_form, &RoundForm::submitted, this, &RoundsPage::startRound);
    connect(m_form, &RoundForm::changed, this, &RoundsPage::askForEstimate);
    connect(m_grid, &GridTab::choicesWanted, this, &RoundsPage::takeChoices);
    connect(m_grid, &GridTab::notice, this, &RoundsPage::notice);
    connect(m_job, &JobPanel::cancelRequested, this, &RoundsPage::cancelJob);
    connect(m_unfinished, &UnfinishedPanel::resumeRequested, this, &RoundsPage::resumeRound);
    connect(m_unfinished, &UnfinishedPanel::discardRequested, this, &RoundsPage::discardRound);
    connect(m_message, &MessagePanel::activated, this, &RoundsPage::projectWanted);
    setHistory({});
    showNoProject();
}

QWidget* RoundsPage::buildTabs() {
    auto* head = new QWidget;
    auto* row = new QHBoxLayout(head);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(Theme::space(6));
    m_tabs->setAccessibleName(tr("Rounds: results, next round or trainings compared"));
    m_tabs->setDrawBase(false);
    m_tabs->setExpanding(false);
    m_tabs->setFocusPolicy(Qt::StrongFocus);
    m_tabs->addTab(tr("Results"));
    m_tabs->addTab(tr("Next round"));
    m_tabs->addTab(tr("Compare trainings"));
    row->addWidget(makeHeading(tr("Rounds")));
    row->addWidget(m_tabs);
    row->addStretch(1);
    return head;
}

QWidget* RoundsPage::buildResultsTab() {
    m_results_tab = new QWidget;
    m_results_layout = new QVBoxLayout(m_results_tab);
    m_results_layout->setContentsMargins(0, 0, 0, 0);
    m_no_results = new PlainLabel(tr("No round yet. Label some solutions, then start the first one under “Next round”: "
                                     "its row and the plots will "
                                     "show what the model trained on your marks is worth."),
                                  Type::Body, Tone::Dim);
    m_no_results->setWordWrap(true);
    m_no_results->setAlignment(Qt::AlignTop | Qt::AlignLeft);
    m_results_layout->addWidget(m_no_results);
    return m_results_tab;
}

QWidget* RoundsPage::buildFormTab() {
    m_form_tab = new QWidget;
    auto* layout = new QVBoxLayout(m_form_tab);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(Theme::space(3));
    m_running_hint = new PlainLabel({}, Type::Body, Tone::Dim);
    layout->addWidget(m_running_hint);
    layout->addWidget(m_form);
    layout->addWidget(m_estimate);
    return m_form_tab;
}

RoundsPage::Tab RoundsPage::tab() const { return static_cast<Tab>(m_tabs->currentIndex()); }

void RoundsPage::showTab(Tab tab) {
    m_tabs->setCurrentIndex(static_cast<int>(tab));
    m_results_tab->setVisible(tab == Tab::Results);
    m_form_tab->setVisible(tab == Tab::NextRound);
    m_grid->setVisible(tab == Tab::Compare);
    m_area->verticalScrollBar()->setValue(0);
    showHistory();
    askForEstimate();
}

void RoundsPage::setReady() {
    m_has_project = true;
    m_stack->setCurrentWidget(m_area);
    refreshForm();
}

void RoundsPage::showNoProject() {
    m_has_project = m_tab_chosen = false;
    m_message->setMessage(tr("No project is open"),
                          tr("What its rounds were worth is shown here, and the next one is started."),
                          tr("Open a project"));
    m_stack->setCurrentWidget(m_message);
    refreshForm();
}

void RoundsPage::setDefaults(const RoundSpec& spec) { m_form->setSpec(spec); }

void RoundsPage::propose(const RoundSpec& spec) { m_form->propose(spec); }

void RoundsPage::setHistory(const std::vector<RoundSummary>& rounds) {
    m_rounds = rounds;
    m_rounds_shown = false;
    m_estimated.reset(); // there may be new measurements
    if (!m_tab_chosen) {
        m_tab_chosen = !rounds.empty();
        showTab(rounds.empty() ? Tab::NextRound : Tab::Results);
    }
    showHistory();
    askForEstimate();
}

/// Only what is seen is drawn: a window that opens on another page has no plots.
void RoundsPage::showHistory() {
    if (m_rounds_shown || !isVisible() || tab() != Tab::Results)
        return;
    m_rounds_shown = true;
    m_no_results->setVisible(m_rounds.empty());
    if (!m_results && !m_rounds.empty()) {
        m_results = new RoundResults;
        connect(m_results, &RoundResults::notice, this, &RoundsPage::notice);
        m_results_layout->addWidget(m_results);
    }
    if (!m_results)
        return;
    m_results->setVisible(!m_rounds.empty());
    m_results->setRounds(m_rounds);
}

void RoundsPage::setUnfinished(const std::optional<UnfinishedRound>& round) { m_unfinished->setRound(round); }

void RoundsPage::setJob(const std::optional<JobView>& job) {
    m_running = job && isActive(*job) ? std::optional(job->kind) : std::nullopt;
    m_job->setVisible(job.has_value());
    if (job)
        m_job->setJob(*job);
    refreshForm();
}

void RoundsPage::refreshForm() {
    // While a job runs there is nothing to fill in: its progress takes the form's place.
    m_form->setVisible(!m_running);
    m_estimate->setVisible(!m_running);
    m_running_hint->setVisible(m_running.has_value());
    m_running_hint->setText(waitingText());
    m_unfinished->setEnabled(!m_running && m_has_project);
    const QString why_not = !m_has_project ? tr("Open a project first.") : waitingText();
    m_form->setBlocked(why_not);
    m_grid->setBlocked(m_running.has_value(), waitingText(), why_not);
    askForEstimate();
}

QString RoundsPage::waitingText() const { return m_running ? busyText(*m_running) : QString(); }

/// Of a training that was compared: what it was asked for, in the choices that are there already.
void RoundsPage::takeChoices(const TrainOptions& options) {
    RoundSpec spec = m_form->spec();
    spec.train.mode = options.mode;
    spec.train.base = options.base;
    spec.train.epochs = options.epochs;
    spec.train.learning_rate = options.learning_rate;
    m_form->fillIn(spec);
    m_tab_chosen = true;
    showTab(Tab::NextRound);
}

void RoundsPage::askForEstimate() {
    if (!isVisible() || tab() != Tab::NextRound || m_running || !m_has_project || !m_form->problem().isEmpty()) {
        if (m_estimated)
            Q_EMIT estimateUnwanted();
        m_estimated.reset();
        if (!m_has_project)
            m_estimate->showNothing();
        return;
    }
    const RoundSpec spec = m_form->spec();
    if (m_estimated == spec)
        return;
    m_estimated = spec;
    m_estimate->showBusy();
    Q_EMIT estimateWanted(spec);
}

void RoundsPage::setEstimate(const RoundEstimate& estimate) { m_estimate->showEstimate(estimate); }

void RoundsPage::setEstimateFailed(const QString& message) { m_estimate->showError(message); }

void RoundsPage::showEvent(QShowEvent* event) {
    QWidget::showEvent(event);
    showHistory();
    askForEstimate();
}

void RoundsPage::hideEvent(QHideEvent* event) {
    QWidget::hideEvent(event);
    askForEstimate(); // is not wanted any more
}

void RoundsPage::appendLog(const QString& line) { m_job->appendLog(line); }

void RoundsPage::clearLog() { m_job->clearLog(); }

} // namespace stepmark::ui
