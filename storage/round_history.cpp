// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/round_history.h"

#include "model/run/metrics_json.h"
#include "storage/evaluation_store.h"
#include "storage/job_store.h"
#include "storage/round_store.h"
#include "storage/statement.h"
#include "storage/transaction.h"

#include <map>

namespace stepmark::storage {

namespace {

struct Queued {
    std::int64_t all = 0, known = 0, wrong = 0;
};

/// How many solutions each round has queued, one that several people are given once, and how they turned out.
std::map<RoundId, Queued> queuedByRound(Project& project) {
    Statement statement(project.connection(),
                        "SELECT q.round_id, COUNT(*), COUNT(s.correct), SUM(CASE WHEN s.correct = 0 THEN 1 ELSE 0 END) "
                        "FROM (SELECT DISTINCT round_id, solution_id FROM queue_item WHERE purpose = 'label') q "
                        "JOIN solution s ON s.id = q.solution_id GROUP BY q.round_id");
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
            static_cast<RunMetrics&>(summary) = runMetricsFromText(evaluation->second);
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
