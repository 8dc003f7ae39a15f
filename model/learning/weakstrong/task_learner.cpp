// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/learning/weakstrong/learn.h"

#include "model/domain/error.h"
#include "model/learning/weakstrong/fine_tune_p.h"
#include "model/learning/weakstrong/learn_to_write_p.h"
#include "model/learning/weakstrong/probe_p.h"
#include "model/learning/weakstrong/task_states_p.h"

namespace stepmark {

struct TaskLearner::State {
    explicit State(const Task& all)
        : task(all)
        , states(all) {}

    const Task& task;
    TaskStates states;
    RecentRows recent;
    LowerStates lower;
};

TaskLearner::TaskLearner(const Task& task)
    : m_state(std::make_unique<State>(task)) {}
TaskLearner::~TaskLearner() = default;
TaskLearner::TaskLearner(TaskLearner&&) noexcept = default;
TaskLearner& TaskLearner::operator=(TaskLearner&&) noexcept = default;

std::int64_t TaskLearner::keepStates(const std::filesystem::path& folder, const std::vector<int>& layers,
                                     const LearnOptions& options, const std::stop_token& stop, ProgressSink progress) {
    return m_state->states.ensure(folder, layers, options, stop, std::move(progress));
}

Learned TaskLearner::learn(const LadderModel& model, const Lesson& lesson, const LearnOptions& options,
                           const std::stop_token& stop, ProgressSink progress) {
    if (options.method == StudyMethod::Bootstrapping || options.method == StudyMethod::LogitDifference)
        throw Error("The method " + std::string(toText(options.method)) + " is made of several lessons.");
    if (options.reading == TaskReading::Generated && (options.way == LearnWay::Probe || !isForWritten(options.method)))
        throw Error("Only a whole model writes its answers, and learns from such as are written.");
    if (options.reading == TaskReading::Generated)
        return learnToWrite(m_state->task, model, lesson, options, stop, std::move(progress));
    if (options.way == LearnWay::Full)
        return fineTune(m_state->task, model, lesson, options, m_state->lower, stop, std::move(progress));
    const std::int64_t tokens = m_state->states.ensure(model.folder, {model.layers}, options, stop, progress);
    Learned learned = learnProbe(m_state->task, m_state->states.at(model), lesson, options,
                                 model.folder.string() + ":" + std::to_string(model.layers), m_state->recent, stop,
                                 std::move(progress));
    learned.tokens = tokens;
    learned.computed = m_state->states.computed();
    return learned;
}

LearnCost TaskLearner::cost(const std::filesystem::path& folder, const std::vector<int>& layers, std::int64_t lessons,
                            std::size_t examples, const LearnOptions& options, const std::stop_token& stop) {
    if (options.way == LearnWay::Probe)
        return m_state->states.cost(folder, layers, lessons, options, stop);
    LearnCost all;
    for (const int one : layers) {
        if (options.reading == TaskReading::Generated) {
            const LearnCost cost = writingCost(m_state->task, {folder, one}, examples, options, stop);
            all.tokens += cost.tokens * lessons;
            all.seconds += cost.seconds * static_cast<double>(lessons);
            all.peak_bytes = std::max(all.peak_bytes, cost.peak_bytes);
            continue;
        }
        const FineTuneCost cost = fineTuneCost(m_state->task, {folder, one}, examples, options, stop);
        all.tokens += cost.once.tokens + cost.lesson.tokens * lessons;
        all.seconds += cost.once.seconds + cost.lesson.seconds * static_cast<double>(lessons);
        all.peak_bytes = std::max(all.peak_bytes, cost.lesson.peak_bytes);
    }
    return all;
}

} // namespace stepmark
