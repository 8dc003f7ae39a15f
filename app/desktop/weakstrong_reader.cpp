// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/weakstrong_reader.h"

#include "storage/weakstrong/run_details.h"
#include "storage/weakstrong/study_run_store.h"
#include "storage/weakstrong/study_store.h"
#include "storage/weakstrong/task_store.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <map>

namespace stepmark::desktop {

namespace {

using Runs = std::map<std::string, const StudyRun*>; ///< by identity

/// From whom a student's labels came in the end, and over how many students.
struct Descent {
    const StudyRun* supervisor = nullptr;
    std::size_t students = 0;
};

Descent descentOf(const StudyRun& run, const Runs& runs) {
    Descent descent{&run, 0};
    while (descent.supervisor && descent.supervisor->role == StudyRole::Student && descent.students < runs.size()) {
        ++descent.students;
        const auto teacher = runs.find(descent.supervisor->teacher);
        descent.supervisor = teacher == runs.end() ? nullptr : teacher->second;
    }
    return descent;
}

class Wanted {
public:
    Wanted(const Study& study, const StudyFigure& figure, std::size_t seed)
        : m_study(study)
        , m_figure(figure)
        , m_seed(seed) {}

    bool matches(const StudyRun& run, const Runs& runs) const {
        if (run.role != m_figure.role || run.seed != m_study.spec.seeds[m_seed] ||
            run.model.layers != modelAt(m_figure.model).layers)
            return false;
        if (run.role != StudyRole::Student)
            return true;
        const Descent descent = descentOf(run, runs);
        if (!descent.supervisor || !m_figure.supervisor ||
            descent.supervisor->model.layers != modelAt(*m_figure.supervisor).layers)
            return false;
        // Bootstrapping is naive teaching, one student after the other.
        return m_figure.method == StudyMethod::Bootstrapping ? run.method == StudyMethod::Naive && descent.students > 1
                                                             : run.method == m_figure.method && descent.students == 1;
    }

    /// Runs that look alike otherwise: of models with as many layers, or over other students between.
    int likeness(const StudyRun& run) const {
        const auto figure = m_seed < m_figure.by_seed.size() ? m_figure.by_seed[m_seed] : std::nullopt;
        return (run.figure == figure ? 2 : 0) + (run.model.folder == modelAt(m_figure.model).model.folder ? 1 : 0);
    }

private:
    const StudyModel& modelAt(int place) const { return m_study.models.at(static_cast<std::size_t>(place)); }

    const Study& m_study;
    const StudyFigure& m_figure;
    const std::size_t m_seed;
};

/// Its identity; empty where there is none.
std::string identityAt(const Study& study, const ui::RunPlace& place, const std::vector<StudyRun>& all) {
    const auto figure = static_cast<std::size_t>(place.figure), seed = static_cast<std::size_t>(place.seed);
    if (figure >= study.results.figures.size() || seed >= study.spec.seeds.size())
        return {};
    Runs runs;
    for (const StudyRun& run : all)
        runs.emplace(run.identity, &run);
    const Wanted wanted(study, study.results.figures[figure], seed);
    const StudyRun* best = nullptr;
    for (const StudyRun& run : all)
        if (wanted.matches(run, runs) && (!best || wanted.likeness(run) > wanted.likeness(*best)))
            best = &run;
    return best ? best->identity : std::string();
}

std::vector<std::pair<QString, QString>> settingsOf(const StudyRun& run) {
    std::vector<std::pair<QString, QString>> settings;
    const auto json = nlohmann::ordered_json::parse(run.settings, nullptr, false);
    if (json.is_object())
        for (const auto& [name, value] : json.items())
            if (!value.is_null())
                settings.emplace_back(
                    QString::fromStdString(name),
                    QString::fromStdString(value.is_string() ? value.get<std::string>() : value.dump()));
    return settings;
}

} // namespace

WeakStrongState weakStrongState(Session& session) {
    WeakStrongState state;
    state.studies = storage::StudyStore(session.project).list();
    for (const storage::StoredTask& task : storage::TaskStore(session.project).list())
        state.tasks.push_back(
            {QString::fromStdString(task.name), task.kind, task.train, task.test, task.train_groups, task.test_groups});
    return state;
}

std::optional<ui::RunView> runView(Session& session, const ui::RunPlace& place) {
    const auto study = storage::StudyStore(session.project).find(place.study);
    if (!study)
        return std::nullopt;
    const std::string identity =
        identityAt(*study, place, storage::StudyRunStore(session.project).ofStudy(place.study));
    const auto details = identity.empty() ? std::nullopt : storage::runDetails(session.project, identity);
    if (!details)
        return std::nullopt;
    return ui::RunView{place, *details, settingsOf(details->run)};
}

} // namespace stepmark::desktop
