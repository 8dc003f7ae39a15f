// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/work/by_hand.h"

#include "storage/evaluation_store.h"
#include "storage/job_store.h"
#include "storage/model_store.h"
#include "storage/round_store.h"

#include <QDateTime>

#include <algorithm>

namespace stepmark::work {

namespace {

/// `round` keeps all that was chosen; `queue` has nothing but the queue.
bool isByHand(const storage::Round& round) {
    return Json::parse(round.config, nullptr, false).empty() &&
           (round.stage == storage::RoundStage::Queued || round.stage == storage::RoundStage::Done);
}

constexpr int kMostJobs = 10'000; ///< looked at; older ones are of older rounds

/// nullopt for a job that is none of a round.
std::optional<Part> stageOf(const storage::Job& job) {
    const auto part = partFromText(job.kind);
    const bool is_stage = part == Part::Queue || part == Part::Label || part == Part::Train || part == Part::Score ||
                          part == Part::Evaluate;
    return is_stage ? part : std::nullopt;
}

double secondsBetween(const std::string& begin, const std::string& end) {
    const auto time = [](const std::string& iso) {
        return QDateTime::fromString(QString::fromStdString(iso), Qt::ISODateWithMs);
    };
    return static_cast<double>(time(begin).msecsTo(time(end))) / 1000;
}

} // namespace

RoundId roundByHand(Work& work) {
    const storage::RoundStore rounds(work.project);
    const auto newest = rounds.latest();
    return newest && isByHand(*newest) && rounds.hasLabels(newest->id) ? newest->id : 0;
}

bool endsRound(Work& work, RoundId round, ModelId model) {
    const auto of = storage::RoundStore(work.project).find(round);
    const auto trained = storage::ModelStore(work.project).find(model);
    if (!of || !isByHand(*of) || !trained || trained->round != round)
        return false;
    const auto known = storage::EvaluationStore(work.project).ofRound(round);
    return std::none_of(known.begin(), known.end(),
                        [&](const auto& record) { return record.kind == "round" && record.model == model; });
}

std::vector<StageReport> stagesByHand(Work& work, RoundId round) {
    auto jobs = storage::JobStore(work.project).list(kMostJobs);
    std::reverse(jobs.begin(), jobs.end()); // oldest first
    std::vector<StageReport> stages;
    for (const storage::Job& job : jobs) {
        Json result = Json::parse(job.result, nullptr, false);
        if (!result.is_object())
            result = Json::object();
        if (stages.empty() && !(job.kind == "queue" && result.value("round_id", RoundId{0}) == round))
            continue; // before it
        const bool running = job.id == work.job;
        const auto part = stageOf(job);
        if ((job.state != storage::JobState::Done && !running) || !part)
            continue;
        result.erase("loss_curve"); // the round has it
        stages.push_back({*part, secondsBetween(job.started_at, running ? storage::nowUtc() : job.ended_at),
                          running ? Json::object() : result});
    }
    return stages;
}

} // namespace stepmark::work
