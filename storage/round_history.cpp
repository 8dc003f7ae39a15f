// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/round_history.h"

#include "storage/evaluation_store.h"
#include "storage/job_store.h"
#include "storage/round_store.h"
#include "storage/statement.h"
#include "storage/transaction.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <map>

namespace stepmark::storage {

namespace {

using Json = nlohmann::json;

const Json& at(const Json& object, const char* key) {
    static const Json none;
    const auto place = object.is_object() ? object.find(key) : object.end();
    return place == object.end() ? none : *place;
}

std::optional<double> number(const Json& value) {
    return value.is_number() ? std::optional(value.get<double>()) : std::nullopt;
}

void take(const Json& value, std::optional<double>& target) {
    if (value.is_number())
        target = value.get<double>();
}

void take(const Json& value, std::int64_t& target) {
    if (value.is_number_integer())
        target = value.get<std::int64_t>();
}

void take(const Json& value, std::optional<std::int64_t>& target) {
    if (value.is_number_integer())
        target = value.get<std::int64_t>();
}

std::optional<RoundSummary::Seen> seen(const Json& json) {
    const Json& now = at(json, "problems_seen");
    const Json& problems = now.is_object() ? now : at(json, "trained_on"); // of older evaluations
    if (!problems.is_object())
        return std::nullopt;
    RoundSummary::Seen seen;
    take(at(problems, "training"), seen.training);
    take(at(problems, "validation"), seen.validation);
    take(at(problems, "left_out"), seen.left_out);
    take(at(json, "problems_in_split"), seen.in_split);
    return seen;
}

std::optional<RoundSummary::Computed> computed(const Json& json) {
    const Json &precision = at(json, "precision"), &processor = at(json, "processor");
    if (!precision.is_string() || !processor.is_string())
        return std::nullopt;
    RoundSummary::Computed computed{precision.get<std::string>(), processor.get<std::string>(), 0};
    take(at(json, "threads"), computed.threads);
    return computed;
}

std::optional<Interval> interval(const Json& value) {
    if (!value.is_array() || value.size() != 2 || !value[0].is_number() || !value[1].is_number())
        return std::nullopt;
    return Interval{value[0].get<double>(), value[1].get<double>()};
}

std::optional<Figure> figure(const Json& value, const Json& range) {
    const auto one = number(value);
    return one ? std::optional(Figure{*one, interval(range)}) : std::nullopt;
}

std::optional<Figure> curvePoint(const Json& point, const char* key) {
    return figure(at(point, key), at(at(point, "interval_95"), key));
}

std::vector<BestOfN> bestOfN(const Json& list) {
    std::vector<BestOfN> curve;
    if (!list.is_array())
        return curve;
    for (const Json& point : list) {
        std::int64_t n = 0;
        take(at(point, "n"), n);
        if (n >= 1 && n <= 1'000'000)
            curve.push_back({static_cast<int>(n), curvePoint(point, "prm"), curvePoint(point, "orm"),
                             curvePoint(point, "majority"), curvePoint(point, "any")});
    }
    std::stable_sort(curve.begin(), curve.end(), [](auto& a, auto& b) { return a.n < b.n; });
    return curve;
}

std::vector<CalibrationBin> reliability(const Json& list) {
    std::vector<CalibrationBin> bins;
    if (!list.is_array())
        return bins;
    const double width = 1.0 / static_cast<double>(std::max<std::size_t>(list.size(), 1));
    for (const Json& row : list) {
        CalibrationBin bin;
        bin.low = number(at(row, "low")).value_or(width * static_cast<double>(bins.size()));
        bin.high = bin.low + width;
        take(at(row, "count"), bin.count);
        bin.mean_score = number(at(row, "mean_score")).value_or(0);
        bin.share_positive = number(at(row, "share_positive")).value_or(0);
        bins.push_back(bin);
    }
    return bins;
}

std::vector<LossPoint> lossCurve(const Json& list) {
    std::vector<LossPoint> points;
    if (!list.is_array())
        return points;
    for (const Json& pair : list)
        if (const auto values = interval(pair))
            points.push_back({values->low, values->high});
    return points;
}

/// What went less well than it should, of the stages that say so.
void readNotes(const Json& stages, RoundSummary& round) {
    if (!stages.is_array())
        return;
    for (const Json& stage : stages) {
        const Json& result = at(stage, "result");
        if (at(stage, "name") == "train")
            take(at(result, "skipped_steps"), round.skipped_steps);
        if (round.cache_note.empty() && at(result, "cache_note").is_string())
            round.cache_note = at(result, "cache_note").get<std::string>();
    }
}

double secondsOf(const Json& stages) {
    double seconds = 0;
    if (stages.is_array())
        for (const Json& stage : stages)
            seconds += number(at(stage, "seconds")).value_or(0);
    return seconds;
}

struct Queued {
    std::int64_t all = 0, known = 0, wrong = 0;
};

/// How many solutions each round has queued, and how they turned out.
std::map<RoundId, Queued> queuedByRound(Project& project) {
    Statement statement(project.connection(),
                        "SELECT q.round_id, COUNT(*), COUNT(s.correct), SUM(CASE WHEN s.correct = 0 THEN 1 ELSE 0 END) "
                        "FROM queue_item q JOIN solution s ON s.id = q.solution_id "
                        "WHERE q.purpose = 'label' GROUP BY q.round_id");
    statement.run();
    std::map<RoundId, Queued> rounds;
    while (statement.next())
        rounds[statement.integer(0)] = {statement.integer(1), statement.integer(2), statement.integer(3)};
    return rounds;
}

RoundState stateOf(const Round& round, bool a_round_runs) {
    switch (round.stage) {
    case RoundStage::Begun:
        return a_round_runs ? RoundState::Running : RoundState::Interrupted;
    case RoundStage::Done:
        return RoundState::Done;
    case RoundStage::GivenUp:
        return RoundState::GivenUp;
    case RoundStage::Queued:
        break;
    }
    return RoundState::Queued;
}

RoundSummary begin(const Round& round, const Queued& queued) {
    RoundSummary summary;
    summary.number = static_cast<int>(round.number);
    summary.created_at = round.created_at;
    summary.strategy = round.strategy;
    summary.asked_wrong = round.wrong_share;
    summary.candidates = round.candidates;
    summary.seed = round.seed;
    summary.queued = queued.all;
    if (queued.known > 0)
        summary.wrong_share = static_cast<double>(queued.wrong) / static_cast<double>(queued.known);
    return summary;
}

} // namespace

void readEvaluation(std::string_view text, RoundSummary& round) {
    const Json json = Json::parse(text, nullptr, false);
    if (!json.is_object())
        return;
    take(at(json, "labels"), round.labels);
    take(at(json, "queued"), round.queued);
    take(at(json, "wrong_share"), round.wrong_share);
    round.step_auc = figure(at(json, "step_auc"), at(json, "step_auc_interval_95"));
    round.step_auc_within = figure(at(json, "step_auc_within"), at(json, "step_auc_within_interval_95"));
    const Json& steps = at(json, json.contains("step_metrics") ? "step_metrics" : "steps"); // as it was called before
    take(at(steps, "accuracy"), round.step_accuracy);
    take(at(steps, "calibration_error"), round.calibration_error);
    take(at(steps, "brier"), round.brier);
    round.reliability = reliability(at(steps, "reliability"));
    round.best_of_n = bestOfN(at(json, "best_of_n"));
    round.loss = lossCurve(at(json, "loss_curve"));
    round.seconds = secondsOf(at(json, "stages"));
    readNotes(at(json, "stages"), round);
    take(at(json, "problems"), round.problems);
    round.seen = seen(json);
    round.computed = computed(json);
    if (at(json, "held_out").is_boolean())
        round.held_out = at(json, "held_out").get<bool>();
    if (at(json, "split").is_string())
        round.split = at(json, "split").get<std::string>();
}

std::vector<RoundSummary> roundHistory(Project& project) {
    const auto rounds = RoundStore(project).list();
    const auto queued = queuedByRound(project);
    std::map<RoundId, std::string> evaluations;
    for (auto& record : EvaluationStore(project).list("round")) // oldest first: the newest of a round counts
        evaluations[record.round] = std::move(record.metrics);
    const bool runs = roundRuns(project);
    std::vector<RoundSummary> history;
    for (const Round& round : rounds) {
        const auto items = queued.find(round.id);
        RoundSummary summary = begin(round, items == queued.end() ? Queued{} : items->second);
        if (const auto evaluation = evaluations.find(round.id); evaluation != evaluations.end())
            readEvaluation(evaluation->second, summary);
        summary.state = stateOf(round, runs);
        history.push_back(std::move(summary));
    }
    return history;
}

bool roundRuns(Project& project) { return JobStore(project).holder(kRoundHold).has_value(); }

void giveUpUnfinishedRound(Project& project) {
    Transaction transaction(project);
    RoundStore rounds(project);
    for (const Round& round : rounds.list())
        if (round.stage == RoundStage::Begun)
            rounds.setStage(round.id, RoundStage::GivenUp);
    transaction.commit();
}

} // namespace stepmark::storage
