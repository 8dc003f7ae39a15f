// SPDX-License-Identifier: GPL-3.0-or-later
// Passes of labelers, a mark at a time. The thread that opened the project.
#pragma once

#include "storage/annotation_store.h"
#include "storage/labeler_store.h"
#include "storage/rating_store.h"
#include "tests/storage/fixture.h"

namespace stepmark::fixture {

inline void rate(storage::Project& project, AnnotationId annotation, StepId step, std::optional<Rating> rating) {
    RatingEvent event;
    event.annotation = annotation;
    event.step = step;
    event.rating = rating;
    storage::RatingStore(project).append(event);
}

inline AnnotationId begin(storage::Project& project, SolutionId solution, const std::string& labeler) {
    return storage::AnnotationStore(project).begin(solution, storage::LabelerStore(project).named(labeler).id).id;
}

} // namespace stepmark::fixture
