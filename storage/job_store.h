// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/domain/ids.h"
#include "model/run/progress.h"
#include "storage/project.h"

#include <chrono>
#include <string_view>
#include <vector>

namespace stepmark::storage {

enum class JobState { Queued, Running, Done, Failed, Cancelled };
const char* toText(JobState state); ///< "queued", "running", "done", "failed", "cancelled"

/// A piece of background work.
struct Job {
    JobId id = 0;
    std::string kind;             ///< subcommand: "round", "train", ...
    std::string arguments = "{}"; ///< JSON
    JobState state = JobState::Queued;
    std::int64_t pid = 0; ///< worker, 0 while queued
    std::string host;
    std::string heartbeat_at; ///< ISO 8601, UTC, empty while queued
    std::string stage; ///< what it did last, a word of model/run/progress.h
    std::int64_t done = 0;
    std::int64_t total = 0; ///< 0 where unknown
    std::string message;    ///< last word: note while running, error where failed
    bool cancel_requested = false;
    std::string result = "{}"; ///< JSON; while the job runs its progress, see model/run/progress_json.h
    std::string created_at, started_at, ended_at;
    std::string process; ///< of the worker, see process.h; empty where it could not say
};

/// What a running job last reported, its pace included.
Progress progressOf(const Job& job);

/// Table job: the only way in which the desktop and the workers talk. Thread rule: that of its Project; any number of
/// processes.
class JobStore {
public:
    explicit JobStore(Project& project);

    JobId enqueue(std::string_view kind, const std::string& arguments_json = "{}");
    /// Takes the oldest queued job for this process, in a transaction: no two workers get the same. nullopt: none is
    /// queued.
    std::optional<Job> claim();
    /// Takes that one; nullopt if it is not queued (any more).
    std::optional<Job> claim(JobId id);

    /// Heartbeat with progress: call it as often as you like, it writes at most twice a second. Returns false if the
    /// job should stop: cancel was requested, or it is no longer this process's (it was given up as dead).
    bool heartbeat(JobId id, const Progress& progress = {});
    void log(JobId id, std::string_view line);
    /// Lines after the first `skip`, oldest first.
    std::vector<std::string> logLines(JobId id, std::int64_t skip = 0) const;

    /// Each throws RefusedError where the job is not this process's (any more).
    void finish(JobId id, const std::string& result_json = "{}");
    void fail(JobId id, const std::string& message);
    void markCancelled(JobId id);
    /// A queued job is cancelled at once; a running one is asked to. False if it had ended.
    bool requestCancel(JobId id);

    /// Running jobs whose worker is dead: no such process where it can be asked for, else no heartbeat for so long. One
    /// that lives is never among them, however busy it or the project is.
    std::vector<Job> findDead(std::int64_t silent_s = kSilent_s) const;
    std::vector<Job> findLiving(std::int64_t silent_s = kSilent_s) const; ///< the other running ones, by id
    /// Fails the dead ones, with the reason.
    void giveUpDead();
    /// Takes `what` for the running job until it ends, however it ends. Returns the living job that has it instead;
    /// nothing is written then.
    std::optional<Job> hold(JobId id, const std::string& what);
    std::optional<Job> holder(const std::string& what) const; ///< the living one

    static constexpr std::int64_t kSilent_s = 60;
    /// Back into the queue, to go on from its checkpoint. False if it is not running.
    bool requeue(JobId id);
    /// A dead job is failed, with the reason. False if it is not running.
    bool giveUp(JobId id, const std::string& message);

    std::optional<Job> find(JobId id) const;
    std::vector<Job> list(std::int64_t limit = 0) const; ///< newest first

private:
    std::vector<Job> running() const;
    void end(JobId id, JobState state, const std::string& result, const std::string& message);

    Connection& m_connection;
    JobId m_beat_job = 0; ///< what the last heartbeat wrote, and when
    Progress m_beat;
    std::chrono::steady_clock::time_point m_beat_at{};
};

} // namespace stepmark::storage
