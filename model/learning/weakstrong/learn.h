// SPDX-License-Identifier: GPL-3.0-or-later
//
// One model learns one task from given labels: what supervisors, students and ceilings have in common.
//
// Thread rule: as train.h.
#pragma once

#include "model/learning/computed.h"
#include "model/run/progress.h"
#include "model/run/study_spec.h"
#include "model/tasks/task.h"

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

namespace stepmark {

/// What it is to learn: judgements (one number an item, see task.h) of some training examples.
struct Lesson {
    /// Places in Task::train. None: only TaskReading::Generated, where the supervisor has written no answer: then
    /// nothing is learnt, and the model judges as it is.
    std::vector<std::size_t> examples;
    std::vector<float> targets; ///< of their items, in order
    /// The supervisor's judgements of Task::test, against which the course is told beside the truth; empty: none.
    std::vector<float> supervisor_test;
    bool judge_train = true; ///< false: nobody needs the judgements of Task::train, and Full does not make them
};

struct LearnOptions {
    LearnWay way = LearnWay::Probe;
    TaskReading reading = TaskReading::Scored; ///< Generated: Full only, of a choice, by methods that isForWritten()
    StudyMethod method =
        StudyMethod::Naive;              ///< Bootstrapping and LogitDifference are made of several lessons: an Error
    double alpha = 0.5;                  ///< how much the student's own answers count in the end
    double warmup = 0.2;                 ///< share of the run over which they come to
    std::uint64_t seed = 0;              ///< of validation examples (by group) and of their order
    double validation_share = 0.1;       ///< of the lesson's groups
    int epochs = 2;                      ///< Full
    int top_layers = 0;                  ///< Full: only so many of the last layers move, and the head; 0: all
    std::optional<double> learning_rate; ///< Full; none: by the model's size
    ComputeChoice compute;
    std::filesystem::path cache_dir; ///< Probe: where what the frozen base makes of the task is kept
    std::filesystem::path out;       ///< Full: where the run's state is kept while it lasts, to go on from; empty: not
};

/// A point of the course: for a probe a penalty tried, else a place in the run.
struct LearnPoint {
    double done = 0;                       ///< share of the course
    std::optional<double> validation_loss; ///< nats, by the lesson's own labels; none: nothing validates
    std::optional<double> test_truth;      ///< figure of the test examples (model/tasks/figures.h)
    std::optional<double> test_supervisor; ///< the same with the supervisor's hardened judgements for the truth
    bool taken = false;
};

struct Learned {
    std::vector<float> train; ///< judgements of all of Task::train; empty: not asked for
    std::vector<float> test;  ///< of Task::test
    std::vector<LearnPoint> course;
    std::int64_t tokens = 0; ///< through the network
    double seconds = 0;
    Computed computed;
};

/// What it will cost.
struct LearnCost {
    std::int64_t tokens = 0;     ///< through the network, of what is not kept already
    std::int64_t peak_bytes = 0; ///< at most
    double seconds = 0;
};

/// Who learns a task, one model and lesson after the other. What it has seen of frozen bases it remembers, so that one
/// pass of a folder serves all lessons of all of its layers.
class TaskLearner {
public:
    /// The task outlives it.
    explicit TaskLearner(const Task& task);
    ~TaskLearner();
    TaskLearner(TaskLearner&&) noexcept;
    TaskLearner& operator=(TaskLearner&&) noexcept;

    /// Probes: has the folder's states of the task kept at all of these layers (0: the last), in one pass. A ladder
    /// that is one folder's is made ready so. Returns the tokens that went through the network. Throws as learn().
    std::int64_t keepStates(const std::filesystem::path& folder, const std::vector<int>& layers,
                            const LearnOptions& options, const std::stop_token& stop = {}, ProgressSink progress = {});

    /// Throws Error where an example is longer than the model reads, or nothing finite comes of it; Cancelled.
    Learned learn(const LadderModel& model, const Lesson& lesson, const LearnOptions& options,
                  const std::stop_token& stop = {}, ProgressSink progress = {});

    /// Of `lessons` with each of these, each of so many training examples. Probes of one folder share a pass up to the
    /// highest of the layers; a token of it counts once. Full: every lesson is a run of its own.
    LearnCost cost(const std::filesystem::path& folder, const std::vector<int>& layers, std::int64_t lessons,
                   std::size_t examples, const LearnOptions& options, const std::stop_token& stop = {});

private:
    struct State;
    std::unique_ptr<State> m_state;
};

} // namespace stepmark
