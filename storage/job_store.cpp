// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/job_store.h"

#include "model/run/progress_json.h"
#include "storage/process.h"
#include "storage/refused_error.h"
#include "storage/statement.h"
#include "storage/transaction.h"

#include <nlohmann/json.hpp>

#include <QDateTime>

#include <algorithm>
#include <unistd.h>

namespace stepmark::storage {

namespace {

constexpr const char* kSelectJobs = "SELECT id, kind, arguments, state, pid, host, heartbeat_at, stage, done, total, "
                                    "message, cancel_requested, result, "
                                    "created_at, started_at, ended_at, process FROM job ";

JobState stateFromText(const std::string& text) {
    for (const JobState state : {JobState::Running, JobState::Done, JobState::Failed, JobState::Cancelled})
        if (text == toText(state))
            return state;
    return JobState::Queued;
}

Job jobOf(const Statement& row) {
    return {row.integer(0), row.text(1),    row.text(2),  stateFromText(row.text(3)),
            row.integer(4), row.text(5),    row.text(6),  row.text(7),
            row.integer(8), row.integer(9), row.text(10), row.flag(11),
            row.text(12),   row.text(13),   row.text(14), row.text(15),
            row.text(16)};
}

std::vector<Job> all(Statement& statement) {
    std::vector<Job> jobs;
    while (statement.next())
        jobs.push_back(jobOf(statement));
    return jobs;
}

/// What a row of this process's own says of it.
constexpr const char* kMine = "state = 'running' AND pid = ? AND host = ? AND process = ?";

bool isDead(const Job& job, std::int64_t silent_s) {
    if (const Life life = lifeOf(job.pid, job.process); life != Life::Unknown)
        return life == Life::Dead;
    const QDateTime last = QDateTime::fromString(QString::fromStdString(job.heartbeat_at), Qt::ISODateWithMs);
    return last < QDateTime::currentDateTimeUtc().addSecs(-silent_s);
}

std::string textOf(const Progress& progress) {
    return toJson(progress).dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

// id 0: the oldest that is queued.
std::optional<Job> take(Connection& connection, JobId id) {
    Transaction transaction(connection);
    Statement select(connection,
                     std::string(kSelectJobs) + (id == 0 ? "WHERE state = 'queued' AND ? = 0 ORDER BY id LIMIT 1"
                                                         : "WHERE state = 'queued' AND id = ?"));
    auto jobs = all(select.run(id));
    if (!jobs.empty()) {
        Job& job = jobs.front();
        job.state = JobState::Running;
        job.pid = ::getpid();
        job.host = thisHost();
        job.process = thisProcess();
        job.started_at = job.heartbeat_at = nowUtc();
        Statement(connection,
                  "UPDATE job SET state = 'running', pid = ?, host = ?, process = ?, started_at = ?, heartbeat_at = ? "
                  "WHERE id = ?")
            .run(job.pid, job.host, job.process, job.started_at, job.heartbeat_at, job.id);
    }
    transaction.commit();
    return jobs.empty() ? std::nullopt : std::optional(jobs.front());
}

} // namespace

const char* toText(JobState state) {
    switch (state) {
    case JobState::Running:
        return "running";
    case JobState::Done:
        return "done";
    case JobState::Failed:
        return "failed";
    case JobState::Cancelled:
        return "cancelled";
    case JobState::Queued:
        break;
    }
    return "queued";
}

JobStore::JobStore(Project& project)
    : m_connection(project.connection()) {}

JobId JobStore::enqueue(std::string_view kind, const std::string& arguments_json) {
    Statement insert(m_connection, "INSERT INTO job (kind, arguments, created_at) VALUES (?, ?, ?)");
    insert.run(kind, arguments_json, nowUtc());
    return insert.insertedId();
}

std::optional<Job> JobStore::claim() { return take(m_connection, 0); }

std::optional<Job> JobStore::claim(JobId id) { return id == 0 ? std::nullopt : take(m_connection, id); }

bool JobStore::heartbeat(JobId id, const Progress& progress) {
    using namespace std::chrono;
    const auto now = steady_clock::now();
    const bool due = id != m_beat_job || !progress.sameStage(m_beat) || now - m_beat_at >= milliseconds(500);
    if (due) {
        Statement(m_connection,
                  "UPDATE job SET heartbeat_at = ?, stage = ?, done = ?, total = ?, message = ?, result = ? "
                  "WHERE id = ? AND " +
                      std::string(kMine))
            .run(nowUtc(), toText(progress.stage), progress.done, progress.total, progress.note, textOf(progress), id,
                 std::int64_t{::getpid()}, thisHost(), thisProcess());
        m_beat_at = now;
        m_beat_job = id;
        m_beat = progress;
    }
    Statement select(m_connection, "SELECT 1 FROM job WHERE id = ? AND cancel_requested = 0 AND " + std::string(kMine));
    return select.run(id, std::int64_t{::getpid()}, thisHost(), thisProcess()).next();
}

void JobStore::log(JobId id, std::string_view line) {
    Statement(m_connection, "INSERT INTO job_log (job_id, line, created_at) VALUES (?, ?, ?)").run(id, line, nowUtc());
}

std::vector<std::string> JobStore::logLines(JobId id, std::int64_t skip) const {
    Statement statement(m_connection, "SELECT line FROM job_log WHERE job_id = ? ORDER BY id LIMIT ? OFFSET ?");
    statement.run(id, INT64_MAX, skip);
    std::vector<std::string> lines;
    while (statement.next())
        lines.push_back(statement.text(0));
    return lines;
}

void JobStore::end(JobId id, JobState state, const std::string& result, const std::string& message) {
    // What is done is done to its end, whatever was last reported of it; who counted nothing has done one thing.
    const std::string most = "CASE WHEN total > done THEN total WHEN done > 0 THEN done ELSE 1 END";
    const std::string whole = state == JobState::Done ? ", done = " + most + ", total = " + most : "";
    Statement update(m_connection, "UPDATE job SET state = ?, result = ?, message = ?, ended_at = ?, heartbeat_at = ?" +
                                       whole + " WHERE id = ? AND " + std::string(kMine));
    const std::string now = nowUtc();
    update.run(toText(state), result, message, now, now, id, std::int64_t{::getpid()}, thisHost(), thisProcess());
    if (update.changed() == 0)
        throw RefusedError("Job " + std::to_string(id) +
                           " is not this process's any more: another program gave it up, or ended it, and its row in "
                           "the list of jobs says so. 'stepmarkctl jobs' shows it.");
}

void JobStore::finish(JobId id, const std::string& result_json) { end(id, JobState::Done, result_json, ""); }
void JobStore::fail(JobId id, const std::string& message) { end(id, JobState::Failed, "{}", message); }
void JobStore::markCancelled(JobId id) { end(id, JobState::Cancelled, "{}", "Cancelled."); }

Progress progressOf(const Job& job) {
    if (job.state == JobState::Running)
        if (const auto progress = progressFromText(job.result))
            return *progress;
    return {.stage = stageFromText(job.stage).value_or(Stage::None),
            .done = job.done,
            .total = job.total,
            .note = job.message};
}

bool JobStore::requestCancel(JobId id) {
    Transaction transaction(m_connection);
    const std::string now = nowUtc();
    Statement queued(m_connection,
                     "UPDATE job SET state = 'cancelled', cancel_requested = 1, message = 'Cancelled.', ended_at = ? "
                     "WHERE id = ? AND state = 'queued'");
    Statement running(m_connection, "UPDATE job SET cancel_requested = 1 WHERE id = ? AND state = 'running'");
    const bool found = queued.run(now, id).changed() + running.run(id).changed() > 0;
    transaction.commit();
    return found;
}

std::vector<Job> JobStore::running() const {
    Statement statement(m_connection, std::string(kSelectJobs) + "WHERE state = 'running' ORDER BY id");
    return all(statement.run());
}

std::vector<Job> JobStore::findDead(std::int64_t silent_s) const {
    auto jobs = running();
    std::erase_if(jobs, [&](const Job& job) { return !isDead(job, silent_s); });
    return jobs;
}

std::vector<Job> JobStore::findLiving(std::int64_t silent_s) const {
    auto jobs = running();
    std::erase_if(jobs, [&](const Job& job) { return isDead(job, silent_s); });
    return jobs;
}

void JobStore::giveUpDead() {
    for (const Job& job : findDead())
        giveUp(job.id, "The worker died. Run the command again; training goes on from its checkpoint with --resume.");
}

std::optional<Job> JobStore::hold(JobId id, const std::string& what) {
    Transaction transaction(m_connection);
    giveUpDead();
    auto other = holder(what);
    if (other && other->id != id)
        return other;
    Statement(m_connection, "DELETE FROM job_hold WHERE job_id IN (SELECT id FROM job WHERE state <> 'running')").run();
    Statement(m_connection, "INSERT INTO job_hold (what, job_id) VALUES (?, ?) ON CONFLICT DO NOTHING").run(what, id);
    transaction.commit();
    return std::nullopt;
}

std::optional<Job> JobStore::holder(const std::string& what) const {
    Statement statement(m_connection, std::string(kSelectJobs) +
                                          "WHERE state = 'running' AND id IN (SELECT job_id FROM job_hold WHERE what = "
                                          "?) ORDER BY id");
    for (const Job& job : all(statement.run(what)))
        if (!isDead(job, kSilent_s))
            return job;
    return std::nullopt;
}

bool JobStore::requeue(JobId id) {
    Statement update(m_connection,
                     "UPDATE job SET state = 'queued', pid = 0, host = '', process = '', heartbeat_at = NULL, "
                     "started_at = NULL, cancel_requested = 0, "
                     "message = '' WHERE id = ? AND state = 'running'");
    return update.run(id).changed() > 0;
}

bool JobStore::giveUp(JobId id, const std::string& message) {
    Statement update(m_connection,
                     "UPDATE job SET state = 'failed', message = ?, ended_at = ? WHERE id = ? AND state = 'running'");
    return update.run(message, nowUtc(), id).changed() > 0;
}

std::optional<Job> JobStore::find(JobId id) const {
    Statement statement(m_connection, std::string(kSelectJobs) + "WHERE id = ?");
    if (!statement.run(id).next())
        return std::nullopt;
    return jobOf(statement);
}

std::vector<Job> JobStore::list(std::int64_t limit) const {
    Statement statement(m_connection, std::string(kSelectJobs) + "ORDER BY id DESC LIMIT ?");
    return all(statement.run(limit == 0 ? INT64_MAX : limit));
}

} // namespace stepmark::storage
