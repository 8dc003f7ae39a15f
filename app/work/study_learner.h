// SPDX-License-Identifier: GPL-3.0-or-later
//
// Who learns in a study: the learning code, or in tests somebody quicker. The thread that opened the project.
#pragma once

#include "app/work/task_tuning.h"
#include "model/base/model_config.h"
#include "model/learning/weakstrong/learn.h"
#include "model/run/study_results.h"

#include <memory>

namespace stepmark::work {

/// A model of a ladder, looked at.
struct Rung {
    StudyModel model;
    std::string fingerprint; ///< of the folder: layers are told apart by their number
};

/// Of one task: see learn.h for what each does.
class Learner {
public:
    virtual ~Learner() = default;
    /// Throws Error where the folder is no model, or has fewer layers.
    virtual Rung look(const LadderModel& model, const std::stop_token& stop) = 0;
    virtual std::int64_t keepStates(const std::filesystem::path& folder, const std::vector<int>& layers,
                                    const LearnOptions& options, const std::stop_token& stop,
                                    ProgressSink progress) = 0;
    virtual Learned learn(const LadderModel& model, const Lesson& lesson, const LearnOptions& options,
                          const std::stop_token& stop, ProgressSink progress) = 0;
    virtual LearnCost cost(const std::filesystem::path& folder, const std::vector<int>& layers, std::int64_t lessons,
                           std::size_t examples, const LearnOptions& options, const std::stop_token& stop) = 0;
    /// A base reads the task's texts (task_tuning.h); what that costs.
    virtual Tuned tune(const TuneRequest& request, const std::stop_token& stop, ProgressSink progress) = 0;
    virtual LearnCost costOfTuning(const TuneRequest& request, const std::stop_token& stop) = 0;
};

/// Weights of the layers that a configuration has, with embedding and norms, without a head.
std::int64_t parametersOf(const ModelConfig& config);

/// By networks. The task outlives it.
std::unique_ptr<Learner> networkLearner(const Task& task);

} // namespace stepmark::work
