// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/desktop/desktop_settings.h"
#include "app/desktop/storage_thread.h"
#include "app/desktop/worker_process.h"
#include "ui/shell/main_window.h"
#include "ui/start/home_entry.h"
#include "ui/start/start_page.h"

#include <QLockFile>
#include <QObject>

#include <functional>
#include <memory>

namespace stepmark::desktop {

/// Which project is open: new, sample, open, close, and the list of those opened lately. Main thread only.
class ProjectController : public QObject {
    Q_OBJECT
public:
    /// `may_leave`: asked before the open project is left; false: it stays.
    ProjectController(StorageThread& storage, DesktopSettings& settings, ui::MainWindow& window, QString worker_program,
                      std::function<bool()> may_leave, QObject* parent = nullptr);

    /// Where a project is chosen; for the window, which takes it over.
    ui::PageEntry homePage() { return ui::homeEntry(m_window, *m_start); }

    void create(const QString& path, const QString& title);
    void makeSample(const QString& path);
    void open(const QString& path);
    void close();
    /// The open project, which was moved, deleted or replaced, goes on with the file at `path`: a copy of it.
    void goOnAt(const QString& path);

    bool isOpen() const { return !m_project.path.isEmpty(); }
    const ProjectInfo& project() const { return m_project; }
    bool isBusy() const { return m_sample.isRunning() || m_opening; }

    static constexpr int kFirstQueue = 20; ///< solutions that a new sample project proposes to label

Q_SIGNALS:
    void opened(const stepmark::desktop::ProjectInfo& project);
    void aboutToClose(); ///< everything is on disk, or (goOnAt) follows; the storage thread closes it next
    void closed();
    void goingOnFailed(const QString& why); ///< the project stays open as it was

private:
    void showRecent();
    void wasOpened(const ProjectInfo& project);
    void openFailed(const QString& path, const QString& message);
    void sampleEnded(const WorkerOutcome& outcome);
    bool leave();
    void warnOfOtherWindow();

    StorageThread& m_storage;
    DesktopSettings& m_settings;
    ui::MainWindow& m_window;
    ui::StartPage* m_start;
    WorkerProcess m_sample;
    QString m_sample_path;
    bool m_sample_made = false; ///< its first queue is what is missing
    std::function<bool()> m_may_leave;
    ProjectInfo m_project;
    bool m_opening = false;
    std::unique_ptr<QLockFile> m_lock; ///< tells a second window of this user; keeps nobody out
};

} // namespace stepmark::desktop
