// SPDX-License-Identifier: GPL-3.0-or-later
//
// Plain data: any thread.
#pragma once

#include "model/domain/agreement.h"
#include "model/domain/review.h"
#include "model/domain/step_scores.h"

#include <QMetaType>
#include <QString>
#include <QStringList>

#include <map>
#include <optional>
#include <vector>

namespace stepmark::ui {

/// Names for ids. Data: shown as plain text.
struct ReviewNames {
    std::map<LabelerId, QString> labelers;
    std::map<ModelId, QString> models; ///< "PRM of round 2", "scores.jsonl"
};

/// Everything that there is to review. Texts come later, for what is looked at.
struct ReviewBatch {
    std::vector<ReviewItem> items;
    std::vector<Decision> standing; ///< decisions that no one has taken back, oldest first
    ReviewNames names;
    LabelerId reviewer = 0; ///< who sits here
};

/// One step of an item in its context.
struct ReviewStep {
    StepId id = 0;
    QString text;
    std::vector<std::optional<Rating>> marks; ///< by labeler, in the order of ReviewContext::labelers
    std::vector<bool> model_seen;             ///< likewise: the model's opinion was in sight when it was marked
    std::optional<StepProbabilities> opinion;
    std::optional<Rating> settled;
};

struct ReviewNote {
    QString labeler, text;
    bool flagged = false;
};

/// A decision about a step of the solution, or its withdrawal.
struct ReviewEvent {
    QString reviewer, reason;
    int step = 0; ///< 0-based
    Decision::Verdict verdict = Decision::Verdict::Rate;
    std::optional<Rating> rating;
};

/// An item opened: the problem, its solution, and what everybody says of each step.
struct ReviewContext {
    int index = -1; ///< of the item in its batch
    QString problem, subject, reference_answer, reference_solution, final_answer; ///< empty: none
    std::optional<bool> correct;
    QStringList labelers;
    std::vector<ReviewStep> steps;
    int focus = 0;      ///< the step it is about; of a flag on the whole the first error, else the first step
    QString opinion_of; ///< whose opinion the steps carry; empty: nobody's
    std::vector<ReviewNote> notes;
    std::vector<ReviewEvent> history; ///< oldest first
};

/// What the list shows of a batch.
struct ReviewFilter {
    enum class Order { LikelyErrors, NewestRound, Solution };
    std::optional<ReviewKind> kind;
    LabelerId labeler = 0;   ///< 0: everybody
    std::int64_t round = -1; ///< -1: all
    bool open_only = true;
    Order order = Order::LikelyErrors;
    bool operator==(const ReviewFilter&) const = default;
};

/// The reviewer settled something, or (verdict Withdraw) took a decision of theirs back.
struct DecideIntent {
    Decision decision;
    SolutionId solution = 0;
};

} // namespace stepmark::ui

Q_DECLARE_METATYPE(stepmark::ui::DecideIntent)
