// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/jobs/job_view.h"
#include "ui/weakstrong/study_view.h"

#include <QPointer>
#include <QWidget>

#include <optional>
#include <vector>

class QScrollArea;
class QStackedWidget;
class QTabBar;
class QMessageBox;
class QPushButton;
class QTableView;

namespace stepmark::ui {

class AddTaskDialog;
class CostPanel;
class JobPanel;
class MessagePanel;
class PlainLabel;
class RunPanel;
class StudyForm;
class StudyList;
class StudyPanel;

/// Weak models teach strong ones: the studies of the project with their figures, one run of them, and the next study.
/// Takes values, emits intent. Plots are made when they are first seen. Main thread only.
class WeakStrongPage : public QWidget {
    Q_OBJECT
public:
    enum class Tab { Studies, NewStudy };

    explicit WeakStrongPage(QWidget* parent = nullptr);

    Tab tab() const;
    /// The study in sight; 0: none.
    std::int64_t study() const;
    bool showsRun() const;
    QTableView* list() const { return m_list; }
    StudyPanel* panel() const { return m_panel; }
    RunPanel* runPanel() const { return m_run; }
    StudyForm* form() const { return m_form; }
    CostPanel* cost() const { return m_cost; }
    JobPanel* jobPanel() const { return m_job; }
    /// Null while nobody is asked.
    AddTaskDialog* dialog() const { return m_dialog; }
    QPushButton* removeButton() const { return m_remove; }
    /// What is asked before something goes. Null while nobody is asked.
    QMessageBox* question() const;

public Q_SLOTS:
    void showTab(stepmark::ui::WeakStrongPage::Tab tab);
    void showNoProject();
    /// A project is open; `read_only`: why nothing can be started in it, empty: it can.
    void setReady(const QString& read_only);
    /// The oldest first. The chosen study stays in sight.
    void setStudies(const std::vector<stepmark::Study>& studies);
    void setTasks(const std::vector<stepmark::ui::TaskRow>& tasks);
    void chooseTask(const QString& name);
    void chooseStudy(std::int64_t study);
    /// The answer to runWanted(); one that is not wanted any more is left out.
    void setRun(const stepmark::ui::RunView& run);
    void setRunFailed(const stepmark::ui::RunPlace& place, const QString& message);
    void setCost(const stepmark::ui::StudyCost& cost);
    void setCostFailed(const QString& message);
    void setJob(const std::optional<stepmark::ui::JobView>& job);
    void appendLog(const QString& line);
    void clearLog();

Q_SIGNALS:
    void startStudy(const stepmark::StudySpec& spec);
    void addTask(const stepmark::ui::NewTask& task);
    void removeTask(const QString& name);
    void removeStudy(std::int64_t study);
    void costWanted(const stepmark::StudySpec& spec);
    void costUnwanted();
    void runWanted(const stepmark::ui::RunPlace& place);
    void cancelJob(stepmark::JobId job);
    void notice(const QString& text, bool is_error);
    void projectWanted();

protected:
    void showEvent(QShowEvent* event) override;

private:
    QWidget* buildHead();
    QWidget* buildStudies();
    QWidget* buildForm();
    void connectParts();
    void fitList();
    void showStudy();
    void showFigure(int figure);
    void leaveRun();
    void askTask();
    void askToRemoveStudy();
    void goOn();
    void bringIntoSight(QWidget* part);
    void forgetCost();
    void refresh();
    const Study* chosen() const;

    std::vector<Study> m_studies; ///< the oldest first
    std::vector<TaskRow> m_tasks;
    QString m_read_only;
    std::optional<RunPlace> m_wanted; ///< the run that is shown or waited for
    bool m_has_project = false;
    bool m_running = false;
    bool m_tab_chosen = false;         ///< by the user, or by the first list
    bool m_shown = false;              ///< the study in sight is drawn
    QStackedWidget* m_stack = nullptr; ///< message, or all the rest
    MessagePanel* m_message = nullptr;
    QScrollArea* m_area = nullptr;
    QTabBar* m_tabs = nullptr;
    JobPanel* m_job = nullptr;
    QWidget* m_studies_tab = nullptr;
    QWidget* m_form_tab = nullptr;
    QWidget* m_overview = nullptr; ///< list and figures; a run takes their place
    PlainLabel* m_none = nullptr;
    StudyList* m_model = nullptr;
    QTableView* m_list = nullptr;
    QWidget* m_go_on = nullptr;
    QPushButton* m_remove = nullptr;
    QPointer<QMessageBox> m_question;
    StudyPanel* m_panel = nullptr;
    RunPanel* m_run = nullptr;
    StudyForm* m_form = nullptr;
    CostPanel* m_cost = nullptr;
    AddTaskDialog* m_dialog = nullptr;
};

} // namespace stepmark::ui
