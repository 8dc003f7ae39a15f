// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/weakstrong/weak_strong_page.h"

#include "ui/jobs/job_text.h"
#include "ui/runs/job_panel.h"
#include "ui/weakstrong/add_task_dialog.h"
#include "ui/weakstrong/ask_to_remove.h"
#include "ui/weakstrong/cost_panel.h"
#include "ui/weakstrong/run_panel.h"
#include "ui/weakstrong/study_form.h"
#include "ui/weakstrong/study_panel.h"
#include "ui/weakstrong/study_tables.h"
#include "ui/widgets/message_panel.h"
#include "ui/widgets/plain_label.h"
#include "ui/widgets/row_table.h"

#include <QMessageBox>
#include <QPushButton>
#include <QScrollArea>
#include <QScrollBar>
#include <QStackedWidget>
#include <QTabBar>
#include <QTableView>
#include <QVBoxLayout>

#include <algorithm>

namespace stepmark::ui {

namespace {

constexpr int kMostStudies = 5; ///< rows of the list; more scroll in it

QVBoxLayout* bare(QWidget* widget) {
    auto* layout = new QVBoxLayout(widget);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(Theme::space(3));
    return layout;
}

} // namespace

WeakStrongPage::WeakStrongPage(QWidget* parent)
    : QWidget(parent)
    , m_stack(new QStackedWidget)
    , m_message(new MessagePanel)
    , m_area(new QScrollArea)
    , m_tabs(new QTabBar)
    , m_job(new JobPanel)
    , m_model(new StudyList(this)) {
    auto* page = new QWidget;
    page->setObjectName(QStringLiteral("page"));
    auto* layout = new QVBoxLayout(page);
    layout->setContentsMargins(Theme::space(8), Theme::space(5), Theme::space(8), Theme::space(4));
    layout->setSpacing(Theme::space(3));
    layout->addWidget(buildHead());
    layout->addWidget(m_job);
    layout->addWidget(buildStudies());
    layout->addWidget(buildForm());
    layout->addStretch(1);
    m_area->setFrameShape(QFrame::NoFrame);
    m_area->setWidgetResizable(true);
    m_area->setFocusPolicy(Qt::NoFocus);
    m_area->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_area->setWidget(page);
    m_stack->addWidget(m_message);
    m_stack->addWidget(m_area);
    bare(this)->addWidget(m_stack);
    m_job->hide();
    setFocusProxy(m_tabs);
    connectParts();
    showNoProject();
}

QWidget* WeakStrongPage::buildHead() {
    auto* head = new QWidget;
    auto* row = new QHBoxLayout(head);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(Theme::space(6));
    m_tabs->setAccessibleName(tr("Weak to strong: studies or a new one"));
    m_tabs->setDrawBase(false);
    m_tabs->setExpanding(false);
    m_tabs->setUsesScrollButtons(false);
    m_tabs->setFocusPolicy(Qt::StrongFocus);
    m_tabs->addTab(tr("Studies"));
    m_tabs->addTab(tr("New study"));
    row->addWidget(makeHeading(tr("Weak to strong")));
    row->addWidget(m_tabs);
    row->addStretch(1);
    return head;
}

QWidget* WeakStrongPage::buildStudies() {
    m_studies_tab = new QWidget;
    auto* layout = bare(m_studies_tab);
    m_none = new PlainLabel(
        tr("No study yet. Set one up under “New study”: weak models will teach stronger ones a task, and "
           "the figure will show how much of the stronger ones' worth that brings out."),
        Type::Body, Tone::Dim);
    m_none->setWordWrap(true);
    m_overview = new QWidget;
    auto* overview = bare(m_overview);
    m_list = newRowTable(tr("Studies of the project"));
    m_list->setModel(m_model);
    m_list->setSelectionMode(QAbstractItemView::SingleSelection);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->setTextElideMode(Qt::ElideRight);
    keepFitted(m_list, [this] {
        fitColumns(m_list, {StudyList::When, StudyList::Seeds, StudyList::Way}, StudyList::Ladder);
        fitRows(m_list, kMostStudies);
    });
    auto* go_on = new QPushButton(tr("Go on with this study"));
    m_go_on = go_on;
    m_panel = new StudyPanel;
    overview->addWidget(m_list);
    auto* deeds = new QHBoxLayout;
    deeds->setSpacing(Theme::space(2));
    m_remove = new QPushButton(tr("Remove this study…"));
    m_remove->setProperty("link", true);
    deeds->addWidget(m_go_on);
    deeds->addStretch(1);
    deeds->addWidget(m_remove);
    overview->addLayout(deeds);
    overview->addWidget(m_panel);
    m_run = new RunPanel;
    m_run->hide();
    layout->addWidget(m_none);
    layout->addWidget(m_overview);
    layout->addWidget(m_run);
    connect(go_on, &QPushButton::clicked, this, &WeakStrongPage::goOn);
    connect(m_remove, &QPushButton::clicked, this, &WeakStrongPage::askToRemoveStudy);
    return m_studies_tab;
}

QWidget* WeakStrongPage::buildForm() {
    m_form_tab = new QWidget;
    auto* layout = bare(m_form_tab);
    m_form = new StudyForm;
    m_cost = new CostPanel;
    layout->addWidget(m_form);
    layout->addWidget(m_cost);
    return m_form_tab;
}

void WeakStrongPage::connectParts() {
    connect(m_tabs, &QTabBar::currentChanged, this, [this](int index) { showTab(static_cast<Tab>(index)); });
    connect(m_tabs, &QTabBar::tabBarClicked, this, [this] { m_tab_chosen = true; });
    connect(m_message, &MessagePanel::activated, this, &WeakStrongPage::projectWanted);
    connect(m_job, &JobPanel::cancelRequested, this, &WeakStrongPage::cancelJob);
    connect(m_list->selectionModel(), &QItemSelectionModel::currentRowChanged, this, [this] {
        m_shown = false;
        showStudy();
    });
    connect(m_panel, &StudyPanel::figureChosen, this, &WeakStrongPage::showFigure);
    connect(m_panel, &StudyPanel::notice, this, &WeakStrongPage::notice);
    connect(m_run, &RunPanel::notice, this, &WeakStrongPage::notice);
    connect(m_run, &RunPanel::backRequested, this, &WeakStrongPage::leaveRun);
    connect(m_run, &RunPanel::runWanted, this, [this](const RunPlace& place) {
        m_wanted = place;
        if (const Study* study = chosen())
            m_run->showBusy(*study, place);
        Q_EMIT runWanted(place);
    });
    connect(m_form, &StudyForm::changed, this, &WeakStrongPage::forgetCost);
    connect(m_form, &StudyForm::taskWanted, this, &WeakStrongPage::askTask);
    connect(m_form, &StudyForm::taskUnwanted, this, [this](const QString& name) {
        m_question = askToRemoveTask(this, name, [this, name] { Q_EMIT removeTask(name); });
    });
    connect(m_form, &StudyForm::startWanted, this, &WeakStrongPage::startStudy);
    connect(m_form, &StudyForm::costWanted, this, [this](const StudySpec& spec) {
        m_cost->showBusy();
        Q_EMIT costWanted(spec);
    });
}

WeakStrongPage::Tab WeakStrongPage::tab() const { return static_cast<Tab>(m_tabs->currentIndex()); }

std::int64_t WeakStrongPage::study() const { return m_model->idAt(m_list->currentIndex().row()); }

QMessageBox* WeakStrongPage::question() const { return m_question; }

bool WeakStrongPage::showsRun() const { return !m_run->isHidden(); }

const Study* WeakStrongPage::chosen() const {
    const auto found =
        std::find_if(m_studies.begin(), m_studies.end(), [id = study()](const Study& one) { return one.id == id; });
    return found == m_studies.end() ? nullptr : &*found;
}

void WeakStrongPage::showTab(Tab tab) {
    m_tabs->setCurrentIndex(static_cast<int>(tab));
    m_studies_tab->setVisible(tab == Tab::Studies);
    m_form_tab->setVisible(tab == Tab::NewStudy);
    m_area->verticalScrollBar()->setValue(0);
    showStudy();
}

void WeakStrongPage::showNoProject() {
    m_has_project = m_tab_chosen = false;
    m_message->setMessage(
        tr("No project is open"),
        tr("Here weak models teach strong ones a task of the project, and it is measured what comes of it."),
        tr("Open a project"));
    m_stack->setCurrentWidget(m_message);
    leaveRun();
    setStudies({});
    setTasks({});
    refresh();
}

void WeakStrongPage::setReady(const QString& read_only) {
    m_has_project = true;
    m_read_only = read_only;
    m_stack->setCurrentWidget(m_area);
    refresh();
}

void WeakStrongPage::setTasks(const std::vector<TaskRow>& tasks) {
    m_tasks = tasks;
    m_form->setTasks(tasks);
}

void WeakStrongPage::chooseTask(const QString& name) { m_form->chooseTask(name); }

void WeakStrongPage::setStudies(const std::vector<Study>& studies) {
    const std::int64_t before = study();
    m_studies = studies;
    m_model->setStudies(studies);
    m_shown = false;
    m_list->selectRow(std::max(0, m_model->rowOf(before)));
    if (m_has_project && !m_tab_chosen) {
        m_tab_chosen = !studies.empty();
        showTab(studies.empty() ? Tab::NewStudy : Tab::Studies);
    }
    showStudy();
}

void WeakStrongPage::chooseStudy(std::int64_t study) {
    if (const int row = m_model->rowOf(study); row >= 0)
        m_list->selectRow(row);
}

/// Only what is seen is drawn: a window that opens on another page has no plots.
void WeakStrongPage::showStudy() {
    m_none->setVisible(m_studies.empty());
    m_overview->setVisible(!m_studies.empty() && m_run->isHidden());
    const Study* study = chosen();
    if (m_shown || !study || !isVisible() || tab() != Tab::Studies)
        return;
    m_shown = true;
    m_panel->setStudy(*study);
    fitColumns(m_list, {StudyList::When, StudyList::Seeds, StudyList::Way}, StudyList::Ladder);
    fitRows(m_list, kMostStudies);
    refresh();
}

void WeakStrongPage::showFigure(int figure) {
    const Study* study = chosen();
    if (!study)
        return;
    m_wanted = RunPlace{study->id, figure, 0};
    m_run->showBusy(*study, *m_wanted);
    m_run->show();
    m_overview->hide();
    m_area->verticalScrollBar()->setValue(0);
    m_run->backButton()->setFocus();
    Q_EMIT runWanted(*m_wanted);
}

void WeakStrongPage::leaveRun() {
    m_wanted.reset();
    m_run->hide();
    showStudy();
    if (isVisible() && m_has_project)
        m_panel->table()->setFocus();
}

void WeakStrongPage::setRun(const RunView& run) {
    if (const Study* study = chosen(); study && m_wanted == run.place && study->id == run.place.study)
        m_run->setRun(*study, run);
}

void WeakStrongPage::setRunFailed(const RunPlace& place, const QString& message) {
    if (m_wanted == place)
        m_run->showError(message);
}

void WeakStrongPage::askTask() {
    QStringList taken;
    for (const TaskRow& task : m_tasks)
        taken.append(task.name);
    m_dialog = new AddTaskDialog(taken, this);
    m_dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(m_dialog, &QDialog::accepted, this, [this] { Q_EMIT addTask(m_dialog->task()); });
    connect(m_dialog, &QDialog::finished, this, [this] { m_dialog = nullptr; });
    m_dialog->open();
}

void WeakStrongPage::askToRemoveStudy() {
    if (const Study* study = chosen())
        m_question = ui::askToRemoveStudy(this, *study, [this, id = study->id] { Q_EMIT removeStudy(id); });
}

/// The same study asked for again does what is missing of it.
void WeakStrongPage::goOn() {
    if (const Study* study = chosen())
        Q_EMIT startStudy(study->spec);
}

void WeakStrongPage::forgetCost() {
    m_cost->showNothing();
    Q_EMIT costUnwanted();
}

void WeakStrongPage::setCost(const StudyCost& cost) {
    m_cost->showCost(cost);
    bringIntoSight(m_cost);
}

void WeakStrongPage::setCostFailed(const QString& message) {
    m_cost->showError(message);
    bringIntoSight(m_cost);
}

/// Once it has its place: what was asked for is answered below the edge of a small window.
void WeakStrongPage::bringIntoSight(QWidget* part) {
    m_area->widget()->layout()->activate();
    m_area->ensureWidgetVisible(part, 0, Theme::space(4));
}

void WeakStrongPage::setJob(const std::optional<JobView>& job) {
    m_running = job && isActive(*job);
    m_job->setVisible(job.has_value());
    if (job) {
        JobView shown = *job;
        shown.curve.clear(); // the losses of a study's many runs are no curve
        m_job->setJob(shown);
    }
    refresh();
}

void WeakStrongPage::refresh() {
    const Study* study = chosen();
    m_go_on->setVisible(study && study->state == StudyState::Begun && !m_running && m_read_only.isEmpty());
    m_remove->setEnabled(study && !m_running && m_read_only.isEmpty());
    m_form->setBlocked(!m_has_project           ? tr("Open a project first.")
                       : !m_read_only.isEmpty() ? tr("Nothing can be started here: %1.").arg(m_read_only)
                       : m_running              ? tr("A job is running: the next study can be started once it is over.")
                                                : QString());
}

void WeakStrongPage::showEvent(QShowEvent* event) {
    QWidget::showEvent(event);
    showStudy();
}

void WeakStrongPage::appendLog(const QString& line) { m_job->appendLog(line); }

void WeakStrongPage::clearLog() { m_job->clearLog(); }

} // namespace stepmark::ui
