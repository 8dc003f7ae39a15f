// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/learning/weakstrong/course_watch_p.h"

#include <algorithm>

namespace stepmark {

using nlohmann::json;

namespace {

json orNull(const std::optional<double>& value) { return value ? json(*value) : json(nullptr); }

std::optional<double> numberOf(const json& value) {
    return value.is_null() ? std::nullopt : std::optional(value.get<double>());
}

} // namespace

CoursePart coursePart(const Task& task, const TaskTexts& texts, const Lesson& lesson, std::size_t examples) {
    const std::vector<std::size_t> first = firstItems(task.test);
    CoursePart part;
    part.task.kind = task.kind;
    for (const std::size_t place : drawnForCourse(task, examples)) {
        part.task.test.push_back(task.test[place]);
        part.texts.push_back(texts.test[place]);
        for (std::size_t item = first[place]; item < first[place + 1]; ++item) {
            part.items.push_back(static_cast<std::int64_t>(item));
            if (lesson.supervisor_test.size() == first.back())
                part.lesson.supervisor_test.push_back(lesson.supervisor_test[item]);
        }
    }
    return part;
}

CourseWatch::CourseWatch(CoursePart part, TrainingCore& core, const Options& options, ProgressThrottle& progress,
                         const std::stop_token& stop)
    : m_part(std::move(part))
    , m_course(m_part.task, m_part.lesson)
    , m_judge(core, m_part.task.test, m_part.texts, stop)
    , m_options(options)
    , m_progress(progress) {}

void CourseWatch::stepped(const StepMade& step) { m_progress.report(updateMade(step, Subject::Head)); }

bool CourseWatch::between(const RunPlace& place, const std::stop_token& stop) {
    const bool due = place.done() ? m_options.judges_end : place.step % m_options.every == 0;
    if (due && place.step > m_step) {
        add(place.share(), m_judge.logits(stop, m_progress));
        m_step = place.step;
    }
    return true;
}

void CourseWatch::end(const at::Tensor& test_logits) { add(1, test_logits.index_select(0, at::tensor(m_part.items))); }

void CourseWatch::add(double done, const at::Tensor& logits) {
    m_course.add(done, std::nullopt, m_course.judge(true, logits));
    m_course.taken();
}

std::vector<LearnPoint> CourseWatch::take(const std::vector<std::optional<double>>& losses,
                                          std::optional<std::size_t> taken) {
    if (taken && *taken < m_course.points().size())
        m_course.taken(*taken);
    std::vector<LearnPoint> points = m_course.take();
    for (std::size_t i = 0; i < std::min(points.size(), losses.size()); ++i)
        points[i].validation_loss = losses[i];
    return points;
}

json CourseWatch::state() const {
    json points = json::array();
    for (const LearnPoint& point : m_course.points())
        points.push_back({point.done, orNull(point.test_truth), orNull(point.test_supervisor)});
    return {{"step", m_step}, {"points", points}};
}

void CourseWatch::restore(const json& state) {
    m_step = state.at("step");
    std::vector<LearnPoint> points;
    for (const json& point : state.at("points"))
        points.push_back({point.at(0), std::nullopt, numberOf(point.at(1)), numberOf(point.at(2)), false});
    m_course.setPoints(std::move(points));
}

} // namespace stepmark
