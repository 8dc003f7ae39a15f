// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/work/stage_history.h"

#include "storage/evaluation_store.h"
#include "storage/job_store.h"

#include <algorithm>

namespace stepmark::work {

namespace {
constexpr int kJobsLookedAt = 200;
}

std::optional<double> Measured::secondsFor(const char* key, double amount) const {
    const double then =
        result.is_object() && result.contains(key) && result[key].is_number() ? result[key].get<double>() : 0.0;
    return then > 0 ? std::optional(seconds * amount / then) : std::nullopt;
}

StageHistory::StageHistory(Work& work, std::filesystem::path base, TrainMode mode)
    : m_work(work)
    , m_base(base.string())
    , m_mode(toText(mode)) {
    for (const auto& record : storage::EvaluationStore(work.project).list("round")) {
        const Json metrics = Json::parse(record.metrics, nullptr, false);
        if (metrics.is_object() && metrics.contains("stages"))
            m_rounds.push_back({metrics.value("base", "") == m_base && metrics.value("mode", "") == m_mode,
                                "round " + std::to_string(metrics.value("round", 0)),
                                stagesFromJson(metrics["stages"])});
    }
    std::reverse(m_rounds.begin(), m_rounds.end());
}

std::optional<Measured> StageHistory::newest(Part part, bool same_model) const {
    for (const Round& round : m_rounds) {
        if (same_model && !round.same_model)
            continue;
        for (const StageReport& stage : round.stages)
            if (stage.part == part && stage.seconds > 0)
                return Measured{stage.seconds, stage.result, round.name};
    }
    return std::nullopt;
}

std::optional<Measured> StageHistory::of(Part part) const { return newest(part, false); }
std::optional<Measured> StageHistory::ofModel(Part part) const { return newest(part, true); }

std::optional<Measured> StageHistory::sampling() const {
    if (auto found = of(Part::Generate))
        return found;
    for (const auto& job : storage::JobStore(m_work.project).list(kJobsLookedAt)) {
        const Json result = Json::parse(job.result, nullptr, false);
        if ((job.kind == "generate" || job.kind == "sample") && result.is_object() && result.contains("solutions") &&
            result.contains("seconds") && result["seconds"].is_number())
            return Measured{result["seconds"], result, "job " + std::to_string(job.id)};
    }
    return std::nullopt;
}

} // namespace stepmark::work
