// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/review/review_view.h"

namespace stepmark::ui::made_up {

constexpr LabelerId kAnn = 1, kBob = 2, kLead = 3;

/// `count` items on step ids 1, 2, ...: by turns a disagreement, a model against Ann's mark, Bob's flag.
inline ReviewBatch reviewBatch(int count) {
    ReviewBatch batch;
    batch.names.labelers = {
        {kAnn, QStringLiteral("ann")}, {kBob, QStringLiteral("<b>bob</b>")}, {kLead, QStringLiteral("lead")}};
    batch.names.models = {{7, QStringLiteral("the PRM of round 2")}};
    batch.reviewer = kLead;
    for (int i = 0; i < count; ++i) {
        ReviewItem item;
        item.kind = i % 3 == 0 ? ReviewKind::Disagreement : i % 3 == 1 ? ReviewKind::Model : ReviewKind::Flag;
        item.solution = 100 + i;
        item.step = i + 1;
        item.round = 1 + i % 2;
        item.weight = item.kind == ReviewKind::Model ? 0.93 : 1;
        if (item.kind == ReviewKind::Model) {
            item.labeler = kAnn;
            item.annotation = 50 + i;
            item.rating = Rating::Positive;
            item.other = Rating::Negative;
            item.model = 7;
        } else if (item.kind == ReviewKind::Flag) {
            item.labeler = kBob;
            item.annotation = 50 + i;
            item.step = 0;
        }
        batch.items.push_back(item);
    }
    return batch;
}

/// Three steps; the item's is the second.
inline ReviewContext reviewContext(int index, const ReviewItem& item) {
    ReviewContext context;
    context.index = index;
    context.problem = QStringLiteral("A shop sells pens at 24 dollars each. What do 16 pens cost?");
    context.subject = QStringLiteral("percentages");
    context.reference_answer = QStringLiteral("384");
    context.final_answer = QStringLiteral("288");
    context.correct = false;
    context.labelers = {QStringLiteral("ann"), QStringLiteral("<b>bob</b>")};
    const StepId ids[] = {1000 + index, item.step != 0 ? item.step : 2000 + index, 3000 + index};
    for (int i = 0; i < 3; ++i) {
        ReviewStep step;
        step.id = ids[i];
        step.text = QStringLiteral("Step %1 of item %2: 16 × 18 = 288 dollars.").arg(i + 1).arg(index);
        step.marks = {Rating::Positive, i == 1 ? std::optional(Rating::Negative) : std::nullopt};
        step.model_seen = {false, i == 0};
        step.opinion = StepProbabilities{i == 1 ? 0.95F : 0.05F, 0.02F, i == 1 ? 0.03F : 0.93F};
        context.steps.push_back(step);
    }
    context.focus = 1;
    context.opinion_of = QStringLiteral("the PRM of round 2");
    context.notes = {{QStringLiteral("<b>bob</b>"), QStringLiteral("is <i>this</i> needed?"), true}};
    return context;
}

/// Two labelers over three rounds.
inline AgreementReport agreementReport() {
    std::vector<JudgedUnit> units;
    for (int i = 0; i < 60; ++i)
        units.push_back({{{kAnn, i % 3 - 1}, {kBob, i % 4 == 0 ? 1 : i % 3 - 1}}, 1 + i / 20, 20'770 + i / 4});
    return stepmark::agreementReport(units);
}

} // namespace stepmark::ui::made_up
