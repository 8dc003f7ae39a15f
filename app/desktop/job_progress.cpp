// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/job_progress.h"

#include "ui/jobs/worker_text.h"

#include <QCoreApplication>
#include <QLocale>

#include <algorithm>
#include <utility>

namespace stepmark::desktop {

namespace {

struct ProgressWords {
    Q_DECLARE_TR_FUNCTIONS(JobProgress)
};

QString seconds(qint64 elapsed_ms) {
    if (elapsed_ms < 60'000)
        return ProgressWords::tr("%1 s").arg(
            QLocale().toString(static_cast<double>(elapsed_ms) / 1000.0, 'f', elapsed_ms < 10'000 ? 1 : 0));
    return ProgressWords::tr("%1 min").arg((elapsed_ms + 30'000) / 60'000);
}

} // namespace

std::optional<qint64> timeLeft(const Progress& progress, qint64 elapsed_ms) {
    if (progress.total <= 0 || progress.done <= 0 || progress.done > progress.total)
        return std::nullopt;
    const double later = static_cast<double>(progress.total) * std::max(0, progress.epochs - progress.epoch);
    const double remaining = static_cast<double>(progress.total - progress.done) + later;
    if (progress.units_per_s > 0)
        return static_cast<qint64>(1000.0 * remaining / progress.units_per_s);
    if (elapsed_ms < 2000)
        return std::nullopt;
    return static_cast<qint64>(remaining * static_cast<double>(elapsed_ms) / static_cast<double>(progress.done));
}

JobProgress::JobProgress(const QString& title, qint64 now_ms, const std::vector<PlannedStage>& planned)
    : m_part_begin_ms(now_ms)
    , m_stage_begin_ms(now_ms) {
    m_view.title = title;
    m_view.progress.stage = Stage::Starting;
    for (const PlannedStage& stage : planned)
        m_view.stages.push_back({stage.part, ui::StageState::Waiting, {}, stage.seconds});
}

void JobProgress::closeStage(ui::StageState state, qint64 now_ms) {
    if (!m_current)
        return;
    ui::StageView& stage = m_view.stages[*m_current];
    stage.state = state;
    const QString took = seconds(now_ms - m_part_begin_ms);
    const Progress& last = m_view.progress;
    stage.detail = last.total > 0 && last.unit != Unit::None
                       ? ProgressWords::tr("%1 %2 in %3")
                             .arg(QLocale().toString(qlonglong(last.done)), ui::unitText(last.unit), took)
                       : took;
    if (!m_skipped.isEmpty())
        stage.detail += QStringLiteral(", ") + m_skipped;
}

/// The planned stage of that part that comes next, else one more behind the running one.
void JobProgress::enter(Part part, qint64 now_ms) {
    closeStage(ui::StageState::Done, now_ms);
    auto& stages = m_view.stages;
    const auto behind = stages.begin() + static_cast<std::ptrdiff_t>(m_current ? *m_current + 1 : 0);
    auto place = std::find_if(behind, stages.end(), [&](const ui::StageView& stage) { return stage.part == part; });
    if (place == stages.end())
        place = stages.insert(behind, ui::StageView{part, {}, {}, {}});
    else
        std::for_each(behind, place, [](ui::StageView& stage) { stage.state = ui::StageState::Skipped; });
    place->state = ui::StageState::Running;
    m_current = static_cast<std::size_t>(place - stages.begin());
    m_part_begin_ms = m_stage_begin_ms = now_ms;
    m_skipped.clear();
}

void JobProgress::report(const Progress& progress, qint64 now_ms) {
    const Part part = partOf(progress);
    if (!m_current || (part != Part::None && part != m_view.stages[*m_current].part))
        enter(part, now_ms);
    else if (!progress.sameStage(m_view.progress))
        m_stage_begin_ms = now_ms; // a further epoch: its own pace
    m_view.progress = progress;
    m_view.left_ms = timeLeft(progress, now_ms - m_stage_begin_ms);
    m_view.all_left_ms = allLeft(now_ms);
    if (m_curve.add(progress))
        m_view.curve = m_curve.points();
    const QString skipped = ui::skippedText(progress);
    if (!skipped.isEmpty())
        m_skipped = skipped; // the next stage, such as a validation, does not say it again
    m_view.stages[*m_current].detail = skipped.isEmpty() ? QString::fromStdString(progress.note) : skipped;
}

/// What is left of the running stage and of those that wait. nullopt where one of them is anybody's guess.
std::optional<qint64> JobProgress::allLeft(qint64 now_ms) const {
    const ui::StageView& running = m_view.stages[*m_current];
    double left = 0;
    if (m_view.left_ms)
        left = static_cast<double>(*m_view.left_ms);
    else if (running.seconds)
        left = std::max(0.0, *running.seconds * 1000 - static_cast<double>(now_ms - m_part_begin_ms));
    else
        return std::nullopt;
    for (std::size_t i = *m_current + 1; i < m_view.stages.size(); ++i) {
        if (!m_view.stages[i].seconds)
            return std::nullopt;
        left += *m_view.stages[i].seconds * 1000;
    }
    return static_cast<qint64>(left);
}

void JobProgress::end(ui::JobState state, const QString& error, qint64 now_ms) {
    closeStage(state == ui::JobState::Done        ? ui::StageState::Done
               : state == ui::JobState::Cancelled ? ui::StageState::Skipped
                                                  : ui::StageState::Failed,
               now_ms);
    m_view.state = state;
    m_view.error = error;
    m_view.left_ms.reset();
    m_view.all_left_ms.reset();
    if (state == ui::JobState::Done)
        m_view.progress.done = m_view.progress.total;
}

ui::JobKind jobKindOf(std::string_view kind) {
    return kind == "round" ? ui::JobKind::Round : kind == "grid" ? ui::JobKind::Grid : ui::JobKind::Other;
}

ui::JobView viewOf(const storage::Job& job) {
    ui::JobView view;
    view.id = job.id;
    view.kind = jobKindOf(job.kind);
    const auto part = partFromText(job.kind);
    view.title = view.kind == ui::JobKind::Grid ? ProgressWords::tr("comparison of trainings")
                 : part                         ? ui::partText(*part)
                                                : QString::fromStdString(job.kind);
    view.progress = storage::progressOf(job);
    view.left_ms = timeLeft(view.progress, 0);
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
