// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/learning/weakstrong/course_p.h"

#include "model/domain/draw.h"
#include "model/domain/error.h"
#include "model/tasks/figures.h"

#include <algorithm>
#include <numeric>

namespace stepmark {

std::vector<std::size_t> drawnForCourse(const Task& task, std::size_t most) {
    std::vector<std::size_t> drawn(task.test.size());
    std::iota(drawn.begin(), drawn.end(), std::size_t{0});
    Draw(0, "examples of a course").sort(drawn, [&](std::size_t place) {
        return static_cast<std::uint64_t>(task.test[place].group);
    });
    drawn.resize(std::min(drawn.size(), most));
    return drawn;
}

Progress updateMade(const StepMade& step, Subject subject) {
    return {.stage = Stage::Training,
            .subject = subject,
            .epoch = step.place.epoch + 1,
            .done = step.place.step,
            .total = step.place.steps,
            .unit = Unit::Updates,
            .loss = step.result.sum.mean(),
            .skipped = step.skipped.count(),
            .note = step.skipped.text()};
}

Course::Course(const Task& task, const Lesson& lesson)
    : m_task(task)
    , m_train(isChoice(task.kind), itemCounts(task.train))
    , m_test(isChoice(task.kind), itemCounts(task.test))
    , m_truth(truthOf(task.test)) {
    if (lesson.supervisor_test.empty())
        return;
    if (lesson.supervisor_test.size() != m_truth.size())
        throw Error("The supervisor judges " + std::to_string(lesson.supervisor_test.size()) + " test items of " +
                    std::to_string(m_truth.size()) + ".");
    m_supervisor = hardened(task.kind, task.test, lesson.supervisor_test);
}

std::vector<float> Course::judge(bool test, const at::Tensor& logits) const {
    const at::Tensor p = (test ? m_test : m_train).judgements(logits).contiguous();
    return {p.data_ptr<float>(), p.data_ptr<float>() + p.numel()};
}

void Course::add(double done, std::optional<double> validation_loss, const std::vector<float>& test) {
    const auto figure = [&](const std::vector<float>& labels) {
        return labels.empty() ? std::nullopt : figureOf(figureSums(m_task.kind, m_task.test, labels, test));
    };
    m_points.push_back({done, validation_loss, figure(m_truth), figure(m_supervisor), false});
}

void Course::taken(std::size_t point) {
    for (std::size_t i = 0; i < m_points.size(); ++i)
        m_points[i].taken = i == point;
}

} // namespace stepmark
