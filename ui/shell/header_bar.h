// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/jobs/job_view.h"
#include "ui/shell/window_views.h"

#include <QWidget>

class QPushButton;

namespace stepmark::ui {

class ElidedLabel;
class PlainLabel;
class ThinBar;

/// The window's top: project, round, queue; the running job; who labels. Main thread only.
class HeaderBar : public QWidget {
    Q_OBJECT
public:
    explicit HeaderBar(QWidget* parent = nullptr);
    void setProject(const std::optional<ProjectView>& project);
    void setJob(const std::optional<JobView>& job);

Q_SIGNALS:
    void labelerClicked();

private:
    ElidedLabel* m_title = nullptr;
    PlainLabel* m_round = nullptr;
    ElidedLabel* m_queue = nullptr;
    ElidedLabel* m_job = nullptr;
    ThinBar* m_bar = nullptr;
    ElidedLabel* m_left = nullptr;
    QPushButton* m_labeler = nullptr;
};

} // namespace stepmark::ui
