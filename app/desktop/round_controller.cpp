// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/round_controller.h"

#include "model/run/spec_json.h"
#include "storage/round_history.h"
#include "ui/jobs/job_text.h"

#include <nlohmann/json.hpp>

#include <utility>

namespace stepmark::desktop {

RoundController::RoundController(StorageThread& storage, JobRunner& jobs, ui::RoundsPage& page, QString program,
                                 QObject* parent)
    : QObject(parent)
    , m_storage(storage)
    , m_jobs(jobs)
    , m_page(page)
    , m_estimator(std::move(program)) {
    connect(&page, &ui::RoundsPage::startRound, this, &RoundController::start);
    connect(&page, &ui::RoundsPage::resumeRound, this, &RoundController::resume);
    connect(&page, &ui::RoundsPage::discardRound, this, &RoundController::discard);
    connect(&page, &ui::RoundsPage::cancelJob, &jobs, &JobRunner::cancel);
    connect(&page, &ui::RoundsPage::estimateWanted, this, [this](const RoundSpec& spec) {
        m_planned.clear();
        if (!m_path.isEmpty())
            m_estimator.ask(callWith(toJson(spec), {QStringLiteral("round"), m_path, QStringLiteral("--plan")}));
    });
    connect(&page, &ui::RoundsPage::estimateUnwanted, &m_estimator, &PlanAsker::stop);
    connect(&m_estimator, &PlanAsker::failed, &page, &ui::RoundsPage::setEstimateFailed);
    connect(&m_estimator, &PlanAsker::answered, this, [this](const QJsonObject& plan) {
        const ui::RoundEstimate estimate = estimateFrom(plan);
        m_planned.clear();
        for (const auto& stage : estimate.stages)
            m_planned.push_back({stage.part, stage.seconds});
        m_page.setEstimate(estimate);
    });
    connect(&jobs, &JobRunner::logged, &page, &ui::RoundsPage::appendLog);
    connect(&jobs, &JobRunner::started, &page, &ui::RoundsPage::clearLog);
    connect(&jobs, &JobRunner::ended, this, &RoundController::ended);
    connect(&jobs, &JobRunner::jobChanged, this, [this](const std::optional<ui::JobView>& job) {
        const bool runs = job && ui::isActive(*job);
        if (std::exchange(m_job_runs, runs) && !runs)
            refreshHistory(); // also where another program's round has died
    });
    connect(&jobs, &JobRunner::queueChanged, this, &RoundController::refreshHistory);
    end();
}

void RoundController::begin(const QString& project_path) {
    ++m_generation;
    m_path = project_path;
    m_page.clearLog();
    m_page.setReady();
    askProposal(&ui::RoundsPage::setDefaults);
    refreshHistory();
}

void RoundController::end() {
    ++m_generation;
    m_path.clear();
    m_planned.clear();
    m_estimator.stop();
    m_page.showNoProject();
    show({});
    m_page.clearLog();
}

void RoundController::propose() {
    if (!m_path.isEmpty())
        askProposal(&ui::RoundsPage::propose);
}

void RoundController::askProposal(void (ui::RoundsPage::*answer)(const RoundSpec&)) {
    const int generation = m_generation;
    m_storage.ask<RoundSpec>(
        this, [](Session& session) { return proposedRound(session); },
        [this, generation, answer](const RoundSpec& spec) {
            if (generation == m_generation)
                (m_page.*answer)(spec);
        },
        {});
}

void RoundController::refreshHistory() {
    if (m_path.isEmpty())
        return;
    const int generation = m_generation;
    m_storage.ask<RoundState>(
        this, [](Session& session) { return roundState(session); },
        [this, generation](RoundState state) {
            if (generation == m_generation)
                show(state);
        },
        [this](const QString& message) { Q_EMIT notice(message, true); });
}

void RoundController::show(const RoundState& state) {
    m_next_number = state.next_number;
    m_unfinished_number = state.unfinished ? state.unfinished->number : 0;
    m_page.setHistory(state.history);
    m_page.setUnfinished(state.unfinished);
}

void RoundController::start(const RoundSpec& spec) {
    run(tr("round %1").arg(m_next_number), callWith(toJson(spec), {QStringLiteral("round"), m_path}), m_planned);
}

void RoundController::resume() {
    run(tr("round %1, resumed").arg(m_unfinished_number),
        {{QStringLiteral("round"), m_path, QStringLiteral("--resume"), QStringLiteral("--json")}, {}}, {});
}

void RoundController::run(const QString& title, const WorkerCall& call, const std::vector<PlannedStage>& planned) {
    if (m_path.isEmpty())
        return;
    m_estimator.stop();
    if (m_jobs.somethingRuns() || !m_jobs.start(QStringLiteral("round"), title, call, planned)) {
        Q_EMIT notice(ui::busyText(m_jobs.runningKind()), true);
        return;
    }
    m_page.setUnfinished(std::nullopt);
}

/// What it had queued stays; only the offer to go on goes.
void RoundController::discard() {
    m_storage.ask<bool>(
        this,
        [](Session& session) {
            if (storage::roundRuns(session.project))
                return false; // somebody has gone on with it meanwhile
            storage::giveUpUnfinishedRound(session.project);
            return true;
        },
        [this](bool) { refreshHistory(); }, [this](const QString& message) { Q_EMIT notice(message, true); });
}

void RoundController::ended(const QString& kind, const WorkerOutcome& outcome) {
    if (kind != QLatin1String("round"))
        return;
    if (outcome.kind == WorkerOutcome::Kind::Done) {
        const auto queued = outcome.result.value(u"queued");
        Q_EMIT notice(queued.isDouble() ? tr("The round is done: %n solution(s) queued.", nullptr, queued.toInt())
                                        : tr("The round is done: there is a new queue."),
                      false);
        propose();
        Q_EMIT queueReady();
        return;
    }
    if (outcome.kind == WorkerOutcome::Kind::Cancelled) {
        Q_EMIT notice(tr("The round was cancelled. It can be resumed from the rounds page."), false);
        return;
    }
    m_page.appendLog(outcome.message);
    Q_EMIT notice(tr("The round failed: %1").arg(outcome.message), true);
}

} // namespace stepmark::desktop
