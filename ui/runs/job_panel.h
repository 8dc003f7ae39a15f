// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/jobs/job_view.h"

#include <QElapsedTimer>
#include <QFrame>

#include <optional>

class QPlainTextEdit;
class QPushButton;
class QVBoxLayout;

namespace stepmark::ui {

class ElidedLabel;
class PlainLabel;
class PlotView;
class ThinBar;

/// The background job: stages, bar, rate, time left, loss curve, log, cancel. Main thread only.
class JobPanel : public QFrame {
    Q_OBJECT
public:
    explicit JobPanel(QWidget* parent = nullptr);

    void setJob(const JobView& job);
    void appendLog(const QString& line);
    void clearLog();
    QPlainTextEdit* log() const { return m_log; }
    QPushButton* cancelButton() const { return m_cancel; }
    /// Null until there was a curve to draw.
    PlotView* lossView() const { return m_loss; }
    static constexpr int kLogLines = 2000; ///< older lines are dropped
    static constexpr int kRedraw_ms = 400; ///< the curve is drawn at most so often
    QString progressText() const;
    QString errorText() const;

Q_SIGNALS:
    void cancelRequested(stepmark::JobId job);

private:
    void buildHead(QVBoxLayout* layout);
    void buildLog(QVBoxLayout* layout);
    void setStages(const std::vector<StageView>& stages);
    void setFacts(const JobView& job);
    void setCurve(const JobView& job);

    JobId m_id = 0;
    PlainLabel* m_title = nullptr;
    PlainLabel* m_state = nullptr;
    PlainLabel* m_stages = nullptr;
    PlainLabel* m_error = nullptr;
    ElidedLabel* m_progress = nullptr;
    ThinBar* m_bar = nullptr;
    QPushButton* m_cancel = nullptr;
    QPushButton* m_toggle_log = nullptr;
    QPlainTextEdit* m_log = nullptr;
    QVBoxLayout* m_layout = nullptr;
    PlotView* m_loss = nullptr;
    QElapsedTimer m_drawn;
};

} // namespace stepmark::ui
