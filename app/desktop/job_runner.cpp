// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/job_runner.h"

#include "model/domain/error.h"

#include <filesystem>
#include <functional>
#include <utility>

namespace stepmark::desktop {

struct JobRunner::Look {
    std::optional<storage::Job> own;
    std::optional<storage::Job> foreign;
    std::vector<std::string> log, own_log; ///< of the foreign one, of ours: what is new
    std::pair<RoundId, std::int64_t> seen;
};

namespace {

/// A job's number names another job in another project: what is asked of one is asked of no other, however late it is
/// asked.
template <class Result>
std::function<Result(Session&)> only(const QString& project, std::function<Result(Session&)> work) {
    return [path = std::filesystem::path(project.toStdString()), work = std::move(work)](Session& session) {
        if (session.project.path() != path)
            throw Error("Another project is open by now.");
        return work(session);
    };
}

/// Not one of the jobs that another one starts.
bool isWhole(const storage::Job& job) { return jobKindOf(job.kind) != ui::JobKind::Other; }

} // namespace

JobRunner::JobRunner(StorageThread& storage, QString program, QObject* parent)
    : QObject(parent)
    , m_storage(storage)
    , m_worker(std::move(program)) {
    m_clock.start();
    m_poll.setInterval(kPoll_ms);
    connect(&m_poll, &QTimer::timeout, this, &JobRunner::poll);
    connect(&m_worker, &WorkerProcess::progressed, this, &JobRunner::progressed);
    connect(&m_worker, &WorkerProcess::logged, this, &JobRunner::logged);
    connect(&m_worker, &WorkerProcess::ended, this, &JobRunner::workerEnded);
    connect(&m_worker, &WorkerProcess::graceOver, this, [this] {
        if (m_own_id)
            requestCancel(m_own_project, m_own_id);
    });
}

void JobRunner::requestCancel(const QString& project, JobId job) {
    m_storage.ask<bool>(this, only<bool>(project, [job](Session& session) { return session.jobs.requestCancel(job); }),
                        {}, {});
}

void JobRunner::projectOpened(const QString& path) {
    m_project = path;
    m_seen.reset();
    m_foreign.reset();
    m_poll.start();
    poll();
    publish();
}

void JobRunner::projectClosed() {
    ++m_generation;
    m_looking = false;
    m_project.clear();
    m_poll.stop();
    m_foreign.reset();
    m_worker.cancel();
    m_own.reset(); // however it ends now, it is no news of the next project
    m_own_id = 0;
    publish();
}

bool JobRunner::start(const QString& kind, const QString& title, const WorkerCall& call,
                      const std::vector<PlannedStage>& planned) {
    if (isRunning())
        return false;
    m_kind = kind;
    m_own_project = m_project;
    m_own_id = 0;
    m_own_lines = 0;
    m_own = JobProgress(title, m_clock.elapsed(), planned);
    m_own->setKind(jobKindOf(kind.toStdString()));
    m_worker.start(call.arguments, call.input);
    if (isRunning())
        Q_EMIT started(kind);
    publish();
    return true;
}

ui::JobKind JobRunner::runningKind() const {
    if (isRunning() && m_own)
        return m_own->view().kind;
    return m_foreign ? m_foreign->kind : ui::JobKind::Other;
}

void JobRunner::cancel(JobId job) {
    if (isRunning() && (job == 0 || job == m_own_id || !m_foreign)) {
        m_worker.cancel();
        m_own->cancelling();
        publish();
        return;
    }
    if (m_foreign && (job == 0 || job == m_foreign->id)) {
        m_foreign->state = ui::JobState::Cancelling;
        publish();
        requestCancel(m_project, m_foreign->id);
    }
}

// --- the job table ---------------------------------------------------------------------------------------------------

JobRunner::Look JobRunner::lookAt(Session& session, qint64 own_pid, std::int64_t own_from, JobId log_job,
                                  std::int64_t log_from) {
    Look look;
    const auto jobs = session.jobs.findLiving();
    for (auto place = jobs.rbegin(); place != jobs.rend(); ++place) {
        const storage::Job& job = *place;
        if (own_pid && job.pid == own_pid)
            look.own = job;
        else if (!look.foreign || (!isWhole(*look.foreign) && isWhole(job)))
            look.foreign = job;
    }
    if (look.own)
        look.own_log = session.jobs.logLines(look.own->id, own_from);
    if (look.foreign)
        look.log = session.jobs.logLines(look.foreign->id, look.foreign->id == log_job ? log_from : 0);
    if (const auto round = session.rounds.latestQueued())
        look.seen = {round->id, session.queue.lastPosition(round->id)};
    return look;
}

void JobRunner::poll() {
    if (m_project.isEmpty() || m_looking)
        return;
    m_looking = true;
    const int generation = m_generation;
    const qint64 pid = isRunning() ? m_worker.pid() : 0;
    const JobId log_job = m_foreign ? m_foreign->id : 0;
    m_storage.ask<Look>(
        this,
        only<Look>(m_project, [pid, own_lines = m_own_lines, log_job, lines = m_log_lines](
                                  Session& session) { return lookAt(session, pid, own_lines, log_job, lines); }),
        [this, generation](Look look) {
            if (generation != m_generation)
                return;
            m_looking = false;
            looked(look);
        },
        [this, generation](const QString&) {
            if (generation == m_generation)
                m_looking = false; // a busy file: the next look will tell
        });
}

void JobRunner::looked(const Look& look) {
    if (look.own && isRunning() && m_own) {
        m_own_id = look.own->id;
        m_own->setId(m_own_id);
        showOwnLog(look.own_log);
    }
    const JobId before = m_foreign ? m_foreign->id : 0;
    m_foreign.reset();
    if (look.foreign) {
        m_foreign = viewOf(*look.foreign);
        if (m_foreign->id != before) {
            m_log_lines = 0;
            m_foreign_curve = {};
            m_foreign_at = {};
        }
        const Progress progress = storage::progressOf(*look.foreign);
        if (!progress.sameStage(m_foreign_at) || progress.done != m_foreign_at.done)
            m_foreign_curve.add(progress); // the same report twice is no point of its own
        m_foreign_at = progress;
        m_foreign->curve = m_foreign_curve.points();
        m_log_lines += std::ssize(look.log);
        if (!isRunning())
            for (const std::string& line : look.log)
                Q_EMIT logged(QString::fromStdString(line));
    }
    const bool changed = m_seen && *m_seen != look.seen;
    m_seen = look.seen;
    publish();
    if (changed)
        Q_EMIT queueChanged();
}

// --- our own worker --------------------------------------------------------------------------------------------------

void JobRunner::progressed(const Progress& progress) {
    if (!m_own)
        return;
    m_own->report(progress, m_clock.elapsed());
    publish();
}

void JobRunner::workerEnded(const WorkerOutcome& outcome) {
    using Kind = WorkerOutcome::Kind;
    const auto state = outcome.kind == Kind::Done        ? ui::JobState::Done
                       : outcome.kind == Kind::Cancelled ? ui::JobState::Cancelled
                                                         : ui::JobState::Failed;
    if (!m_own)
        return;
    m_own->end(state, state == ui::JobState::Failed ? outcome.message : QString(), m_clock.elapsed());
    closeRow(outcome);
    if (m_own_id) // its last words
        m_storage.ask<std::vector<std::string>>(
            this,
            only<std::vector<std::string>>(
                m_own_project,
                [id = m_own_id, from = m_own_lines](Session& session) { return session.jobs.logLines(id, from); }),
            [this, id = m_own_id](const std::vector<std::string>& lines) {
                if (m_own_id == id)
                    showOwnLog(lines);
            },
            {});
    publish();
    Q_EMIT ended(m_kind, outcome);
}

void JobRunner::showOwnLog(const std::vector<std::string>& lines) {
    m_own_lines += std::ssize(lines);
    for (const std::string& line : lines)
        Q_EMIT logged(QString::fromStdString(line));
}

/// A worker that was killed could not say so in the table itself.
void JobRunner::closeRow(const WorkerOutcome& outcome) {
    const bool cancelled = outcome.kind == WorkerOutcome::Kind::Cancelled;
    if (m_own_id == 0 || (!cancelled && outcome.kind != WorkerOutcome::Kind::Crashed))
        return;
    const auto close = [id = m_own_id, cancelled, message = outcome.message.toStdString()](Session& session) {
        const auto job = session.jobs.find(id);
        if (!job || job->state != storage::JobState::Running)
            return false;
        // Only its own process may end a running job as cancelled; a queued one is cancelled at once.
        return cancelled ? session.jobs.requeue(id) && session.jobs.requestCancel(id)
                         : session.jobs.giveUp(id, message);
    };
    m_storage.ask<bool>(this, only<bool>(m_own_project, close), {}, {});
}

void JobRunner::publish() {
    if (isRunning() && m_own)
        Q_EMIT jobChanged(m_own->view());
    else if (m_foreign)
        Q_EMIT jobChanged(m_foreign);
    else if (m_own)
        Q_EMIT jobChanged(m_own->view()); // how it ended
    else
        Q_EMIT jobChanged(std::nullopt);
}

} // namespace stepmark::desktop
