// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/desktop/desktop_settings.h"
#include "app/desktop/job_runner.h"
#include "app/desktop/leave_guard.h"
#include "app/desktop/lost_project.h"
#include "app/desktop/project_controller.h"
#include "app/desktop/seat_controller.h"
#include "app/desktop/storage_thread.h"
#include "app/desktop/workshop.h"
#include "app/desktop/write_queue.h"
#include "ui/shell/main_window.h"

#include <QObject>

#include <memory>
#include <optional>
#include <vector>

namespace stepmark::desktop {

struct DesktopOptions {
    QString settings_file;             ///< empty: where the system keeps settings
    QString worker_program;            ///< stepmarkctl; empty: the one beside this program
    bool same_labeler = false;         ///< who sat here last goes on with the first project: nobody is asked
    std::optional<QString> language{}; ///< what is installed, of Language::codes(); nullopt: what the settings say
    std::vector<WorkshopMaker> workshops = standardWorkshops();
};

/// The window with all that stands behind it: storage, jobs, who sits here, which project is open, and a list of
/// workshops whose pages it knows nothing of. Main thread only.
class Desktop : public QObject {
    Q_OBJECT
public:
    explicit Desktop(const DesktopOptions& options = {});
    ~Desktop() override;

    ui::MainWindow& window() { return m_window; }
    StorageThread& storage() { return m_storage; }
    WriteQueue& writes() { return m_writes; }
    JobRunner& jobs() { return m_jobs; }
    ProjectController& projects() { return m_projects; }
    SeatController& seat() { return m_seat; }
    LeaveGuard& guard() { return m_guard; }
    const std::vector<std::unique_ptr<Workshop>>& workshops() const { return m_workshops; }

    void show();
    void open(const QString& path) { m_projects.open(path); }

    /// What the event loop ends with when the window is to be made anew in another language.
    static constexpr int kAnotherLanguage = 77;

private:
    void makeWorkshops(const DesktopOptions& options);
    void wireProject();
    void projectOpened(const ProjectInfo& project);
    void showReadOnly(const QString& why);
    void wirePeople();
    void wireWindow();
    void wireLook();
    void showRefused();
    void showVersions(const QString& project);
    void showHeader();
    void saveLook();
    void offerLanguages();
    void changeLanguage(const QString& code);

    DesktopSettings m_settings;
    QString m_language;       ///< of Language::codes(), that of this window
    QString m_worker_program; ///< stepmarkctl
    StorageThread m_storage;  ///< before all that asks it
    ui::MainWindow m_window;
    WriteQueue m_writes;
    JobRunner m_jobs;
    LeaveGuard m_guard;
    SeatController m_seat;
    ProjectController m_projects;
    LostProject m_lost;
    std::vector<std::unique_ptr<Workshop>> m_workshops;
};

} // namespace stepmark::desktop
