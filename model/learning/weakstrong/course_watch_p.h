// SPDX-License-Identifier: GPL-3.0-or-later
//
// How a network fares while it is trained: now and then it judges a part of the test that is small beside the run.
//
// Thread rule: as observer_p.h.
#pragma once

#include "model/learning/trainer/observer_p.h"
#include "model/learning/weakstrong/course_p.h"
#include "model/learning/weakstrong/pupil_p.h"

#include <optional>

namespace stepmark {

/// Some of a task's test.
struct CoursePart {
    Task task; ///< whose test they are; it has nothing else
    std::vector<Example> texts;
    Lesson lesson;                   ///< what the supervisor says of them, where there is one
    std::vector<std::int64_t> items; ///< which of all items of the test they have
};
/// Drawn by group, at most so many.
CoursePart coursePart(const Task& task, const TaskTexts& texts, const Lesson& lesson, std::size_t examples);

class CourseWatch : public Observer {
public:
    struct Options {
        std::int64_t every = 1; ///< steps from point to point
        bool judges_end = true; ///< else end() tells how the run ended
    };
    CourseWatch(CoursePart part, TrainingCore& core, const Options& options, ProgressThrottle& progress,
                const std::stop_token& stop);

    std::string_view name() const override { return "course"; }
    void stepped(const StepMade& step) override;
    bool between(const RunPlace& place, const std::stop_token& stop) override;
    nlohmann::json state() const override;
    void restore(const nlohmann::json& state) override;

    /// The last point, out of the logits [items, 1] of all of the test.
    void end(const at::Tensor& test_logits);
    /// The losses are those of the points that validated, in order; `taken`: the point that was kept in the end.
    std::vector<LearnPoint> take(const std::vector<std::optional<double>>& losses, std::optional<std::size_t> taken);

private:
    void add(double done, const at::Tensor& logits);

    const CoursePart m_part;
    Course m_course;
    Judge m_judge;
    Options m_options;
    ProgressThrottle& m_progress;
    std::int64_t m_step = 0; ///< of the last point
};

} // namespace stepmark
