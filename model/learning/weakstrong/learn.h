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
#include <optional>
#include <span>
#include <stop_token>
#include <string>
#include <vector>

namespace stepmark {

/// What it is to learn: judgements (one number an item, see task.h) of some training examples.
struct Lesson {
    std::vector<std::size_t> examples; ///< places in Task::train
    std::vector<float> targets;        ///< of their items, in order
    /// The supervisor's judgements of Task::test, against which the course is told beside the truth; empty: none.
    std::vector<float> supervisor_test;
};

struct LearnOptions {
    LearnWay way = LearnWay::Probe;
    StudyMethod method = StudyMethod::Naive; ///< Bootstrapping and LogitDifference are made of several lessons: an Error
    double alpha = 0.5;                      ///< how much the student's own answers count in the end
    double warmup = 0.2;                     ///< share of the run over which they come to
    std::uint64_t seed = 0;                  ///< of validation examples (by group) and of their order
    double validation_share = 0.1;           ///< of the lesson's groups
    int epochs = 2;                          ///< Full
    std::optional<double> learning_rate;     ///< Full; none: by the model's size
    ComputeChoice compute;
    std::filesystem::path cache_dir; ///< Probe: where what the frozen base makes of the task is kept
    std::filesystem::path out;       ///< Full: where the run's state is kept while it lasts, to go on from; empty: not
};

/// A point of the course: for a probe a penalty tried, else a place in the run.
struct LearnPoint {
    double done = 0;                              ///< share of the course
    double validation_loss = 0;                   ///< nats, by the lesson's own labels
    std::optional<double> test_truth;             ///< figure of the test examples (accuracy; of steps the AUC within a problem)
    std::optional<double> test_supervisor;        ///< the same with the supervisor's hardened labels for the truth
    bool taken = false;
};

struct Learned {
    std::vector<float> train; ///< judgements of all of Task::train
    std::vector<float> test;  ///< of Task::test
    std::vector<LearnPoint> course;
    std::int64_t tokens = 0; ///< through the network
    double seconds = 0;
    Computed computed;
};

/// Throws Error where something is too long for the model, or nothing finite comes of it; Cancelled.
Learned learn(const Task& task, const LadderModel& model, const Lesson& lesson, const LearnOptions& options,
              const std::stop_token& stop = {}, ProgressSink progress = {});

/// What it will cost.
struct LearnCost {
    std::int64_t tokens = 0; ///< through the network, of all of it that is not kept already
    std::int64_t peak_bytes = 0;
    double seconds = 0;
};
/// Of a whole ladder that shares passes: `lessons`: how many are learnt by each model.
LearnCost learnCost(const Task& task, std::span<const LadderModel> ladder, std::int64_t lessons,
                    const LearnOptions& options, const std::stop_token& stop = {});

/// What frozen bases make of the task: each folder once for all of its layers, where it is not kept. Probes of these
/// models then take seconds.
std::int64_t keepStates(const Task& task, std::span<const LadderModel> ladder, const LearnOptions& options,
                        const std::stop_token& stop = {}, ProgressSink progress = {});

} // namespace stepmark
