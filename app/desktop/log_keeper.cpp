// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/log_keeper.h"

#include "storage/project.h"

#include <exception>
#include <stop_token>
#include <utility>

namespace stepmark::desktop {

LogKeeper::LogKeeper(const std::filesystem::path& project, std::chrono::milliseconds pause)
    : m_pause(pause)
    , m_thread([this, project](const std::stop_token& stop) { keep(stop, project); }) {}

void LogKeeper::touch() {
    {
        const std::lock_guard lock(m_mutex);
        m_touched = true;
    }
    m_wake.notify_one();
}

void LogKeeper::keep(const std::stop_token& stop, const std::filesystem::path& project) {
    try {
        storage::Project mine = storage::Project::open(project);
        std::unique_lock lock(m_mutex);
        const auto touched = [this] { return std::exchange(m_touched, false); };
        while (m_wake.wait(lock, stop, touched)) {
            while (m_wake.wait_for(lock, stop, m_pause, touched)) {
            }
            lock.unlock();
            mine.foldLog();
            lock.lock();
        }
    } catch (const std::exception&) {
        // A full or broken disk. The next mark says so, where somebody reads it.
    }
}

} // namespace stepmark::desktop
