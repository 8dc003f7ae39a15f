// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <condition_variable>
#include <filesystem>
#include <mutex>
#include <thread>

namespace stepmark::desktop {

/// Folds a project's write-ahead log into its file in the labeler's pauses, on a thread and a connection of its own: on a
/// slow disk that takes a fifth of a second, and a mark made then would wait. What is in the log is as safe as what is
/// in the file; where folding fails, nothing is lost and the log grows for a while. Any thread; the destructor waits for
/// a fold under way.
class LogKeeper {
public:
    explicit LogKeeper(const std::filesystem::path& project, std::chrono::milliseconds pause = std::chrono::seconds(3));

    /// Something was asked of the project just now: the next fold is one pause away.
    void touch();

private:
    void keep(const std::stop_token& stop, const std::filesystem::path& project);

    const std::chrono::milliseconds m_pause;
    std::mutex m_mutex;
    std::condition_variable_any m_wake;
    bool m_touched = false;
    std::jthread m_thread; ///< last: it uses the others
};

} // namespace stepmark::desktop
