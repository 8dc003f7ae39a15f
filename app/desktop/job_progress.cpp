// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/job_progress.h"

#include <QCoreApplication>
#include <QLocale>

#include <array>
#include <utility>

namespace stepmark::desktop {

namespace {

QString tr(const char* words) { return QCoreApplication::translate("JobProgress", words); }

QString seconds(qint64 elapsed_ms) {
    if (elapsed_ms < 60'000)
        return tr("%1 s").arg(static_cast<double>(elapsed_ms) / 1000.0, 0, 'f', elapsed_ms < 10'000 ? 1 : 0);
    return tr("%1 min").arg((elapsed_ms + 30'000) / 60'000);
}

/// nullopt where neither the rate nor the time so far tells.
std::optional<qint64> timeLeft(const ui::JobView& view, qint64 elapsed_ms) {
    if (view.total <= 0 || view.done <= 0 || view.done > view.total)
        return std::nullopt;
    const auto remaining = static_cast<double>(view.total - view.done);
    if (view.units_per_s > 0)
        return static_cast<qint64>(1000.0 * remaining / view.units_per_s);
    if (elapsed_ms < 2000)
        return std::nullopt;
    return static_cast<qint64>(remaining * static_cast<double>(elapsed_ms) / static_cast<double>(view.done));
}

} // namespace

QString partOfRound(const QString& stage) {
    static constexpr std::array<std::pair<const char*, const char*>, 12> kParts{{{"train", "train"},
                                                                                 {"tuning", "train"},
                                                                                 {"reading ratings", "train"},
                                                                                 {"reading the pool", "score"},
                                                                                 {"generat", "generate"},
                                                                                 {"sampling", "generate"},
                                                                                 {"evaluat", "evaluate"},
                                                                                 {"scor", "score"},
                                                                                 {"choos", "queue"},
                                                                                 {"queu", "queue"},
                                                                                 {"labelling", "label"},
                                                                                 {"import", "import"}}};
    for (const auto& [word, part] : kParts)
        if (stage.startsWith(QLatin1String(word), Qt::CaseInsensitive))
            return QString::fromLatin1(part);
    return stage.section(u',', 0, 0).trimmed();
}

JobProgress::JobProgress(const QString& title, qint64 now_ms)
    : m_stage_begin_ms(now_ms) {
    m_view.title = title;
    m_view.stage = tr("starting");
}

void JobProgress::closeStage(ui::StageState state, qint64 now_ms) {
    if (m_view.stages.empty() || m_view.stages.back().state != ui::StageState::Running)
        return;
    ui::StageView& stage = m_view.stages.back();
    stage.state = state;
    const QString took = seconds(now_ms - m_stage_begin_ms);
    stage.detail = m_view.total > 0 && !m_view.unit.isEmpty()
                       ? tr("%1 %2 in %3").arg(QLocale().toString(m_view.done), m_view.unit, took)
                       : took;
}

void JobProgress::report(const Progress& progress, qint64 now_ms) {
    const QString stage = QString::fromStdString(progress.stage);
    const QString part = partOfRound(stage);
    if (m_view.stages.empty() || m_view.stages.back().name != part) {
        closeStage(ui::StageState::Done, now_ms);
        m_stage_begin_ms = now_ms;
        m_view.stages.push_back({part, ui::StageState::Running, {}});
    } else if (stage != m_view.stage) {
        m_stage_begin_ms = now_ms; // a further epoch: its own time left
    }
    m_view.stage = stage;
    m_view.done = progress.done;
    m_view.total = progress.total;
    m_view.unit = QString::fromStdString(progress.unit);
    m_view.units_per_s = progress.units_per_s;
    m_view.loss = progress.loss >= 0 ? std::optional(progress.loss) : std::nullopt;
    m_view.left_ms = timeLeft(m_view, now_ms - m_stage_begin_ms);
    m_view.stages.back().detail = QString::fromStdString(progress.detail);
}

void JobProgress::end(ui::JobState state, const QString& error, qint64 now_ms) {
    closeStage(state == ui::JobState::Done        ? ui::StageState::Done
               : state == ui::JobState::Cancelled ? ui::StageState::Skipped
                                                  : ui::StageState::Failed,
               now_ms);
    m_view.state = state;
    m_view.error = error;
    m_view.left_ms.reset();
    if (state == ui::JobState::Done)
        m_view.done = m_view.total;
}

ui::JobView viewOf(const storage::Job& job) {
    ui::JobView view;
    view.id = job.id;
    view.title = QString::fromStdString(job.kind);
    view.stage = QString::fromStdString(job.stage);
    view.done = job.done;
    view.total = job.total;
    switch (job.state) {
    case storage::JobState::Queued:
        view.state = ui::JobState::Queued;
        break;
    case storage::JobState::Running:
        view.state = job.cancel_requested ? ui::JobState::Cancelling : ui::JobState::Running;
        break;
    case storage::JobState::Done:
        view.state = ui::JobState::Done;
        break;
    case storage::JobState::Failed:
        view.state = ui::JobState::Failed;
        view.error = QString::fromStdString(job.message);
        break;
    case storage::JobState::Cancelled:
        view.state = ui::JobState::Cancelled;
        break;
    }
    return view;
}

} // namespace stepmark::desktop
