// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/grid_controller.h"

#include "app/desktop/grid_reader.h"
#include "ui/jobs/job_text.h"
#include "ui/rounds/grid_tab.h"

#include <nlohmann/json.hpp>

#include <QDesktopServices>
#include <QJsonArray>
#include <QUrl>

#include <utility>

namespace stepmark::desktop {

WorkerCall gridCall(const QString& project_path, const GridChoice& choice, bool plan) {
    QStringList arguments{QStringLiteral("grid"), project_path};
    if (choice.workers > 0)
        arguments << QStringLiteral("--workers") << QString::number(choice.workers);
    if (plan)
        arguments << QStringLiteral("--plan");
    return callWith(toJson(choice), arguments);
}

GridController::GridController(StorageThread& storage, JobRunner& jobs, ui::RoundsPage& page, QString program,
                               QObject* parent)
    : QObject(parent)
    , m_storage(storage)
    , m_jobs(jobs)
    , m_tab(*page.grid())
    , m_asker(std::move(program)) {
    connect(&m_tab, &ui::GridTab::startGrid, this, &GridController::start);
    connect(&m_tab, &ui::GridTab::estimateWanted, this, &GridController::ask);
    connect(&m_tab, &ui::GridTab::estimateUnwanted, &m_asker, &PlanAsker::stop);
    connect(&m_tab, &ui::GridTab::folderWanted, this, [this](const QString& folder) {
        if (!QDesktopServices::openUrl(QUrl::fromLocalFile(folder)))
            Q_EMIT notice(tr("No program opens folders here. It is %1").arg(folder), true);
    });
    connect(&m_asker, &PlanAsker::failed, &m_tab, &ui::GridTab::setEstimateFailed);
    connect(&m_asker, &PlanAsker::answered, this,
            [this](const QJsonObject& plan) { m_tab.setEstimate(gridEstimateFrom(plan)); });
    connect(&jobs, &JobRunner::ended, this, &GridController::ended);
    connect(&jobs, &JobRunner::jobChanged, this, [this](const std::optional<ui::JobView>& job) {
        const bool runs = job && ui::isActive(*job);
        if (std::exchange(m_job_runs, runs) && !runs)
            refresh(); // also what another program has compared
    });
}

void GridController::begin(const QString& project_path) {
    ++m_generation;
    m_path = project_path;
    refresh();
}

void GridController::end() {
    ++m_generation;
    m_path.clear();
    m_asker.stop();
    m_tab.setResults({});
}

void GridController::ask(const GridChoice& choice) {
    if (!m_path.isEmpty())
        m_asker.ask(gridCall(m_path, choice, true));
}

void GridController::start(const GridChoice& choice) {
    if (m_path.isEmpty())
        return;
    m_asker.stop();
    const QString title = tr("comparison of %n training(s)", nullptr, static_cast<int>(combinations(choice)));
    if (m_jobs.somethingRuns() || !m_jobs.start(QStringLiteral("grid"), title, gridCall(m_path, choice, false)))
        Q_EMIT notice(ui::busyText(m_jobs.runningKind()), true);
}

void GridController::refresh() {
    if (m_path.isEmpty())
        return;
    const int generation = m_generation;
    m_storage.ask<std::vector<ui::GridResult>>(
        this, [](Session& session) { return gridResults(session); },
        [this, generation](const std::vector<ui::GridResult>& results) {
            if (generation == m_generation)
                m_tab.setResults(results);
        },
        [this](const QString& message) { Q_EMIT notice(message, true); });
}

void GridController::ended(const QString& kind, const WorkerOutcome& outcome) {
    if (kind != QLatin1String("grid"))
        return;
    refresh();
    if (outcome.kind == WorkerOutcome::Kind::Cancelled)
        Q_EMIT notice(tr("The comparison was cancelled. What is trained is kept: the same one goes on from there."),
                      false);
    else if (outcome.kind == WorkerOutcome::Kind::Done)
        Q_EMIT notice(tr("The comparison is done: its table is on the rounds page."), false);
    else
        Q_EMIT notice(tr("The comparison failed: %1").arg(outcome.message), true);
}

} // namespace stepmark::desktop
