// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/domain/annotation.h"
#include "storage/project.h"

#include <map>
#include <set>
#include <unordered_set>
#include <vector>

namespace stepmark::storage {

/// Table rating_event: append-only; the database itself refuses to change or delete a row. Thread rule: that of its
/// Project.
class RatingStore {
public:
    explicit RatingStore(Project& project);
    ~RatingStore();
    RatingStore(const RatingStore&) = delete;
    RatingStore& operator=(const RatingStore&) = delete;

    /// Appends one event and returns when it is on disk: one insert, one sync, whatever the number of ratings. The
    /// labeler is the annotation's (event.labeler is ignored); created_at is set to now where empty. Error where the
    /// step belongs to another problem than the annotation's solution.
    RatingId append(const RatingEvent& event);
    /// Takes the annotation's last rating back that still stands, by an event without a rating; returns the step,
    /// nullopt if none stands.
    std::optional<StepId> undoLast(AnnotationId annotation);

    /// What a labeler says now of the steps of a solution; steps without a rating, or with two of them (Opinion), are
    /// left out.
    std::map<StepId, Rating> current(LabelerId labeler, SolutionId solution) const;
    /// What everybody says now of the steps from the first to `leaf`, by step, then labeler; of two opinions both.
    struct Word {
        StepId step = 0;
        LabelerId labeler = 0;
        Rating rating = Rating::Neutral;
        bool model_visible = false; ///< the model's opinion was on screen
    };
    std::vector<Word> standing(StepId leaf) const;
    /// A labeler's last word on one step; nullopt where there is none, it was taken back, or stands beside another.
    std::optional<RatingEvent> last(LabelerId labeler, StepId step) const;
    /// There is an event of just then: a labeler's on a step, created_at as it was appended.
    bool holds(LabelerId labeler, StepId step, const std::string& created_at) const;
    /// What stands at the end of one annotation, without the steps of openSteps().
    std::map<StepId, Rating> ofAnnotation(AnnotationId annotation) const;
    /// Those that an annotation says two things of.
    std::set<StepId> openSteps(AnnotationId annotation) const;
    /// All events, oldest first.
    std::vector<RatingEvent> history(AnnotationId annotation) const;

private:
    struct Statements;
    Connection& m_connection;
    std::unique_ptr<Statements> m_statements;
};

/// All steps that somebody says two things of.
std::unordered_set<StepId> openSteps(Connection& connection);

} // namespace stepmark::storage
