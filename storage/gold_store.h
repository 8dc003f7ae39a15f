// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/domain/quality.h"
#include "storage/annotation_store.h"
#include "storage/project.h"

#include <map>
#include <span>
#include <utility>
#include <vector>

namespace stepmark::storage {

using GoldItemId = std::int64_t;

/// Whom a gold judgement comes from.
enum class GoldOrigin { Annotation, Oracle, File };
const char* toText(GoldOrigin origin); ///< "annotation", "oracle", "file"

/// A solution whose ratings are known.
struct GoldItem {
    GoldItemId id = 0;
    SolutionId solution = 0;
    Purpose purpose = Purpose::QualityControl; ///< or Screening
    GoldOrigin origin = GoldOrigin::Annotation;
    LabelerId labeler = 0; ///< whose judgement it is; never asked themselves. 0 for nobody's
    bool in_service = true;
    std::string created_at; ///< ISO 8601, UTC
    /// Along the solution, from the first step up to and including the first error.
    std::vector<std::pair<StepId, Rating>> ratings;

    std::vector<Rating> values() const;
};

/// One finished answer to a gold item.
struct GoldResult {
    AnnotationId annotation = 0;
    LabelerId labeler = 0;
    GoldItemId gold = 0;
    SolutionId solution = 0;
    Purpose purpose = Purpose::QualityControl;
    std::string at; ///< when the pass began
    GoldComparison comparison;
    std::vector<std::optional<Rating>> given; ///< of the gold's steps
};

/// Tables gold_item, gold_rating and gold_event: the known answers of quality control and screening, and how labelers
/// did on them. Items are never deleted: they go out of service by an event, and then their answers no longer count
/// (mostly the gold was wrong). Results are worked out from the marks each time, so that a corrected mark counts as
/// corrected. Thread rule: that of its Project.
class GoldStore {
public:
    explicit GoldStore(Project& project);

    /// Takes a solution's known ratings into service. What lies behind the first error is left out. The same gold again
    /// gives the item there is; other gold takes its place. Error where a step is left out before that, or where
    /// the solution is not judged to its end or its first error.
    GoldItem add(SolutionId solution, Purpose purpose, GoldOrigin origin, LabelerId labeler,
                 const std::map<StepId, Rating>& ratings);
    /// The judgement of a finished pass.
    GoldItem addFromAnnotation(AnnotationId annotation, Purpose purpose, GoldOrigin origin = GoldOrigin::Annotation);
    /// What this labeler last brought to an end or to its first error, without quality control and screening: the pass
    /// that may become gold.
    std::optional<AnnotationId> lastFinished(LabelerId labeler) const;
    void setInService(GoldItemId id, bool in_service, const std::string& note = {});

    /// Passes by their numbers, first and last, that are to become gold: noted until all are, so that whoever goes on
    /// with a call that was killed finds them.
    struct ToAdd {
        Purpose purpose = Purpose::QualityControl;
        std::vector<std::pair<AnnotationId, AnnotationId>> passes;
    };
    void setToAdd(const ToAdd& noted); ///< instead of what was noted
    ToAdd toAdd() const;

    std::optional<GoldItem> find(GoldItemId id) const;
    std::vector<GoldItem> list(bool with_retired = false) const; ///< by id
    std::int64_t inService(Purpose purpose) const;

    /// Answers of one labeler (0: of all) to items in service, by age. Nobody is compared with their own judgement.
    std::vector<GoldResult> results(LabelerId labeler = 0) const;

private:
    std::vector<GoldItem> read(const std::string& where, std::int64_t value) const;

    Project& m_project;
    Connection& m_connection;
};

/// The results of one purpose as one figure.
GoldTally tally(std::span<const GoldResult> results, Purpose purpose);

} // namespace stepmark::storage
