// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/weakstrong_controller.h"

#include "model/run/spec_json.h"
#include "ui/jobs/job_text.h"
#include "ui/weakstrong/study_text.h"

#include <nlohmann/json.hpp>

#include <QLocale>

#include <utility>

namespace stepmark::desktop {

namespace {

/// What `w2s study --plan` says: docs/json.md.
ui::StudyCost costFrom(const QJsonObject& plan) {
    const auto count = [&](const char* key) {
        return static_cast<std::int64_t>(plan.value(QLatin1String(key)).toDouble());
    };
    const auto some = [&](const char* key) {
        return plan.value(QLatin1String(key)).isDouble() ? std::optional(count(key)) : std::nullopt;
    };
    ui::StudyCost cost{count("nodes"), count("missing"), some("tokens"), some("peak_bytes"), {}};
    if (const auto seconds = plan.value(u"seconds"); seconds.isDouble())
        cost.seconds = seconds.toDouble();
    return cost;
}

QString kindWord(TaskKind kind) {
    switch (kind) {
    case TaskKind::Classification:
        return QStringLiteral("classification");
    case TaskKind::Chess:
        return QStringLiteral("chess");
    case TaskKind::Preference:
        return QStringLiteral("preference");
    case TaskKind::Steps:
        break;
    }
    return QStringLiteral("steps");
}

std::optional<TaskKind> kindFrom(const QString& word) {
    for (const TaskKind kind : {TaskKind::Classification, TaskKind::Chess, TaskKind::Preference, TaskKind::Steps})
        if (kindWord(kind) == word)
            return kind;
    return std::nullopt;
}

/// The arguments of `w2s add-task`. What follows "--" is a file, whatever it begins with.
QStringList argumentsOf(const ui::NewTask& task, const QString& project) {
    using From = ui::NewTask::From;
    QStringList arguments{QStringLiteral("w2s"), QStringLiteral("add-task"), QStringLiteral("--json")};
    if (!task.name.isEmpty())
        arguments << QStringLiteral("--name=") + task.name;
    if (task.from == From::Example)
        arguments << QStringLiteral("--example") << kindWord(task.example);
    if (task.from == From::Ratings)
        arguments << QStringLiteral("--kind") << kindWord(TaskKind::Steps);
    for (const QString& file : task.test_files)
        arguments << QStringLiteral("--test=") + file;
    arguments << QStringLiteral("--") << project;
    return task.from == From::Files ? arguments + task.files : arguments;
}

} // namespace

WeakStrongController::WeakStrongController(StorageThread& storage, JobRunner& jobs, ui::WeakStrongPage& page,
                                           QString program, QObject* parent)
    : QObject(parent)
    , m_storage(storage)
    , m_jobs(jobs)
    , m_page(page)
    , m_asker(std::move(program)) {
    m_grow.setInterval(kGrow_ms);
    connect(&m_grow, &QTimer::timeout, this, &WeakStrongController::refresh);
    connect(&page, &ui::WeakStrongPage::startStudy, this, &WeakStrongController::start);
    connect(&page, &ui::WeakStrongPage::addTask, this, &WeakStrongController::add);
    connect(&page, &ui::WeakStrongPage::removeTask, this, &WeakStrongController::removeTask);
    connect(&page, &ui::WeakStrongPage::removeStudy, this, &WeakStrongController::removeStudy);
    connect(&page, &ui::WeakStrongPage::runWanted, this, &WeakStrongController::openRun);
    connect(&page, &ui::WeakStrongPage::cancelJob, &jobs, &JobRunner::cancel);
    connect(&page, &ui::WeakStrongPage::costWanted, this, &WeakStrongController::askCost);
    connect(&page, &ui::WeakStrongPage::costUnwanted, &m_asker, &PlanAsker::stop);
    connect(&m_asker, &PlanAsker::failed, &page, &ui::WeakStrongPage::setCostFailed);
    connect(&m_asker, &PlanAsker::answered, this, [this](const QJsonObject& plan) { m_page.setCost(costFrom(plan)); });
    connect(&jobs, &JobRunner::jobChanged, this, &WeakStrongController::jobChanged);
    connect(&jobs, &JobRunner::logged, &page, &ui::WeakStrongPage::appendLog);
    connect(&jobs, &JobRunner::started, &page, &ui::WeakStrongPage::clearLog);
    connect(&jobs, &JobRunner::ended, this, &WeakStrongController::ended);
    end();
}

void WeakStrongController::begin(const ProjectInfo& project) {
    ++m_generation;
    m_looking = false;
    m_path = project.path;
    m_page.clearLog();
    m_page.setReady(project.read_only);
    refresh();
}

void WeakStrongController::end() {
    ++m_generation;
    m_looking = false;
    m_path.clear();
    m_choose_task.clear();
    m_newest_study = 0;
    m_follow = false;
    m_grow.stop();
    m_asker.stop();
    m_page.showNoProject();
    m_page.clearLog();
}

void WeakStrongController::refresh() {
    if (m_path.isEmpty() || m_looking)
        return;
    m_looking = true;
    const int generation = m_generation;
    m_storage.ask<WeakStrongState>(
        this, [](Session& session) { return weakStrongState(session); },
        [this, generation](const WeakStrongState& state) {
            if (generation != m_generation)
                return;
            m_looking = false;
            show(state);
        },
        [this, generation](const QString& message) {
            if (generation != m_generation)
                return;
            m_looking = false;
            Q_EMIT notice(message, true);
        });
}

void WeakStrongController::show(const WeakStrongState& state) {
    m_page.setTasks(state.tasks);
    m_page.setStudies(state.studies);
    if (!m_choose_task.isEmpty())
        m_page.chooseTask(std::exchange(m_choose_task, {}));
    const std::int64_t newest = state.studies.empty() ? 0 : state.studies.back().id;
    if (newest > m_newest_study && std::exchange(m_follow, false))
        m_page.chooseStudy(newest);
    m_newest_study = newest;
}

void WeakStrongController::openRun(const ui::RunPlace& place) {
    const int generation = m_generation;
    m_storage.ask<std::optional<ui::RunView>>(
        this, [place](Session& session) { return runView(session, place); },
        [this, generation, place](const std::optional<ui::RunView>& run) {
            if (generation != m_generation)
                return;
            if (run)
                m_page.setRun(*run);
            else
                m_page.setRunFailed(place, tr("This run is not done yet: choose another seed, or come back later."));
        },
        [this, generation, place](const QString& message) {
            if (generation == m_generation)
                m_page.setRunFailed(place, message);
        });
}

void WeakStrongController::askCost(const StudySpec& spec) {
    if (!m_path.isEmpty())
        m_asker.ask(
            callWith(toJson(spec), {QStringLiteral("w2s"), QStringLiteral("study"), m_path, QStringLiteral("--plan")}));
}

void WeakStrongController::start(const StudySpec& spec) {
    run(QStringLiteral("study"), tr("study of %1").arg(QString::fromStdString(spec.task)),
        callWith(toJson(spec), {QStringLiteral("w2s"), QStringLiteral("study"), m_path}));
}

void WeakStrongController::add(const ui::NewTask& task) {
    run(QStringLiteral("add-task"), tr("add a task"), {argumentsOf(task, m_path), {}});
}

void WeakStrongController::removeTask(const QString& name) {
    run(QStringLiteral("remove-task"), tr("remove a task"),
        {{QStringLiteral("w2s"), QStringLiteral("remove-task"), QStringLiteral("--json"), QStringLiteral("--"), m_path,
          name},
         {}});
}

void WeakStrongController::removeStudy(std::int64_t study) {
    run(QStringLiteral("remove-study"), tr("remove a study"),
        {{QStringLiteral("w2s"), QStringLiteral("remove-study"), QStringLiteral("--json"), QStringLiteral("--"), m_path,
          QString::number(study)},
         {}});
}

void WeakStrongController::run(const QString& kind, const QString& title, const WorkerCall& call) {
    if (m_path.isEmpty())
        return;
    m_asker.stop();
    if (m_jobs.somethingRuns() || !m_jobs.start(kind, title, call))
        Q_EMIT notice(tr("Another job runs in this project: wait for its end, or cancel it."), true);
    else if (kind == QLatin1String("study")) {
        m_follow = true;
        m_page.showTab(ui::WeakStrongPage::Tab::Studies);
    }
}

/// Whoever runs it: what a study has brought so far is looked at while it goes on.
void WeakStrongController::jobChanged(const std::optional<ui::JobView>& job) {
    m_page.setJob(job);
    const bool runs = job && ui::isActive(*job) && !m_path.isEmpty();
    if (runs == m_grow.isActive())
        return;
    if (runs)
        m_grow.start();
    else
        m_grow.stop();
    refresh();
}

void WeakStrongController::ended(const QString& kind, const WorkerOutcome& outcome) {
    const auto words = wordsOf(kind);
    if (!words)
        return;
    using Kind = WorkerOutcome::Kind;
    if (outcome.kind == Kind::Done)
        tellDone(kind, outcome.result);
    else if (outcome.kind == Kind::Cancelled)
        Q_EMIT notice(words->cancelled, false);
    else {
        m_page.appendLog(outcome.message);
        Q_EMIT notice(words->failed.arg(outcome.message), true);
    }
    refresh();
}

/// None for jobs that are not this page's.
std::optional<WeakStrongController::Words> WeakStrongController::wordsOf(const QString& kind) {
    if (kind == QLatin1String("study"))
        return Words{tr("The study was cancelled. What is done of it is kept: it can go on."),
                     tr("The study failed: %1")};
    if (kind == QLatin1String("add-task"))
        return Words{tr("No task was added."), tr("The task was not added: %1")};
    if (kind == QLatin1String("remove-task"))
        return Words{tr("No task was removed."), tr("The task was not removed: %1")};
    if (kind == QLatin1String("remove-study"))
        return Words{tr("No study was removed."), tr("The study was not removed: %1")};
    return std::nullopt;
}

void WeakStrongController::tellDone(const QString& kind, const QJsonObject& result) {
    if (kind == QLatin1String("study")) {
        Q_EMIT notice(tr("The study is done."), false);
        return;
    }
    if (kind == QLatin1String("remove-task") || kind == QLatin1String("remove-study")) {
        Q_EMIT notice(kind == QLatin1String("remove-task") ? tr("The task was removed.") : tr("The study was removed."),
                      false);
        return;
    }
    m_choose_task = result.value(u"task").toString();
    const auto examples = [&](const char* part) {
        return QLocale().toString(
            static_cast<qlonglong>(result.value(QLatin1String(part)).toObject().value(u"examples").toDouble()));
    };
    const auto of = kindFrom(result.value(u"kind").toString());
    Q_EMIT notice(
        tr("%1 was added: %2, %3 examples to learn from, %4 to measure by.")
            .arg(m_choose_task.left(80), of ? ui::kindText(*of) : QString(), examples("train"), examples("test")),
        false);
}

} // namespace stepmark::desktop
