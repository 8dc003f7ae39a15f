// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/stepmarkctl/command.h"
#include "model/domain/error.h"
#include "storage/decision_store.h"
#include "storage/labeler_store.h"
#include "storage/review_scan.h"
#include "storage/statement.h"
#include "storage/transaction.h"

#include <QDate>

#include <map>

namespace stepmark::ctl {

namespace {

using Names = std::map<LabelerId, std::string>;

Names labelerNames(Work& work) {
    Names names;
    for (const Labeler& labeler : storage::LabelerStore(work.project).list())
        names[labeler.id] = labeler.name;
    return names;
}

storage::ReviewScan scanned(Work& work) {
    storage::ReviewScan scan;
    ProgressThrottle progress(work.progress);
    while (scan.advance(work.project)) {
        throwIfStopped(work.stop);
        progress.report({.stage = Stage::ReviewingRatings,
                         .done = static_cast<std::int64_t>(scan.share() * 100),
                         .total = 100,
                         .unit = Unit::Percent});
    }
    return scan;
}

// --- agreement -------------------------------------------------------------------------------------------------------

/// Undefined figures are null.
Json toJson(const std::optional<Figure>& figure) {
    if (!figure)
        return nullptr;
    Json json{{"value", figure->value}, {"low", nullptr}, {"high", nullptr}};
    if (figure->interval) {
        json["low"] = figure->interval->low;
        json["high"] = figure->interval->high;
    }
    return json;
}

Json toJson(const Agreement& agreement) {
    return {{"units", agreement.units},
            {"judgements", agreement.judgements},
            {"percent", toJson(agreement.percent)},
            {"cohen_kappa", toJson(agreement.cohen)},
            {"fleiss_kappa", toJson(agreement.fleiss)},
            {"krippendorff_alpha", toJson(agreement.alpha)}};
}

std::string dateOf(std::int64_t day) { return QDate(1970, 1, 1).addDays(day).toString(Qt::ISODate).toStdString(); }

Json toJson(const AgreementReport& report, const Names& names) {
    Json json = toJson(report.overall);
    json["pairs"] = Json::array();
    for (const PairAgreement& pair : report.pairs) {
        Json row = toJson(pair.agreement);
        row["labelers"] = {names.at(pair.first), names.at(pair.second)};
        json["pairs"].push_back(std::move(row));
    }
    const auto periods = [](const std::vector<PeriodAgreement>& list, const char* name, auto&& label) {
        Json rows = Json::array();
        for (const PeriodAgreement& period : list) {
            Json row = toJson(period.agreement);
            row[name] = label(period.period);
            rows.push_back(std::move(row));
        }
        return rows;
    };
    json["rounds"] = periods(report.rounds, "round", [](std::int64_t number) { return number; });
    json["weeks"] = periods(report.weeks, "monday", dateOf);
    return json;
}

/// What Krippendorff's alpha takes two judgements to be apart.
Json withDistance(Json report, const char* distance) {
    report["alpha_distance"] = distance;
    return report;
}

struct AgreementCommand {
    std::string project;
    Bootstrap bootstrap;
};
Json runAgreement(Context& context, const AgreementCommand& command) {
    return readOn(context, command.project, [&](Work& work) {
        auto scan = scanned(work);
        const Names names = labelerNames(work);
        work.report(Stage::Intervals);
        return Json{{"step_agreement", withDistance(toJson(agreementReport(scan.takeSteps(), command.bootstrap), names),
                                                    "ordinal: negative, neutral, positive")},
                    {"first_error_agreement",
                     withDistance(toJson(agreementReport(scan.takeFirstErrors(), command.bootstrap), names),
                                  "ordinal: place of the first error, none as the last place")},
                    {"replicates", command.bootstrap.replicates},
                    {"seed", command.bootstrap.seed}};
    });
}

// --- review ----------------------------------------------------------------------------------------------------------

const char* toText(ModelSight sight) {
    switch (sight) {
    case ModelSight::Unseen:
        return "rated after the model was made";
    case ModelSight::HeldOut:
        return "held out from training";
    case ModelSight::Trained:
        return "may have been trained on this rating";
    case ModelSight::Foreign:
        break;
    }
    return "scores of somebody else's model";
}

Json ratingOrNull(const std::optional<Rating>& rating) { return rating ? Json(static_cast<int>(*rating)) : Json(); }

Json toJson(Work& work, const ReviewItem& item, const Names& names) {
    Json json{{"kind", std::string(stepmark::toText(item.kind))},
              {"solution", item.solution},
              {"step", item.step ? Json(item.step) : Json()},
              {"annotation", item.annotation ? Json(item.annotation) : Json()},
              {"labeler", item.labeler ? Json(names.at(item.labeler)) : Json()},
              {"round", item.round ? Json(item.round) : Json()},
              {"rating", ratingOrNull(item.rating)},
              {"other", ratingOrNull(item.other)},
              {"weight", item.weight},
              {"settled", item.settled}};
    if (item.kind == ReviewKind::Model) {
        json["model"] = item.model;
        json["sight"] = toText(item.sight);
    }
    storage::Statement text(work.project.connection(), item.step ? "SELECT text FROM step WHERE id = ?"
                                                                 : "SELECT note FROM annotation WHERE id = ?");
    if (text.run(item.step ? item.step : item.annotation).next())
        json["text"] = text.text(0);
    return json;
}

struct ReviewCommand {
    std::string project, kind;
    std::int64_t limit = 50;
    bool all = false;
};
Json runReview(Context& context, const ReviewCommand& command) {
    return readOn(context, command.project, [&](Work& work) {
        const Names names = labelerNames(work);
        Json list = Json::array();
        std::map<std::string, std::int64_t> open, settled;
        for (const char* kind : {"flag", "disagreement", "model", "quality-control"})
            open[kind] = settled[kind] = 0;
        for (const ReviewItem& item : scanned(work).takeItems()) {
            const std::string kind(stepmark::toText(item.kind));
            ++(item.settled ? settled : open)[kind];
            const bool wanted = (command.kind.empty() || command.kind == kind) && (command.all || !item.settled);
            if (wanted && std::ssize(list) < command.limit)
                list.push_back(toJson(work, item, names));
        }
        return Json{{"open", open}, {"settled", settled}, {"items", list}};
    });
}

// --- settle ----------------------------------------------------------------------------------------------------------

struct SettleCommand {
    std::string project, reviewer, kind = "disagreement", reason;
    StepId step = 0;
    AnnotationId annotation = 0;
    std::optional<int> rating;
    bool keep = false, undo = false;
};
Json runSettle(Context& context, const SettleCommand& command) {
    if (int(command.rating.has_value()) + int(command.keep) + int(command.undo) != 1)
        throw UsageError("Give one of --rating, --keep and --undo.");
    return runOn(context, command.project, [&](Work& work) {
        storage::DecisionStore decisions(work.project);
        storage::Transaction transaction(work.project); // a refused decision leaves no reviewer behind
        const LabelerId reviewer = storage::LabelerStore(work.project).named(command.reviewer).id;
        if (command.undo) {
            const auto undone = decisions.withdraw(reviewer, command.step, command.annotation);
            if (!undone)
                throw Error(command.reviewer + " has no decision on that which could be taken back.");
            transaction.commit();
            return Json{{"withdrawn", undone->id}};
        }
        Decision decision;
        decision.verdict = command.keep ? Decision::Verdict::Keep : Decision::Verdict::Rate;
        decision.kind = reviewKindFromText(command.kind).value_or(ReviewKind::Disagreement);
        decision.step = command.step;
        decision.annotation = command.annotation;
        decision.reviewer = reviewer;
        if (command.rating)
            decision.rating = ratingFromInt(*command.rating);
        decision.reason = command.reason;
        const DecisionId id = decisions.add(decision);
        transaction.commit();
        return Json{{"decision", id}, {"verdict", std::string(toText(decision.verdict))}};
    });
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
        ->check(CLI::Range(0, 100'000))
        ->capture_default_str();
    command->add_option("--seed", agree->bootstrap.seed, "Seed of the bootstrap")->capture_default_str();

    const auto review = std::make_shared<ReviewCommand>();
    command = registry.add({"review", "List what a reviewer should look at, likely errors first",
                            "review algebra.stepmark --kind disagreement --limit 20"},
                           review, runReview);
    command->add_option("PROJECT", review->project, "Project file")->required();
    command->add_option("--kind", review->kind, "Only this kind")->check(kinds)->default_str("all");
    command->add_option("--limit", review->limit, "At most so many items")
        ->check(CLI::Range(0, 1'000'000))
        ->capture_default_str();
    command->add_flag("--all", review->all, "Settled ones too");

    const auto settle = std::make_shared<SettleCommand>();
    command = registry.add({"settle", "Settle a step's rating, or say that it stands",
                            "settle algebra.stepmark --step 12 --rating -1 --reviewer ann"},
                           settle, runSettle);
    command->add_option("PROJECT", settle->project, "Project file")->required();
    command->add_option("--step", settle->step, "Number of the step, as 'review' lists it")->default_str("none");
    command->add_option("--annotation", settle->annotation, "Number of the flagged pass, as 'review' lists it")
        ->default_str("none");
    command->add_option("--rating", settle->rating, "-1 wrong, 0 neutral, 1 right")
        ->check(CLI::Range(-1, 1))
        ->default_str("none");
    command->add_flag("--keep", settle->keep, "The ratings stand as they are");
    command->add_flag("--undo", settle->undo, "Take the reviewer's last decision on it back");
    command->add_option("--kind", settle->kind, "What it was asked about")->check(kinds)->capture_default_str();
    command->add_option("--reviewer", settle->reviewer, "Whose decision it is")->required();
    command->add_option("--reason", settle->reason, "Why")->default_str("none");
}

} // namespace stepmark::ctl
