// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/desktop/job_runner.h"
#include "app/desktop/storage_thread.h"
#include "app/desktop/write_queue.h"
#include "ui/shell/main_window.h"

#include <QObject>

#include <functional>
#include <memory>
#include <vector>

class QSettings;

namespace stepmark::desktop {

/// What every workshop works with; outlives it.
struct Services {
    StorageThread& storage;
    WriteQueue& writes;
    JobRunner& jobs;
    ui::MainWindow& window;
    QString worker_program; ///< stepmarkctl
};

/// One way to work on a project: pages and menu entries of the window, and what stands behind them. The desktop knows
/// no more of it than this. Main thread only.
class Workshop : public QObject {
    Q_OBJECT
public:
    /// Once: adds its pages and menu entries.
    virtual void furnish(ui::Furniture& furniture) = 0;
    virtual void projectOpened(const ProjectInfo&) {}
    /// Somebody sits down; not at a project that is read-only.
    virtual void seated(const QString& /*name*/) {}
    virtual void projectClosing() {}
    /// What is still being written in a field goes to the write queue now.
    virtual void takeIn() {}
    /// Adds to the header what its work is at.
    virtual void describe(ui::ProjectView&) const {}
    /// What is kept from one start to the next.
    virtual void saveTo(QSettings&) const {}
    virtual void restoreFrom(const QSettings&) {}

Q_SIGNALS:
    void notice(const QString& text, bool is_error);
    void headerChanged();   ///< describe() says something new
    void settingsChanged(); ///< saveTo() does
};

using WorkshopMaker = std::function<std::unique_ptr<Workshop>(const Services&)>;

/// The workshops that Stepmark comes with, in the order of their pages.
std::vector<WorkshopMaker> standardWorkshops();

} // namespace stepmark::desktop
