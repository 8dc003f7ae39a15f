// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/round_controller.h"

#include "app/desktop/round_history.h"

namespace stepmark::desktop {

QStringList roundArguments(const QString& project_path, const ui::RoundRequest& request) {
    const SelectionOptions& selection = request.selection;
    const std::string_view strategy = toText(selection.strategy);
    QStringList arguments{QStringLiteral("round"),
                          project_path,
                          QStringLiteral("--strategy"),
                          QString::fromUtf8(strategy.data(), static_cast<qsizetype>(strategy.size())),
                          QStringLiteral("--count"),
                          QString::number(selection.count),
                          QStringLiteral("--mix"),
                          QString::number(selection.wrong_share),
                          QStringLiteral("--per-problem"),
                          QString::number(selection.per_problem),
                          QStringLiteral("--seed"),
                          QString::number(selection.seed),
                          QStringLiteral("--samples"),
                          QString::number(request.samples),
                          QStringLiteral("--mode"),
                          request.mode == ui::TrainingMode::Full ? QStringLiteral("full") : QStringLiteral("head"),
                          QStringLiteral("--epochs"),
                          QString::number(request.epochs)};
    if (!request.base_dir.isEmpty())
        arguments << QStringLiteral("--base") << request.base_dir;
    return arguments << QStringLiteral("--json");
}

RoundController::RoundController(StorageThread& storage, JobRunner& jobs, ui::RoundsPage& page, QObject* parent)
    : QObject(parent)
    , m_storage(storage)
    , m_jobs(jobs)
    , m_page(page) {
    connect(&page, &ui::RoundsPage::startRound, this, &RoundController::start);
    connect(&page, &ui::RoundsPage::cancelJob, &jobs, &JobRunner::cancel);
    connect(&jobs, &JobRunner::logged, &page, &ui::RoundsPage::appendLog);
    connect(&jobs, &JobRunner::started, &page, &ui::RoundsPage::clearLog);
    connect(&jobs, &JobRunner::ended, this, &RoundController::ended);
    connect(&jobs, &JobRunner::queueChanged, this, &RoundController::refreshHistory);
    end();
}

void RoundController::begin(const QString& project_path) {
    ++m_generation;
    m_path = project_path;
    m_page.clearLog();
    m_page.setReady({});
    const int generation = m_generation;
    m_storage.ask<ui::RoundRequest>(
        this, [](Session& session) { return proposedRound(session); },
        [this, generation](ui::RoundRequest request) {
            if (generation == m_generation)
                m_page.setDefaults(request);
        },
        {});
    refreshHistory();
}

void RoundController::end() {
    ++m_generation;
    m_path.clear();
    m_page.setHistory({});
    m_page.clearLog();
    m_page.setReady(tr("Open a project first."));
}

void RoundController::refreshHistory() {
    if (m_path.isEmpty())
        return;
    const int generation = m_generation;
    m_storage.ask<std::vector<ui::RoundRow>>(
        this, [](Session& session) { return roundHistory(session); },
        [this, generation](std::vector<ui::RoundRow> rows) {
            if (generation != m_generation)
                return;
            m_next_number = rows.empty() ? 1 : rows.back().number + 1;
            m_page.setHistory(rows);
        },
        [this](const QString& message) { Q_EMIT notice(message, true); });
}

void RoundController::start(const ui::RoundRequest& request) {
    if (m_path.isEmpty())
        return;
    if (m_jobs.somethingRuns() ||
        !m_jobs.start(QStringLiteral("round"), tr("round %1").arg(m_next_number), roundArguments(m_path, request)))
        Q_EMIT notice(tr("Another job runs in this project: wait for its end, or cancel it."), true);
}

void RoundController::ended(const QString& kind, const WorkerOutcome& outcome) {
    if (kind != QLatin1String("round"))
        return;
    refreshHistory(); // a failed round may have got as far as a row, too
    if (outcome.kind == WorkerOutcome::Kind::Done) {
        const auto queued = outcome.result.value(u"queued");
        Q_EMIT notice(queued.isDouble() ? tr("The round is done: %n solution(s) queued.", nullptr, queued.toInt())
                                        : tr("The round is done: there is a new queue."),
                      false);
        Q_EMIT queueReady();
        return;
    }
    if (outcome.kind == WorkerOutcome::Kind::Cancelled) {
        Q_EMIT notice(tr("The round was cancelled; the queue is as it was."), false);
        return;
    }
    m_page.appendLog(outcome.message);
    Q_EMIT notice(tr("The round failed: %1").arg(outcome.message), true);
}

} // namespace stepmark::desktop
