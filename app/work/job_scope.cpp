// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/work/job_scope.h"

#include "model/domain/error.h"
#include "storage/job_store.h"

namespace stepmark::work {

JobScope::JobScope(std::filesystem::path project, std::string kind, std::string arguments_json, std::stop_source stop)
    : m_project(std::move(project))
    , m_stop(std::move(stop)) {
    auto connection = storage::Project::open(m_project);
    storage::JobStore jobs(connection);
    m_id = jobs.enqueue(kind, arguments_json);
    if (!jobs.claim(m_id))
        throw Error("Job " + std::to_string(m_id) + " was taken by another worker; try again.");
    m_thread = std::jthread([this](const std::stop_token& quit) { beat(quit); });
}

JobScope::~JobScope() {
    if (!m_ended)
        end(End::Failed, "The job ended without a result.");
}

void JobScope::progress(const Progress& progress) {
    const std::lock_guard lock(m_mutex);
    m_progress = progress;
}

void JobScope::beat(const std::stop_token& quit) {
    try {
        auto connection = storage::Project::open(m_project);
        storage::JobStore jobs(connection);
        std::unique_lock lock(m_mutex);
        while (!quit.stop_requested()) {
            m_wake.wait_for(lock, quit, std::chrono::seconds(1), [] { return false; });
            if (quit.stop_requested())
                return;
            const Progress now = m_progress;
            lock.unlock();
            try {
                if (!jobs.heartbeat(m_id, now))
                    m_stop.request_stop();
            } catch (const Error&) {
                // The project is locked by a long write: the next beat tells.
            }
            lock.lock();
        }
    } catch (const Error&) {
        // Without a heartbeat the job still runs; others may think it dead, which its end will correct.
    }
}

void JobScope::done(const std::string& result_json) { end(End::Done, result_json); }

void JobScope::failed(const std::string& message, bool cancelled) {
    end(cancelled ? End::Cancelled : End::Failed, message);
}

void JobScope::end(End how, std::string text) {
    m_ended = true;
    m_thread.request_stop();
    if (m_thread.joinable())
        m_thread.join();
    try {
        auto connection = storage::Project::open(m_project);
        storage::JobStore jobs(connection);
        if (how == End::Done)
            jobs.finish(m_id, text);
        else if (how == End::Cancelled)
            jobs.markCancelled(m_id);
        else
            jobs.fail(m_id, text);
    } catch (const Error&) {
        // The result itself is stored by the job; only its row says "running" until it is found dead.
    }
}

} // namespace stepmark::work
