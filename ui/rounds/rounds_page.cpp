// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/rounds/rounds_page.h"

#include "ui/rounds/job_panel.h"
#include "ui/rounds/round_form.h"
#include "ui/rounds/round_table.h"
#include "ui/rounds/round_text.h"
#include "ui/widgets/plain_label.h"

#include <QHeaderView>
#include <QPushButton>
#include <QScrollArea>
#include <QStackedWidget>
#include <QTableView>
#include <QVBoxLayout>

#include <algorithm>

namespace stepmark::ui {

RoundsPage::RoundsPage(QWidget* parent)
    : QWidget(parent)
    , m_form(new RoundForm)
    , m_job(new JobPanel)
    , m_history_stack(new QStackedWidget)
    , m_table(new QTableView)
    , m_model(new RoundTable(this)) {
    auto* page = new QWidget;
    page->setObjectName(QStringLiteral("page"));
    auto* layout = new QVBoxLayout(page);
    layout->setContentsMargins(Theme::space(8), Theme::space(5), Theme::space(8), Theme::space(5));
    layout->setSpacing(Theme::space(3));
    layout->addWidget(new PlainLabel(tr("Rounds"), Type::Heading));
    layout->addWidget(m_job);
    m_form_caption = makeCaption(tr("The next round"));
    layout->addWidget(m_form_caption);
    layout->addWidget(m_form);
    layout->addSpacing(Theme::space(2));
    layout->addWidget(makeCaption(tr("Rounds so far")));
    buildHistory();
    layout->addWidget(m_history_stack);
    layout->addStretch(1);
    m_job->hide();

    auto* area = new QScrollArea;
    area->setFrameShape(QFrame::NoFrame);
    area->setWidgetResizable(true);
    area->setFocusPolicy(Qt::NoFocus);
    area->setWidget(page);
    auto* outer = new QVBoxLayout(this);
    outer->setContentsMargins(0, 0, 0, 0);
    outer->addWidget(area);
    setFocusProxy(m_form->startButton());

    connect(m_form, &RoundForm::submitted, this, &RoundsPage::startRound);
    connect(m_job, &JobPanel::cancelRequested, this, &RoundsPage::cancelJob);
    connect(&Theme::instance(), &Theme::changed, this, &RoundsPage::fitTable);
    setHistory({});
    setReady(tr("Open a project first."));
}

void RoundsPage::buildHistory() {
    m_table->setModel(m_model);
    m_table->setAccessibleName(tr("Rounds so far"));
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_table->setShowGrid(false);
    m_table->setTabKeyNavigation(false);
    m_table->setWordWrap(false);
    m_table->setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_table->verticalHeader()->hide();
    m_table->horizontalHeader()->setHighlightSections(false);
    auto* empty = new PlainLabel(
        tr("No round yet. Label some solutions, then start the first one: its row will show what the model "
           "trained on your marks is worth."),
        Type::Body, Tone::Dim);
    empty->setWordWrap(true);
    empty->setAlignment(Qt::AlignTop | Qt::AlignLeft);
    m_history_stack->addWidget(m_table);
    m_history_stack->addWidget(empty);
}

void RoundsPage::setReady(const QString& why_not) {
    m_why_not = why_not;
    refreshForm();
}

void RoundsPage::setDefaults(const RoundRequest& request) { m_form->setRequest(request); }

void RoundsPage::setHistory(const std::vector<RoundRow>& rows) {
    m_model->setRows(rows);
    m_history_stack->setCurrentIndex(rows.empty() ? 1 : 0);
    fitTable();
}

/// The page scrolls, not the table: it is as high as its rows, up to a screenful.
void RoundsPage::fitTable() {
    m_table->horizontalHeader()->setStretchLastSection(false);
    m_table->resizeColumnsToContents();
    for (int column = 0; column + 1 < m_model->columnCount(); ++column)
        m_table->setColumnWidth(column, m_table->columnWidth(column) + Theme::space(4));
    const int row = m_table->verticalHeader()->defaultSectionSize();
    const int rows = std::clamp(m_model->rowCount(), 1, 12);
    const int header = m_table->horizontalHeader()->sizeHint().height();
    m_history_stack->setFixedHeight(m_model->rowCount() == 0 ? 60 : header + rows * row + 26);
}

void RoundsPage::setJob(const std::optional<JobView>& job) {
    m_running = job && isActive(*job);
    m_job->setVisible(job.has_value());
    if (job)
        m_job->setJob(*job);
    refreshForm();
}

void RoundsPage::refreshForm() {
    // While a round runs there is nothing to fill in: its progress takes the form's place.
    m_form->setVisible(!m_running);
    m_form_caption->setVisible(!m_running);
    m_form->setBlocked(m_running ? tr("A job is running.") : m_why_not);
}

void RoundsPage::appendLog(const QString& line) { m_job->appendLog(line); }

void RoundsPage::clearLog() { m_job->clearLog(); }

} // namespace stepmark::ui
