// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/domain/annotation.h"
#include "storage/annotation_store.h"
#include "storage/interchange/export.h"
#include "storage/rating_store.h"
#include "storage/step_store.h"

#include <nlohmann/json.hpp>

#include <map>
#include <set>
#include <unordered_map>
#include <vector>

namespace stepmark::interchange {

/// Rows for TRL's PRMTrainer and axolotl's stepwise trainer: `prompt`, `completions`, `labels` (true, false), each
/// rating once. One thread.
class TrlRows {
public:
    TrlRows(storage::Project& project, NeutralExport neutral);

    /// The annotation's path as one row. An unlabelled step within it ends the row: the next begins after it, with all
    /// steps so far in its prompt, so that no step is judged without what precedes it. Alternatives that were rated
    /// beside the path are rows of one completion. Labels behind a first error are judgements, too. What a reviewer
    /// settled about a step that the labeler rated goes before their rating.
    std::vector<nlohmann::json> rows(AnnotationId annotation);

    struct Written {
        std::int64_t positive = 0, neutral = 0, negative = 0; ///< as they stand in the project
        formats::Losses lost;
    };
    const Written& written() const { return m_written; } ///< by the rows so far

private:
    struct Step {
        StepId id = 0;
        std::string text;
    };
    std::vector<Step> pathOf(const storage::StoredAnnotation& annotation,
                             const std::vector<storage::Alternative>& alternatives,
                             const std::map<StepId, std::string>& texts);
    std::map<StepId, std::string> textsOf(AnnotationId annotation);
    std::optional<bool> labelOf(StepId step); ///< counts it

    storage::Project& m_project;
    NeutralExport m_neutral;
    storage::AnnotationStore m_annotations;
    storage::RatingStore m_rating_store;
    storage::StepStore m_steps;
    std::unordered_map<StepId, Rating> m_settled; ///< by reviewers: these go before the labeler's
    Written m_written;
    std::map<StepId, Rating> m_ratings;           ///< of the annotation at hand
};

} // namespace stepmark::interchange
