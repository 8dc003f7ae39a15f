// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/work/job_scope.h"

#include "model/domain/error.h"
#include "storage/job_store.h"

#include <QTime>

#include <cstdio>
#include <utility>

namespace stepmark::work {

namespace {

/// "14:03:12  training PRM, epoch 1 of 2: 406000 tokens in 39.0 s, loss 0.4123"
std::string lineOf(const Progress& progress, double seconds) {
    char number[64];
    std::string line = QTime::currentTime().toString(QStringLiteral("hh:mm:ss")).toStdString() + "  " + progress.stage;
    if (progress.done > 0)
        line += ": " + std::to_string(progress.done) + (progress.unit.empty() ? "" : " " + progress.unit);
    std::snprintf(number, sizeof number, "%s%.1f s", progress.done > 0 ? " in " : ": ", seconds);
    line += number;
    if (progress.loss >= 0) {
        std::snprintf(number, sizeof number, ", loss %.4f", progress.loss);
        line += number;
    }
    return progress.detail.empty() ? line : line + ", " + progress.detail;
}

} // namespace

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
    if (progress.stage != m_progress.stage)
        closeStage();
    m_progress = progress;
}

void JobScope::closeStage() {
    const auto now = std::chrono::steady_clock::now();
    if (!m_progress.stage.empty())
        m_lines.push_back(lineOf(m_progress, std::chrono::duration<double>(now - m_stage_begin).count()));
    m_stage_begin = now;
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
            const std::vector<std::string> lines = std::exchange(m_lines, {});
            lock.unlock();
            try {
                if (!jobs.heartbeat(m_id, now))
                    m_stop.request_stop();
                for (const std::string& line : lines)
                    jobs.log(m_id, line);
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
        closeStage();
        for (const std::string& line : m_lines)
            jobs.log(m_id, line);
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
