// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/annotation_store.h"
#include "storage/decision_store.h"
#include "storage/evaluation_store.h"
#include "storage/gold_store.h"
#include "storage/job_store.h"
#include "storage/labeler_store.h"
#include "storage/model_store.h"
#include "storage/problem_store.h"
#include "storage/project.h"
#include "storage/queue_store.h"
#include "storage/rating_store.h"
#include "storage/round_store.h"
#include "storage/score_store.h"
#include "storage/solution_store.h"
#include "storage/step_store.h"

#include <map>
#include <utility>

namespace stepmark::desktop {

/// An open project with its stores. Lives on the storage thread and is never seen by another one.
struct Session {
    explicit Session(storage::Project opened)
        : project(std::move(opened))
        , labelers(project)
        , problems(project)
        , steps(project)
        , solutions(project)
        , annotations(project)
        , ratings(project)
        , decisions(project)
        , queue(project)
        , rounds(project)
        , models(project)
        , scores(project)
        , evaluations(project)
        , gold(project)
        , jobs(project) {}

    storage::Project project; ///< first, so that it outlives the stores
    storage::LabelerStore labelers;
    storage::ProblemStore problems;
    storage::StepStore steps;
    storage::SolutionStore solutions;
    storage::AnnotationStore annotations;
    storage::RatingStore ratings;
    storage::DecisionStore decisions;
    storage::QueueStore queue;
    storage::RoundStore rounds;
    storage::ModelStore models;
    storage::ScoreStore scores;
    storage::EvaluationStore evaluations;
    storage::GoldStore gold;
    storage::JobStore jobs;

    int number = 0; ///< of the sessions of this window, so that what was meant for another is not written into it

    /// The pass a labeler makes over a solution in this session, so that going back goes on with the same one.
    std::map<std::pair<LabelerId, SolutionId>, AnnotationId> passes;
};

} // namespace stepmark::desktop
