// SPDX-License-Identifier: GPL-3.0-or-later
//
// What the runs of a study are worth, as far as they are there. One thread.
#pragma once

#include "app/work/study_plan.h"
#include "model/tasks/pgr.h"

namespace stepmark::work {

class StudyScores {
public:
    /// `task`: as studies see it (model/tasks/disagreements.h).
    StudyScores(const Task& task, const StudySpec& spec, const StudyPlan& plan);

    /// What the node's run says of the test. Throws Error where that is no use.
    void add(std::size_t node, std::vector<float> test);
    std::optional<double> figureOf(std::size_t node) const;
    /// Of the seeds that are there.
    StudyResults results() const;

private:
    struct Scored {
        std::vector<float> judgements;
        std::optional<Measured> measured; ///< none: nothing to be right in
        std::optional<double> first_error_f1;
        double unanswered = 0; ///< share of the test
    };
    StudyFigure meanOf(StudyRole role, std::size_t model, const std::vector<std::size_t>& nodes) const;
    StudyFigure studentOf(std::size_t supervisor, std::size_t model, StudyMethod method) const;
    void addPgr(StudyFigure& figure, const std::vector<std::size_t>& students, std::size_t supervisor) const;
    void addAgreement(StudyFigure& figure, const std::vector<std::size_t>& students, std::size_t supervisor) const;
    const Measured* measuredAt(std::size_t node) const;

    void addFirstErrors(StudyFigure& figure, const std::vector<std::size_t>& nodes) const;

    const Task& m_task;
    const StudySpec& m_spec;
    const StudyPlan& m_plan;
    const std::vector<float> m_truth;
    GroupSums m_untaught;
    const Resamples m_resamples;
    const bool m_solutions;                      ///< a first wrong step is asked for
    std::vector<std::optional<Scored>> m_scored; ///< by node
};

/// What a task is measured by, in words: "accuracy", "exact match", "step AUC within a problem".
std::string figureName(TaskKind kind);

} // namespace stepmark::work
