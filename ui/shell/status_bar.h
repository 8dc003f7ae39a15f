// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/jobs/job_view.h"
#include "ui/shell/window_views.h"

#include <QWidget>

class QPushButton;

namespace stepmark::ui {

class ElidedLabel;
class PlainLabel;

/// The window's foot: whether every mark is on disk, how long the last one took, and what runs. Main thread only.
class StatusBar : public QWidget {
    Q_OBJECT
public:
    explicit StatusBar(QWidget* parent = nullptr);
    /// nullopt: no project, nothing to save.
    void setSavedState(const std::optional<SavedState>& state);
    void setJob(const std::optional<JobView>& job);
    QString savedText() const;
    QPushButton* retryButton() const { return m_retry; }
    QPushButton* refusedButton() const { return m_refused; }

Q_SIGNALS:
    void retryRequested();
    void refusedWanted();

private:
    ElidedLabel* m_saved = nullptr;
    QPushButton* m_retry = nullptr;
    QPushButton* m_refused = nullptr;
    PlainLabel* m_last = nullptr;
    ElidedLabel* m_job = nullptr;
};

} // namespace stepmark::ui
