// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/bench/job_load.h"

#include "app/bench/figures.h"

#include <QEventLoop>

namespace stepmark::bench {

namespace {
/// A job that cannot even begin is not tried for ever.
constexpr int kMostFailures = 5;
} // namespace

JobLoad::JobLoad(const QString& job, const JobPlace& place)
    : m_job(job)
    , m_place(place)
    , m_worker(desktop::WorkerProcess::defaultProgram()) {
    connect(&m_worker, &desktop::WorkerProcess::ended, this, &JobLoad::ended);
}

void JobLoad::start() {
    m_wanted = !m_job.isEmpty();
    if (m_wanted)
        next();
}

void JobLoad::stop() {
    m_wanted = false;
    if (!m_worker.isRunning())
        return;
    QEventLoop loop;
    connect(&m_worker, &desktop::WorkerProcess::ended, &loop, &QEventLoop::quit, Qt::QueuedConnection);
    m_worker.cancel();
    loop.exec();
}

void JobLoad::next() {
    QStringList arguments = jobArguments(m_job, m_place, m_started++);
    m_clock.start();
    m_worker.start(arguments << QStringLiteral("--json"));
}

void JobLoad::ended(const desktop::WorkerOutcome& outcome) {
    using Kind = desktop::WorkerOutcome::Kind;
    if (outcome.kind == Kind::Done)
        m_seconds.push_back(static_cast<double>(m_clock.elapsed()) / 1000);
    else if (outcome.kind == Kind::Cancelled)
        ++m_cancelled;
    else
        m_failed.append(outcome.message);
    if (m_wanted && m_failed.size() < kMostFailures)
        QMetaObject::invokeMethod(this, &JobLoad::next, Qt::QueuedConnection);
}

QJsonObject JobLoad::report() const {
    if (m_job.isEmpty())
        return {};
    return {{QStringLiteral("with"), m_job},
            {QStringLiteral("with_runs"), static_cast<int>(m_seconds.size())},
            {QStringLiteral("with_cancelled"), m_cancelled},
            {QStringLiteral("with_failed"), m_failed},
            {QStringLiteral("with_run_s_median"), rounded(median(m_seconds))}};
}

} // namespace stepmark::bench
