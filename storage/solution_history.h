// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/domain/annotation.h"
#include "storage/annotation_store.h"
#include "storage/project.h"

#include <map>
#include <span>
#include <string>
#include <vector>

namespace stepmark::storage {

/// Who says what of a step now.
struct StandingMark {
    LabelerId labeler = 0;
    std::string labeler_name;
    Rating rating = Rating::Neutral;
};

/// The label that a step's marks make: the consensus of the labelers, without those who say two things of it.
std::optional<Rating> labelOf(std::span<const StandingMark> marks);

/// A rating event with what a reader wants to know of it.
struct HistoryEvent : RatingEvent {
    std::string labeler_name;
    std::string labeler_kind; ///< "human", "oracle", "scores"
    SolutionId solution = 0;  ///< on which it was made: a shared step is marked on any of its solutions
    std::string step_text;
    int step_number = 0; ///< from 1
};

/// A pass over the solution.
struct HistoryPass : StoredAnnotation {
    std::string labeler_name;
    std::string labeler_kind;
    std::int64_t round_number = 0; ///< 0 for none
};

/// Reads what was ever done to a solution: nothing in it is newer or older than the tables, which are append-only.
/// Thread rule: that of its Project.
class SolutionHistory {
public:
    explicit SolutionHistory(Project& project);

    /// All events on the steps of the solution, by anybody, on whatever solution that shares them, undone ones
    /// included; and on alternatives that were offered in a pass over it. Oldest first.
    std::vector<HistoryEvent> events(SolutionId solution) const;
    /// All passes over the solution, oldest first.
    std::vector<HistoryPass> passes(SolutionId solution) const;
    /// What stands on every marked step of a problem: of each labeler the last word, or both of two opinions.
    std::map<StepId, std::vector<StandingMark>> standing(ProblemId problem) const;

private:
    Connection& m_connection;
};

} // namespace stepmark::storage
