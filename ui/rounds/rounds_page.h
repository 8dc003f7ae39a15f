// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/domain/round_summary.h"
#include "ui/jobs/job_view.h"
#include "ui/rounds/round_view.h"

#include <QWidget>

#include <optional>
#include <vector>

class QScrollArea;
class QStackedWidget;
class QTabBar;
class QVBoxLayout;

namespace stepmark::ui {

class EstimatePanel;
class GridTab;
class JobPanel;
class MessagePanel;
class PlainLabel;
class RoundForm;
class RoundResults;
class UnfinishedPanel;

/// Start a round, watch it, and see what the rounds before were worth. Takes values, emits intent. What is dear to draw
/// is made when it is first seen. Main thread only.
class RoundsPage : public QWidget {
    Q_OBJECT
public:
    enum class Tab { Results, NextRound, Compare };

    explicit RoundsPage(QWidget* parent = nullptr);

    RoundForm* form() const { return m_form; }
    GridTab* grid() const { return m_grid; }
    JobPanel* jobPanel() const { return m_job; }
    EstimatePanel* estimatePanel() const { return m_estimate; }
    UnfinishedPanel* unfinishedPanel() const { return m_unfinished; }
    /// Null until rounds were to be shown.
    RoundResults* results() const { return m_results; }
    Tab tab() const;
    /// What stands in the form's place while a job runs.
    QString waitingText() const;

public Q_SLOTS:
    void showTab(stepmark::ui::RoundsPage::Tab tab);
    void showNoProject();
    /// A project is open: a round can be started.
    void setReady();
    /// What the form begins with.
    void setDefaults(const stepmark::RoundSpec& spec);
    /// What it would begin with now; the user's own choices stay.
    void propose(const stepmark::RoundSpec& spec);
    /// By number.
    void setHistory(const std::vector<stepmark::RoundSummary>& rounds);
    void setUnfinished(const std::optional<stepmark::ui::UnfinishedRound>& round);
    void setJob(const std::optional<stepmark::ui::JobView>& job);
    void setEstimate(const stepmark::ui::RoundEstimate& estimate);
    void setEstimateFailed(const QString& message);
    void appendLog(const QString& line);
    void clearLog();

Q_SIGNALS:
    void startRound(const stepmark::RoundSpec& spec);
    void resumeRound();
    void discardRound();
    void cancelJob(stepmark::JobId job);
    /// The form is seen and says something new; the answer is setEstimate() or setEstimateFailed().
    void estimateWanted(const stepmark::RoundSpec& spec);
    void estimateUnwanted();
    void notice(const QString& text, bool is_error);
    void projectWanted();

protected:
    void showEvent(QShowEvent* event) override;
    void hideEvent(QHideEvent* event) override;

private:
    QWidget* buildTabs();
    QWidget* buildResultsTab();
    QWidget* buildFormTab();
    void showHistory();
    void refreshForm();
    void takeChoices(const TrainOptions& options);
    void askForEstimate();

    QScrollArea* m_area = nullptr;
    QTabBar* m_tabs = nullptr;
    QWidget* m_results_tab = nullptr;
    QWidget* m_form_tab = nullptr;
    RoundForm* m_form = nullptr;
    GridTab* m_grid = nullptr;
    EstimatePanel* m_estimate = nullptr;
    JobPanel* m_job = nullptr;
    UnfinishedPanel* m_unfinished = nullptr;
    MessagePanel* m_message = nullptr;
    QStackedWidget* m_stack = nullptr; ///< message, or all the rest
    RoundResults* m_results = nullptr;
    PlainLabel* m_no_results = nullptr;
    PlainLabel* m_running_hint = nullptr;
    QVBoxLayout* m_results_layout = nullptr;
    std::vector<RoundSummary> m_rounds;
    bool m_rounds_shown = false; ///< m_rounds is what the results show
    bool m_tab_chosen = false;   ///< by the user, or by the first history
    bool m_has_project = false;
    std::optional<JobKind> m_running;     ///< nullopt: nothing is
    std::optional<RoundSpec> m_estimated; ///< what the estimate was last asked for
};

} // namespace stepmark::ui
