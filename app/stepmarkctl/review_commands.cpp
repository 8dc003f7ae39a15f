// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/stepmarkctl/command.h"
#include "app/stepmarkctl/range.h"
#include "app/work/review.h"

namespace stepmark::ctl {

namespace {

struct AgreementCommand {
    std::string project;
    Bootstrap bootstrap;
};
Json runAgreement(Context& context, const AgreementCommand& command) {
    return readOn(context, command.project, [&](Work& work) { return work::agreement(work, command.bootstrap); });
}

struct ReviewCommand {
    std::string project, kind;
    work::ReviewRequest request;
};
Json runReview(Context& context, const ReviewCommand& command) {
    work::ReviewRequest request = command.request;
    request.kind = reviewKindFromText(command.kind);
    return readOn(context, command.project, [&](Work& work) { return work::listReview(work, request); });
}

struct SettleCommand {
    std::string project, reviewer, kind = "disagreement", reason;
    StepId step = 0;
    AnnotationId annotation = 0;
    std::optional<int> rating;
    bool keep = false, undo = false;
};

Decision decisionOf(const SettleCommand& command) {
    if (int(command.rating.has_value()) + int(command.keep) + int(command.undo) != 1)
        throw UsageError("Give one of --rating, --keep and --undo.");
    Decision decision;
    decision.verdict = command.undo   ? Decision::Verdict::Withdraw
                       : command.keep ? Decision::Verdict::Keep
                                      : Decision::Verdict::Rate;
    decision.kind = reviewKindFromText(command.kind).value_or(ReviewKind::Disagreement);
    decision.step = command.step;
    decision.annotation = command.annotation;
    if (command.rating)
        decision.rating = ratingFromInt(*command.rating);
    decision.reason = command.reason;
    return decision;
}

Json runSettle(Context& context, const SettleCommand& command) {
    const Decision decision = decisionOf(command);
    return runOn(context, command.project, [&](Work& work) { return work::settle(work, command.reviewer, decision); });
}

} // namespace

void addReviewCommands(Registry& registry) {
    const auto kinds = CLI::IsMember({"flag", "disagreement", "model", "quality-control"});

    const auto agree = std::make_shared<AgreementCommand>();
    auto* command = registry.add(
        {"agreement",
         "How far labelers agree, on steps and on the first error (Krippendorff's alpha with ordinal distances; of "
         "first errors by their places, none as the last place)",
         "agreement algebra.stepmark --replicates 1000"},
        agree, runAgreement);
    command->add_option("PROJECT", agree->project, "Project file")->required();
    command
        ->add_option("--replicates", agree->bootstrap.replicates,
                     "Replicates of the bootstrap behind the intervals; 0: none")
        ->check(Range(0, 100'000))
        ->capture_default_str();
    command->add_option("--seed", agree->bootstrap.seed, "Seed of the bootstrap")->capture_default_str();

    const auto review = std::make_shared<ReviewCommand>();
    command = registry.add({"review", "List what a reviewer should look at, likely errors first",
                            "review algebra.stepmark --kind disagreement --limit 20"},
                           review, runReview);
    command->add_option("PROJECT", review->project, "Project file")->required();
    command->add_option("--kind", review->kind, "Only this kind")->check(kinds)->default_str("all");
    command->add_option("--limit", review->request.limit, "At most so many items")
        ->check(Range(0, 1'000'000))
        ->capture_default_str();
    command->add_flag("--all", review->request.settled_too, "Settled ones too");

    const auto settle = std::make_shared<SettleCommand>();
    command = registry.add({"settle",
                            "Settle a step's rating, which then goes before every labeler's, or say that they stand",
                            "settle algebra.stepmark --step 12 --rating -1 --reviewer ann"},
                           settle, runSettle);
    command->add_option("PROJECT", settle->project, "Project file")->required();
    command->add_option("--step", settle->step, "Number of the step, as 'review' lists it")->default_str("none");
    command->add_option("--annotation", settle->annotation, "Number of the flagged pass, as 'review' lists it")
        ->default_str("none");
    command->add_option("--rating", settle->rating, "-1 wrong, 0 neutral, 1 right")
        ->check(Range(-1, 1))
        ->default_str("none");
    command->add_flag("--keep", settle->keep, "The ratings stand as they are");
    command->add_flag("--undo", settle->undo, "Take the reviewer's last decision on it back");
    command->add_option("--kind", settle->kind, "What it was asked about")->check(kinds)->capture_default_str();
    command->add_option("--reviewer", settle->reviewer, "Whose decision it is")->required();
    command->add_option("--reason", settle->reason, "Why")->default_str("none");
}

} // namespace stepmark::ctl
