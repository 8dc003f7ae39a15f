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
        Json metrics = Json::parse(record.metrics, nullptr, false);
        if (metrics.is_object() && metrics.contains("stages") && metrics["stages"].is_array())
            m_rounds.push_back(std::move(metrics));
    }
    std::reverse(m_rounds.begin(), m_rounds.end());
}

std::optional<Measured> StageHistory::newest(const std::string& stage, bool same_model) const {
    for (const Json& round : m_rounds) {
        if (same_model && (round.value("base", "") != m_base || round.value("mode", "") != m_mode))
            continue;
        for (const Json& one : round["stages"])
            if (one.is_object() && one.value("name", "") == stage && one.value("seconds", 0.0) > 0)
                return Measured{one["seconds"], one.value("result", Json()),
                                "round " + std::to_string(round.value("round", 0))};
    }
    return std::nullopt;
}

std::optional<Measured> StageHistory::of(const std::string& stage) const { return newest(stage, false); }
std::optional<Measured> StageHistory::ofModel(const std::string& stage) const { return newest(stage, true); }

std::optional<Measured> StageHistory::sampling() const {
    if (auto found = of("generate"))
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
