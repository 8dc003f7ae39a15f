// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/work/review.h"

#include "model/domain/error.h"
#include "model/domain/step_tree.h"
#include "model/domain/stop.h"
#include "storage/decision_store.h"
#include "storage/labeler_store.h"
#include "storage/rating_store.h"
#include "storage/review_scan.h"
#include "storage/statement.h"
#include "storage/step_store.h"
#include "storage/transaction.h"

#include <QDate>

#include <map>

namespace stepmark::work {

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

} // namespace

Json agreement(Work& work, const Bootstrap& bootstrap) {
    auto scan = scanned(work);
    const Names names = labelerNames(work);
    work.report(Stage::Intervals);
    return Json{
        {"step_agreement", withDistance(toJson(agreementReport(scan.takeSteps(), bootstrap), names),
                                        "ordinal: negative, neutral, positive")},
        {"first_error_agreement", withDistance(toJson(agreementReport(scan.takeFirstErrors(), bootstrap), names),
                                               "ordinal: place of the first error, none as the last place")},
        {"replicates", bootstrap.replicates},
        {"seed", bootstrap.seed}};
}

// --- what to look at -------------------------------------------------------------------------------------------------

namespace {

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

/// Who says what of the step now; a labeler of two opinions twice.
Json said(Work& work, StepId step, const Names& names) {
    Json rows = Json::array();
    for (const auto& word : storage::RatingStore(work.project).standing(step))
        if (word.step == step)
            rows.push_back({{"labeler", names.at(word.labeler)}, {"rating", static_cast<int>(word.rating)}});
    return rows;
}

Json toJson(Work& work, const ReviewItem& item, const Names& names) {
    Json json{{"kind", std::string(stepmark::toText(item.kind))},
              {"solution", item.solution},
              {"step", item.step ? Json(item.step) : Json()},
              {"annotation", item.annotation ? Json(item.annotation) : Json()},
              {"labeler", item.labeler ? Json(names.at(item.labeler)) : Json()},
              {"round", item.round ? Json(item.round) : Json()},
              {"rating", ratingOrNull(item.rating)},
              {"other", ratingOrNull(item.other)},
              {"said", said(work, item.step, names)},
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

} // namespace

Json listReview(Work& work, const ReviewRequest& request) {
    const Names names = labelerNames(work);
    Json list = Json::array();
    std::map<std::string, std::int64_t> open, settled;
    for (const char* kind : {"flag", "disagreement", "model", "quality-control"})
        open[kind] = settled[kind] = 0;
    for (const ReviewItem& item : scanned(work).takeItems()) {
        ++(item.settled ? settled : open)[std::string(stepmark::toText(item.kind))];
        const bool wanted = (!request.kind || *request.kind == item.kind) && (request.settled_too || !item.settled);
        if (wanted && std::ssize(list) < request.limit)
            list.push_back(toJson(work, item, names));
    }
    return Json{{"open", open}, {"settled", settled}, {"items", list}};
}

// --- deciding --------------------------------------------------------------------------------------------------------

namespace {

/// The labels of a problem, and which of them are trained on.
struct Labels {
    explicit Labels(LabelledTree of)
        : tree(std::move(of))
        , used(supervised(tree.tree, tree.labels)) {}
    LabelledTree tree;
    std::vector<bool> used;
};

std::optional<Labels> labelsAround(Work& work, StepId step) {
    storage::Statement of(work.project.connection(), "SELECT problem_id FROM step WHERE id = ?");
    if (step == 0 || !of.run(step).next())
        return std::nullopt;
    return Labels(storage::StepStore(work.project).labelledTree(of.integer(0)));
}

/// What a decision does to what labelers said: how many ratings of the step it goes before, and how many labels behind
/// the step are trained on no more, or again. Nothing is deleted.
Json effects(Work& work, const Decision& decision, const Labels& before, const Labels& after) {
    std::int64_t overridden = 0, out = 0, in = 0;
    if (decision.verdict == Decision::Verdict::Rate)
        for (const auto& word : storage::RatingStore(work.project).standing(decision.step))
            overridden += word.step == decision.step && word.rating != decision.rating;
    for (std::size_t node = 0; node < before.used.size(); ++node) {
        if (before.tree.tree[static_cast<int>(node)].id == decision.step)
            continue;
        out += before.used[node] && !after.used[node];
        in += !before.used[node] && after.used[node];
    }
    Json notes = Json::array();
    if (decision.verdict == Decision::Verdict::Rate)
        notes.push_back("The settled rating goes before every labeler's on this step, now and later (" +
                        std::to_string(overridden) +
                        " say otherwise today); they stay in the history, and --undo "
                        "brings them back.");
    if (out > 0)
        notes.push_back(std::to_string(out) +
                        " labels of later steps are trained on no more: they stand behind a wrong "
                        "step now.");
    if (in > 0)
        notes.push_back(std::to_string(in) + " labels of later steps are trained on again: no wrong step stands before "
                                             "them any more.");
    return {{"overridden", overridden}, {"labels_out", out}, {"labels_in", in}, {"notes", notes}};
}

} // namespace

Json settle(Work& work, const std::string& reviewer, Decision decision) {
    storage::DecisionStore decisions(work.project);
    storage::Transaction transaction(work.project); // a refused decision leaves no reviewer behind
    decision.reviewer = storage::LabelerStore(work.project).named(reviewer).id;
    const auto before = labelsAround(work, decision.step);
    const auto withEffects = [&](Json result) {
        if (before)
            result.update(effects(work, decision, *before, *labelsAround(work, decision.step)));
        transaction.commit();
        return result;
    };
    if (decision.verdict == Decision::Verdict::Withdraw) {
        const auto undone = decisions.withdraw(decision.reviewer, decision.step, decision.annotation);
        if (!undone)
            throw Error(reviewer + " has no decision on that which could be taken back.");
        return withEffects({{"withdrawn", undone->id}});
    }
    const DecisionId id = decisions.add(decision);
    return withEffects({{"decision", id}, {"verdict", std::string(stepmark::toText(decision.verdict))}});
}

} // namespace stepmark::work
