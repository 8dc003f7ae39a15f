// SPDX-License-Identifier: GPL-3.0-or-later
//
// Nothing is shared: any thread.
#pragma once

#include "model/domain/ids.h"
#include "model/domain/rating.h"

#include <cstdint>
#include <optional>
#include <string>

namespace stepmark {

/// Why a labeler stopped (PRM800K's `finish_reason`); Open while the pass is under way.
enum class FinishReason { Open, Solution, FoundError, BadProblem, GiveUp };

/// PRM800K's spelling: "solution", "found_error", "bad_problem", "give_up"; "" for Open.
const char* toText(FinishReason reason);
/// nullopt for a spelling that is none of them.
std::optional<FinishReason> finishReasonFromText(const std::string& text);

/// What a solution is served for. The labeler is not told: quality control and screening are blind.
enum class Purpose { Label, QualityControl, Screening };

const char* toText(Purpose purpose);                   ///< "label", "quality-control", "screening"
Purpose purposeFromText(const std::string& text);      ///< Label for another word

/// Who judges. Agreement, screening, gold and pace are about people.
struct Labeler {
    LabelerId id = 0;
    std::string name;
    std::string kind = "human"; ///< how they came: "human", "oracle", "scores", "import" (known from a file only)
    bool machine = false;       ///< else a person
};

/// One labeler's pass over one solution.
struct Annotation {
    AnnotationId id = 0;
    SolutionId solution = 0;
    LabelerId labeler = 0;
    RoundId round = 0; ///< 0 for an import
    FinishReason finish_reason = FinishReason::Open;
    std::string finish_detail; ///< why the problem is bad or was given up; empty for other endings
    bool flagged = false;
    std::string note;
    std::int64_t total_ms = 0; ///< time spent, pauses left out
    std::string created_at;    ///< ISO 8601, UTC
};

/// A rating as an event: never changed, never deleted. A later event of the same labeler on the same step replaces an earlier
/// one (see Opinion); an event without a rating takes it back (undo).
struct RatingEvent {
    RatingId id = 0;
    AnnotationId annotation = 0;
    StepId step = 0;
    LabelerId labeler = 0;
    std::optional<Rating> rating;
    std::int64_t elapsed_ms = 0;  ///< time on this step
    bool model_visible = false;   ///< the model's opinion was on screen
    bool unsure = false;          ///< the labeler doubts this rating of theirs
    std::string created_at;       ///< ISO 8601, UTC
};

} // namespace stepmark
