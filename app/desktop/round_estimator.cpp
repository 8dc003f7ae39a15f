// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/round_estimator.h"

#include "app/desktop/round_state.h"
#include "model/run/spec_json.h"

#include <nlohmann/json.hpp>

namespace stepmark::desktop {

RoundEstimator::RoundEstimator(QString program, QObject* parent)
    : QObject(parent)
    , m_worker(std::move(program)) {
    m_pause.setSingleShot(true);
    m_pause.setInterval(kPause_ms);
    connect(&m_pause, &QTimer::timeout, this, &RoundEstimator::begin);
    connect(&m_worker, &WorkerProcess::ended, this, &RoundEstimator::ended);
}

void RoundEstimator::ask(const QString& project_path, const RoundSpec& spec) {
    m_wanted = callWith(toJson(spec), {QStringLiteral("round"), project_path, QStringLiteral("--plan")});
    m_answering = false;
    m_worker.cancel();
    m_pause.start();
}

void RoundEstimator::stop() {
    m_wanted.reset();
    m_answering = false;
    m_pause.stop();
    m_worker.cancel();
}

void RoundEstimator::begin() {
    if (!m_wanted || m_worker.isRunning())
        return; // its end begins anew
    m_answering = true;
    m_worker.start(m_wanted->arguments, m_wanted->input);
}

void RoundEstimator::ended(const WorkerOutcome& outcome) {
    if (!m_answering) {
        if (m_wanted && !m_pause.isActive())
            m_pause.start(0);
        return;
    }
    m_answering = false;
    m_wanted.reset();
    if (outcome.kind == WorkerOutcome::Kind::Done)
        Q_EMIT estimated(estimateFrom(outcome.result));
    else
        Q_EMIT failed(outcome.message);
}

} // namespace stepmark::desktop
