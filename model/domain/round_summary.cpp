// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/domain/round_summary.h"

#include "model/domain/csv.h"

namespace stepmark {

namespace {

const std::vector<std::string> kColumns = {"round",
                                           "created_at",
                                           "state",
                                           "strategy",
                                           "seed",
                                           "candidates",
                                           "queued",
                                           "wrong_share",
                                           "labels",
                                           "split",
                                           "problems",
                                           "held_out",
                                           "trained_on",
                                           "left_out",
                                           "step_auc",
                                           "step_auc_low",
                                           "step_auc_high",
                                           "step_auc_within",
                                           "step_auc_within_low",
                                           "step_auc_within_high",
                                           "step_accuracy",
                                           "calibration_error",
                                           "brier",
                                           "n",
                                           "prm",
                                           "prm_low",
                                           "prm_high",
                                           "orm",
                                           "orm_low",
                                           "orm_high",
                                           "majority",
                                           "majority_low",
                                           "majority_high",
                                           "any",
                                           "any_low",
                                           "any_high",
                                           "precision",
                                           "threads",
                                           "processor",
                                           "seconds"};

std::string whole(std::int64_t number) { return std::to_string(number); }

std::string yesOrNo(const std::optional<bool>& held_out) { return !held_out ? "" : *held_out ? "yes" : "no"; }

std::vector<std::string> fieldsOf(const RoundSummary& round) {
    std::vector<std::string> fields = {whole(round.number),
                                       round.created_at,
                                       std::string(toText(round.state)),
                                       round.strategy ? std::string(toText(*round.strategy)) : "",
                                       std::to_string(round.seed),
                                       whole(round.candidates),
                                       whole(round.queued),
                                       csvNumber(round.wrong_share),
                                       round.labels ? whole(*round.labels) : "",
                                       round.split ? std::string(toText(*round.split)) : "",
                                       round.split ? whole(round.problems) : "",
                                       yesOrNo(round.held_out),
                                       round.seen ? whole(round.seen->training) : "",
                                       round.seen ? whole(round.seen->left_out) : ""};
    addFigure(fields, round.step_auc);
    addFigure(fields, round.step_auc_within);
    for (const std::optional<double>& value : {round.step_accuracy, round.calibration_error, round.brier})
        fields.push_back(csvNumber(value));
    const BestOfN* best = round.best();
    fields.push_back(best ? whole(best->n) : "");
    for (const std::optional<Figure> BestOfN::*curve :
         {&BestOfN::prm, &BestOfN::orm, &BestOfN::majority, &BestOfN::any})
        addFigure(fields, best ? best->*curve : std::nullopt);
    fields.push_back(round.computed ? round.computed->precision : "");
    fields.push_back(round.computed ? whole(round.computed->threads) : "");
    fields.push_back(round.computed ? round.computed->processor : "");
    fields.push_back(round.seconds > 0 ? csvNumber(round.seconds) : "");
    return fields;
}

} // namespace

std::string_view toText(RoundState state) {
    switch (state) {
    case RoundState::Running:
        return "running";
    case RoundState::Interrupted:
        return "interrupted";
    case RoundState::Done:
        return "done";
    case RoundState::GivenUp:
        return "given up";
    case RoundState::Queued:
        break;
    }
    return "queued";
}

std::string roundsCsv(std::span<const RoundSummary> rounds) {
    CsvWriter csv;
    csv.row(kColumns);
    for (const RoundSummary& round : rounds)
        csv.row(fieldsOf(round));
    return csv.text();
}

} // namespace stepmark
