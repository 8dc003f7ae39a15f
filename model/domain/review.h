// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/domain/ids.h"
#include "model/domain/rating.h"

#include <optional>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <unordered_set>
#include <utility>
#include <vector>

namespace stepmark {

using DecisionId = std::int64_t;

/// Why something is put before a reviewer.
enum class ReviewKind {
    Flag, ///< a labeler flagged a solution or a step, was unsure of a rating, or wrote a note or why they gave up
    Disagreement,   ///< labelers rate one step differently
    Model,          ///< a model's confident opinion is against a labeler's rating
    QualityControl, ///< a labeler's rating of a quality-control item is not the expected one
};
/// "flag", "disagreement", "model", "quality-control".
std::string_view toText(ReviewKind kind);
std::optional<ReviewKind> reviewKindFromText(std::string_view text);

/// Whether the model whose opinion it is can have learnt the rating it is compared with.
enum class ModelSight {
    Unseen,  ///< the rating is younger than the model
    HeldOut, ///< it is known not to have been trained on the problem
    Trained, ///< the model may have been trained on that very rating
    Foreign, ///< somebody else's scores: not known
};

/// One thing to be looked at. Light: texts are fetched when it is opened.
struct ReviewItem {
    ReviewKind kind = ReviewKind::Flag;
    StepId step = 0;              ///< what it is about; 0: the solution as a whole
    SolutionId solution = 0;      ///< where it was judged
    AnnotationId annotation = 0;  ///< the pass with the flag or the rating; 0 for a disagreement
    LabelerId labeler = 0;        ///< whose flag or rating it is; 0 for a disagreement
    std::int64_t round = 0;       ///< number of the round it was labelled in, 0 for none
    std::optional<Rating> rating; ///< the one in question (Model, QualityControl, a Flag for being unsure)
    std::optional<Rating> other;  ///< what the model believes, or what was expected
    double weight = 0;            ///< in [0, 1], the higher the sooner: margin of the model, spread of the ratings
    ModelId model = 0;            ///< Model: whose opinion
    ModelSight sight = ModelSight::Unseen;
    bool settled = false;
};

/// What a reviewer said. A decision is an event: it is never changed or deleted.
struct Decision {
    enum class Verdict {
        Rate,     ///< the step's rating is settled; it goes before the labelers' ratings
        Keep,     ///< looked at, the ratings stand as they are
        Withdraw, ///< takes an earlier decision back
    };
    DecisionId id = 0;
    Verdict verdict = Verdict::Rate;
    ReviewKind kind = ReviewKind::Flag; ///< of the item it settles
    StepId step = 0;                    ///< 0: about a solution as a whole (Keep only)
    AnnotationId annotation = 0;        ///< the flagged pass that it settles, 0 for none
    LabelerId reviewer = 0;
    std::optional<Rating> rating; ///< Rate only
    std::string reason;
    DecisionId withdraws = 0; ///< Withdraw only
    std::string created_at;   ///< ISO 8601, UTC
};
/// "rate", "keep", "withdraw".
std::string_view toText(Decision::Verdict verdict);
std::optional<Decision::Verdict> verdictFromText(std::string_view text);

/// Which items standing decisions settle. A settled rating settles whatever is asked about its step; "keep" settles the
/// question it answers: items of its kind on that step, or the flag of that pass. One thread.
class Settlements {
public:
    /// `standing`: without those that were withdrawn.
    explicit Settlements(std::span<const Decision> standing = {});
    bool settles(const ReviewItem& item) const;

private:
    std::unordered_set<StepId> m_rated;
    std::set<std::pair<StepId, ReviewKind>> m_kept;
    std::unordered_set<AnnotationId> m_flags;
};

/// How far ratings of one step lie apart: mean distance of its pairs, 1 for wrong against right; 0 for fewer than two.
double spreadOf(const std::vector<Rating>& ratings);

} // namespace stepmark
