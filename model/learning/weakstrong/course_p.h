// SPDX-License-Identifier: GPL-3.0-or-later
//
// How well the test examples are judged while something is learnt, against the truth and against the supervisor.
//
// Thread rule: one thread.
#pragma once

#include "model/learning/trainer/observer_p.h"
#include "model/learning/weakstrong/ballots_p.h"
#include "model/learning/weakstrong/learn.h"

namespace stepmark {

/// Of the test's examples at most so many, drawn by group: those that a course is told by. Places.
std::vector<std::size_t> drawnForCourse(const Task& task, std::size_t most);

/// Where a run stands after a step.
Progress updateMade(const StepMade& step, Subject subject);

class Course {
public:
    /// Both outlive it. Throws Error where the supervisor's judgements are of another number than the test items.
    Course(const Task& task, const Lesson& lesson);

    /// Judgements from logits [items, 1] of the test examples, or of the training examples.
    std::vector<float> judge(bool test, const at::Tensor& logits) const;
    void add(double done, std::optional<double> validation_loss, const std::vector<float>& test);
    /// The last point is the one that is kept, until another is.
    void taken() { taken(m_points.size() - 1); }
    void taken(std::size_t point);
    const std::vector<LearnPoint>& points() const { return m_points; }
    void setPoints(std::vector<LearnPoint> points) { m_points = std::move(points); }
    std::vector<LearnPoint> take() { return std::move(m_points); }

private:
    const Task& m_task;
    Ballots m_train, m_test;
    std::vector<float> m_truth, m_supervisor; ///< labels of the test items
    std::vector<LearnPoint> m_points;
};

} // namespace stepmark
