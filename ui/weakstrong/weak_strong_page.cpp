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
    fitList();
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
