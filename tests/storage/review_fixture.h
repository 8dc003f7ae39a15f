// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/annotation_store.h"
#include "storage/labeler_store.h"
#include "storage/rating_store.h"
#include "tests/storage/fixture.h"

namespace stepmark::fixture {

/// Labels solutions as people would.
class Labelling {
public:
    explicit Labelling(storage::Project& project)
        : m_project(project)
        , m_annotations(project)
        , m_ratings(project) {}

    /// A finished pass: the ratings in order, from the first step on; nullopt leaves a step out.
    AnnotationId pass(const std::string& labeler, const Stored& solution,
                      const std::vector<std::optional<Rating>>& ratings, const std::string& at = {}, RoundId round = 0,
                      storage::Purpose purpose = storage::Purpose::Label) {
        storage::StoredAnnotation row;
        row.solution = solution.solution;
        row.labeler = storage::LabelerStore(m_project).named(labeler).id;
        row.round = round;
        row.purpose = purpose;
        row.created_at = at;
        const AnnotationId id = m_annotations.add(row);
        bool error = false;
        for (std::size_t i = 0; i < ratings.size(); ++i) {
            if (!ratings[i])
                continue;
            RatingEvent event;
            event.annotation = id;
            event.step = solution.steps[i];
            event.rating = ratings[i];
            event.created_at = at;
            m_ratings.append(event);
            error = error || ratings[i] == Rating::Negative;
        }
        m_annotations.finish(id, error ? FinishReason::FoundError : FinishReason::Solution, 1000);
        return id;
    }

private:
    storage::Project& m_project;
    storage::AnnotationStore m_annotations;
    storage::RatingStore m_ratings;
};

} // namespace stepmark::fixture
