// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/desktop/data_controller.h"
#include "app/desktop/desktop_settings.h"
#include "app/desktop/hold_out_controller.h"
#include "app/desktop/job_runner.h"
#include "app/desktop/label_controller.h"
#include "app/desktop/labelers_controller.h"
#include "app/desktop/leave_guard.h"
#include "app/desktop/lost_project.h"
#include "app/desktop/project_controller.h"
#include "app/desktop/review_controller.h"
#include "app/desktop/round_controller.h"
#include "app/desktop/seat_controller.h"
#include "app/desktop/storage_thread.h"
#include "app/desktop/transfer_controller.h"
#include "app/desktop/write_queue.h"
#include "ui/main_window.h"

#include <QObject>

#include <optional>

namespace stepmark::desktop {

struct DesktopOptions {
    QString settings_file;             ///< empty: where the system keeps settings
    QString worker_program;            ///< stepmarkctl; empty: the one beside this program
    bool same_labeler = false;         ///< who sat here last goes on with the first project: nobody is asked
    std::optional<QString> language{}; ///< what is installed, of Language::codes(); nullopt: what the settings say
};

/// The window with all that stands behind it: everything is made and wired here. Main thread only.
class Desktop : public QObject {
    Q_OBJECT
public:
    explicit Desktop(const DesktopOptions& options = {});
    ~Desktop() override;

    ui::MainWindow& window() { return m_window; }
    StorageThread& storage() { return m_storage; }
    WriteQueue& writes() { return m_writes; }
    JobRunner& jobs() { return m_jobs; }
    LabelController& label() { return m_label; }
    DataController& data() { return m_data; }
    ProjectController& projects() { return m_projects; }
    SeatController& seat() { return m_seat; }
    LeaveGuard& guard() { return m_guard; }

    void show();
    void open(const QString& path) { m_projects.open(path); }

    /// What the event loop ends with when the window is to be made anew in another language.
    static constexpr int kAnotherLanguage = 77;

private:
    void wireProject();
    void wirePeople();
    void showReadOnly(const QString& why);
    void wirePages();
    void wireLook();
    void showRefused();
    void showVersions(const QString& project);
    void showHeader();
    void offerLanguages();
    void changeLanguage(const QString& code);

    DesktopSettings m_settings;
    QString m_language;      ///< of Language::codes(), that of this window
    StorageThread m_storage; ///< before all that asks it
    ui::MainWindow m_window;
    WriteQueue m_writes;
    JobRunner m_jobs;
    LeaveGuard m_guard;
    LabelController m_label;
    ReviewController m_review;
    DataController m_data;
    SeatController m_seat;
    LabelersController m_labelers;
    RoundController m_rounds;
    TransferController m_transfer;
    HoldOutController m_hold_out;
    ProjectController m_projects;
    LostProject m_lost;
};

} // namespace stepmark::desktop
