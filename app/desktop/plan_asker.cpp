// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/plan_asker.h"

#include <utility>

namespace stepmark::desktop {

PlanAsker::PlanAsker(QString program, QObject* parent)
    : QObject(parent)
    , m_worker(std::move(program)) {
    m_pause.setSingleShot(true);
    m_pause.setInterval(kPause_ms);
    connect(&m_pause, &QTimer::timeout, this, &PlanAsker::begin);
    connect(&m_worker, &WorkerProcess::ended, this, &PlanAsker::ended);
}

void PlanAsker::ask(const WorkerCall& call) {
    m_wanted = call;
    m_answering = false;
    m_worker.cancel();
    m_pause.start();
}

void PlanAsker::stop() {
    m_wanted.reset();
    m_answering = false;
    m_pause.stop();
    m_worker.cancel();
}

void PlanAsker::begin() {
    if (!m_wanted || m_worker.isRunning())
        return; // its end begins anew
    m_answering = true;
    m_worker.start(m_wanted->arguments, m_wanted->input);
}

void PlanAsker::ended(const WorkerOutcome& outcome) {
    if (!m_answering) {
        if (m_wanted && !m_pause.isActive())
            m_pause.start(0);
        return;
    }
    m_answering = false;
    m_wanted.reset();
    if (outcome.kind == WorkerOutcome::Kind::Done)
        Q_EMIT answered(outcome.result);
    else
        Q_EMIT failed(outcome.message);
}

} // namespace stepmark::desktop
