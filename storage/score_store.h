// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/domain/ids.h"
#include "model/domain/selection.h"
#include "model/domain/split.h"
#include "model/domain/step_scores.h"
#include "storage/project.h"

#include <span>
#include <stop_token>
#include <unordered_map>
#include <vector>

namespace stepmark::storage {

struct StepScoreRow {
    StepId step = 0;
    StepProbabilities probabilities;
};
struct SolutionScoreRow {
    SolutionId solution = 0;
    double score = 0;
};

struct CandidateFilter {
    std::optional<Split> split = Split::Train; ///< of the problem; nullopt: of all
    ScoreRule rule = ScoreRule::Product;
    NeutralPolicy neutral = NeutralPolicy::AsPositive;
    bool unlabelled_only =
        true; ///< leave out solutions that were annotated or ever queued, and of equal samples all but the first
};

/// Tables step_score and solution_score: what a model says of steps (PRM) and of solutions (ORM). Writing again
/// replaces. Thread rule: that of its Project.
class ScoreStore {
public:
    explicit ScoreStore(Project& project);

    /// In many small transactions, so that a labeler's marks never wait for it; a part of the rows may be there after a
    /// kill or a cancel, see begin().
    void writeSteps(ModelId model, std::span<const StepScoreRow> rows, const std::stop_token& stop = {});
    /// Likewise; solutions() tells nothing of the model until all are there.
    void writeSolutions(ModelId model, std::span<const SolutionScoreRow> rows, const std::stop_token& stop = {});

    std::unordered_map<StepId, StepProbabilities> steps(ModelId model) const;
    /// A scoring of many steps writes them in parts, so that a killed one goes on where it was. From begin to finish
    /// the model's first scores are not to be chosen by: hasFinished() says no.
    /// `split`: of the problems, nullopt for all; that of a part does not finish one of all.
    void begin(ModelId model, std::optional<Split> split = {});
    void finish(ModelId model, std::optional<Split> split = {});
    bool hasFinished(ModelId model) const; ///< it has scored steps, and was not stopped at its first scoring
    std::unordered_map<SolutionId, double> solutions(ModelId model) const;
    /// Scores of the steps from the first to `leaf`; nullopt for steps the model has not scored.
    std::vector<std::optional<StepProbabilities>> path(ModelId model, StepId leaf) const;

    /// Of all steps of a problem that the model has scored.
    std::unordered_map<StepId, StepProbabilities> ofProblem(ModelId model, ProblemId problem) const;

    /// A solution's score by `rule` from its steps' scores, for every solution all of whose steps are scored.
    std::unordered_map<SolutionId, double> solutionScores(ModelId model, const CandidateFilter& filter) const;
    /// What may be queued: solutions all of whose steps are scored, in order of id. Uncertainty: mean entropy of their
    /// steps. With model 0 nothing needs a score and every score is 0 (the first round).
    std::vector<Candidate> candidates(ModelId model, const CandidateFilter& filter = {}) const;

    /// Makes the model's solution scores (the product of the step scores, 0 to 1) those that lists show, sort and
    /// filter by, and remembers whose they are. In many small transactions, so that a labeler's marks never wait for
    /// it.
    void showInLists(ModelId model);
    /// Whose scores the lists show; 0 for nobody's.
    ModelId shownInLists() const;

private:
    Project& m_project;
    Connection& m_connection;
};

} // namespace stepmark::storage
