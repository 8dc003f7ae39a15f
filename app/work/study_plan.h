// SPDX-License-Identifier: GPL-3.0-or-later
//
// A study as a plan: who learns what of whom. Supervisors and ceilings are nodes of their own, so that students,
// methods and studies share them, and whatever is added costs only itself; so are folders that read the task's texts
// first, each of them once and as a whole, whatever depths and seeds learn from it.
//
// Pure functions, but for checkedLadder(): any thread.
#pragma once

#include "app/work/study_learner.h"
#include "model/run/plan.h"

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace stepmark::work {

/// What a node of the plan is.
struct StudyNode {
    StudyRole role = StudyRole::Supervisor;
    std::size_t model = 0; ///< place in the ladder
    StudyMethod method = StudyMethod::Naive;
    std::uint64_t seed = 0;
    double alpha = 0;                   ///< where the method has one
    std::optional<std::size_t> teacher; ///< the node whose judgements it learns from; none: the truth
    bool judges = true;                 ///< its judgements of the training examples are kept: others may learn from it
    bool tunes = false; ///< the folder of its model only reads the task's texts: all else is nothing to it
    std::optional<std::size_t> tuned; ///< the node that does this before its model learns
};

struct StudyPlan {
    Plan plan;
    std::vector<StudyNode> nodes; ///< one each of the plan's, in its order
    std::map<std::string, std::size_t> by_name;

    std::size_t supervisor(std::size_t model, std::uint64_t seed) const;
    std::size_t ceiling(std::size_t model, std::uint64_t seed) const;
    /// nullopt: bootstrapping, and there is no size between.
    std::optional<std::size_t> student(std::size_t supervisor, std::size_t model, StudyMethod method,
                                       std::uint64_t seed) const;
};

/// Throws Error where such a task has no answers that a model could write.
void requireReadable(TaskKind kind, TaskReading reading);

/// How many of the ladder supervise, from the weakest.
std::size_t supervisorsOf(const StudySpec& spec);

/// Looks at the models of the ladder. Throws Error where one is none, has too few layers, or stands there twice, where
/// there is nothing to learn from each other, where seeds or methods are missing or stand there twice, and where way
/// or methods do not go with the reading.
std::vector<Rung> checkedLadder(const StudySpec& spec, Learner& learner, const std::stop_token& stop);

/// Settled. `task`: its fingerprint.
StudyPlan studyPlanOf(const StudySpec& spec, const std::vector<Rung>& ladder, const std::string& task);

/// What the learner is asked for, all but folders and places.
LearnOptions learnOptionsOf(const StudySpec& spec, const StudyNode& node);

} // namespace stepmark::work
