// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/work/job_scope.h"

#include "app/work/progress_text.h"
#include "model/domain/error.h"
#include "storage/job_store.h"
#include "storage/refused_error.h"
#include "storage/transaction.h"

#include <QTime>

#include <algorithm>
#include <cstdio>
#include <utility>

namespace stepmark::work {

namespace {

/// "14:03:12  training PRM, epoch 1 of 2: 406000 tokens in 39.0 s, loss 0.4123"
std::string lineOf(const Progress& progress, double seconds) {
    char number[64];
    std::string line =
        QTime::currentTime().toString(QStringLiteral("hh:mm:ss")).toStdString() + "  " + stageWords(progress);
    if (progress.done > 0)
        line += ": " + std::to_string(progress.done);
    if (progress.done > 0 && progress.unit != Unit::None)
        line += " " + std::string(toText(progress.unit));
    std::snprintf(number, sizeof number, "%s%.1f s", progress.done > 0 ? " in " : ": ", seconds);
    line += number;
    if (progress.loss) {
        std::snprintf(number, sizeof number, ", loss %.4f", *progress.loss);
        line += number;
    }
    return progress.note.empty() ? line : line + ", " + progress.note;
}

std::chrono::seconds patienceFor(const Error& error) {
    const auto* sql = dynamic_cast<const storage::SqlError*>(&error);
    return sql && sql->isBusy() ? JobScope::kBusyPatience : JobScope::kPatience;
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
    if (m_ended)
        return;
    try {
        end(End::Failed, "The job ended without a result.");
    } catch (const std::exception& error) {
        std::fprintf(stderr, "%s\n", error.what()); // nobody is left to be told otherwise
    }
}

void JobScope::progress(const Progress& progress) {
    const std::lock_guard lock(m_mutex);
    if (!progress.sameStage(m_progress))
        closeStage();
    m_progress = progress;
}

void JobScope::closeStage() {
    const auto now = std::chrono::steady_clock::now();
    if (m_progress.stage != Stage::None)
        m_lines.push_back(lineOf(m_progress, std::chrono::duration<double>(now - m_stage_begin).count()));
    m_stage_begin = now;
}

void JobScope::beat(const std::stop_token& quit) {
    std::optional<storage::Project> project;
    std::unique_lock lock(m_mutex);
    while (!m_wake.wait_for(lock, quit, std::chrono::seconds(1), [&] { return quit.stop_requested(); })) {
        const Progress now = m_progress;
        const std::vector<std::string> lines = m_lines;
        lock.unlock();
        const bool written = beatOnce(project, now, lines);
        lock.lock();
        if (written)
            m_lines.erase(m_lines.begin(), m_lines.begin() + std::ssize(lines)); // more may have come meanwhile
    }
}

/// False where the project is busy, or its disk full or away: the next beat tells, and says what this one could not.
bool JobScope::beatOnce(std::optional<storage::Project>& project, const Progress& now,
                        const std::vector<std::string>& lines) {
    try {
        if (!project)
            project = storage::Project::open(m_project);
        storage::JobStore jobs(*project);
        storage::Transaction transaction(*project);
        const bool goes_on = jobs.heartbeat(m_id, now);
        for (const std::string& line : lines)
            jobs.log(m_id, line);
        transaction.commit();
        if (!goes_on)
            m_stop.request_stop();
        return true;
    } catch (const Error&) {
        return false;
    }
}

void JobScope::done(const std::string& result_json) { end(End::Done, result_json); }

void JobScope::failed(const std::string& message, bool cancelled) {
    end(cancelled ? End::Cancelled : End::Failed, message);
}

void JobScope::end(End how, const std::string& text) {
    m_ended = true;
    m_thread.request_stop();
    if (m_thread.joinable())
        m_thread.join();
    {
        const std::lock_guard lock(m_mutex);
        closeStage();
    }
    const auto begin = std::chrono::steady_clock::now();
    for (auto pause = std::chrono::milliseconds(50);; pause = std::min(2 * pause, std::chrono::milliseconds(2000))) {
        try {
            return writeEnd(how, text);
        } catch (const storage::RefusedError&) {
            throw; // somebody else has ended it
        } catch (const Error& error) {
            if (std::chrono::steady_clock::now() - begin > patienceFor(error))
                throw Error("The end of job " + std::to_string(m_id) + " could not be written to the project for " +
                            std::to_string(patienceFor(error).count()) + " seconds: " + error.what());
        }
        std::this_thread::sleep_for(pause);
    }
}

/// The last lines and the end, or neither.
void JobScope::writeEnd(End how, const std::string& text) {
    auto project = storage::Project::open(m_project);
    storage::JobStore jobs(project);
    storage::Transaction transaction(project);
    for (const std::string& line : m_lines)
        jobs.log(m_id, line);
    if (m_progress.stage != Stage::None)
        jobs.heartbeat(m_id, m_progress); // what was reported since the last beat
    if (how == End::Done)
        jobs.finish(m_id, text);
    else if (how == End::Cancelled)
        jobs.markCancelled(m_id);
    else
        jobs.fail(m_id, text);
    transaction.commit();
}

} // namespace stepmark::work
