// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/rounds/round_view.h"

#include <QWidget>

#include <optional>
#include <vector>

class QStackedWidget;
class QTableView;

namespace stepmark::ui {

class JobPanel;
class PlainLabel;
class RoundForm;
class RoundTable;

/// Start a round, watch it, and see what the rounds before were worth. Takes values, emits intent. Main thread only.
class RoundsPage : public QWidget {
    Q_OBJECT
public:
    explicit RoundsPage(QWidget* parent = nullptr);

    RoundForm* form() const { return m_form; }
    JobPanel* jobPanel() const { return m_job; }
    static constexpr int kLogLines = 2000; ///< older lines are dropped

public Q_SLOTS:
    /// Without a project nothing can be started; `why_not` is shown then. Empty: a round can be started.
    void setReady(const QString& why_not);
    void setDefaults(const stepmark::ui::RoundRequest& request);
    void setHistory(const std::vector<stepmark::ui::RoundRow>& rows);
    void setJob(const std::optional<stepmark::ui::JobView>& job);
    void appendLog(const QString& line);
    void clearLog();

Q_SIGNALS:
    void startRound(const stepmark::ui::RoundRequest& request);
    void cancelJob(stepmark::JobId job);

private:
    void buildHistory();
    void fitTable();
    void refreshForm();

    RoundForm* m_form = nullptr;
    JobPanel* m_job = nullptr;
    PlainLabel* m_form_caption = nullptr;
    QStackedWidget* m_history_stack = nullptr;
    QTableView* m_table = nullptr;
    RoundTable* m_model = nullptr;
    QString m_why_not;
    bool m_running = false;
};

} // namespace stepmark::ui
