// SPDX-License-Identifier: GPL-3.0-or-later
//
// A command's row in the project's table of jobs, so that the window and other commands see what runs, how far it is,
// and can ask it to stop.
#pragma once

#include "model/domain/ids.h"
#include "model/run/progress.h"
#include "storage/project.h"

#include <chrono>
#include <condition_variable>
#include <filesystem>
#include <mutex>
#include <optional>
#include <stop_token>
#include <string>
#include <thread>
#include <vector>

namespace stepmark::work {

/// Claims a new job row on construction and beats its heart once a second from a thread and a connection of its own
/// (the job's may be inside a long transaction). A cancel request in the table asks `stop` to stop, and so does the
/// loss of the row to another program. Each stage that is over leaves a line in the job's log; one that could not be
/// written waits for the next beat. Without done() the job counts as failed or cancelled.
class JobScope {
public:
    JobScope(std::filesystem::path project, std::string kind, std::string arguments_json, std::stop_source stop);
    ~JobScope();
    JobScope(const JobScope&) = delete;
    JobScope& operator=(const JobScope&) = delete;

    JobId id() const { return m_id; }
    /// From any thread.
    void progress(const Progress& progress);
    /// Each is tried again while it fails: for kBusyPatience where another program writes the project, which passes;
    /// for kPatience where its disk is full or fails, which somebody has to mend who should be told soon. Throws Error,
    /// which says so, where the row could not be closed, or is not this job's any more.
    void done(const std::string& result_json);
    void failed(const std::string& message, bool cancelled);

    static constexpr std::chrono::seconds kBusyPatience{180}, kPatience{20};

private:
    enum class End { None, Done, Failed, Cancelled };
    void beat(const std::stop_token& quit);
    bool beatOnce(std::optional<storage::Project>& project, const Progress& now, const std::vector<std::string>& lines);
    void end(End how, const std::string& text);
    void writeEnd(End how, const std::string& text);
    void closeStage(); ///< with m_mutex held

    std::filesystem::path m_project;
    std::stop_source m_stop;
    JobId m_id = 0;
    std::mutex m_mutex;
    std::condition_variable_any m_wake;
    Progress m_progress;
    std::chrono::steady_clock::time_point m_stage_begin;
    std::vector<std::string> m_lines; ///< of the log, not yet on disk
    std::jthread m_thread;
    bool m_ended = false;
};

} // namespace stepmark::work
