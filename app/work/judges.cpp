// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/work/judges.h"

#include "model/domain/assignment.h"
#include "model/sample/sample_oracle.h"
#include "storage/interchange/score_file.h"
#include "storage/problem_store.h"

#include <map>
#include <memory>
#include <unordered_map>

namespace stepmark::work {

Judge oracleJudge(Work& work) {
    auto oracles = std::make_shared<std::map<ProblemId, SampleOracle>>();
    return [&work, oracles](ProblemId problem, const PathSteps& path) {
        auto place = oracles->find(problem);
        if (place == oracles->end()) {
            const auto stored = storage::ProblemStore(work.project).find(problem);
            place = oracles->emplace(problem, SampleOracle(stored ? stored->text : "")).first;
        }
        std::vector<std::string> texts;
        for (const auto& step : path)
            texts.push_back(step.text);
        return place->second.judge(texts);
    };
}

Judge scoresJudge(Work& work, const std::filesystem::path& scores_file, double threshold) {
    const auto read = interchange::readStepScores(work.project, scores_file, work.progress, work.stop);
    auto scores = std::make_shared<std::unordered_map<StepId, double>>();
    for (const auto& row : read.rows)
        scores->emplace(row.step, stepScore(row.probabilities));
    return [scores, threshold](ProblemId, const PathSteps& steps) {
        std::vector<Rating> ratings;
        for (const auto& step : steps) {
            const auto place = scores->find(step.id);
            if (place == scores->end())
                break;
            ratings.push_back(place->second < threshold ? Rating::Negative : Rating::Positive);
        }
        return ratings;
    };
}

Judge erringJudge(Judge judge, double error_rate, const std::string& name, std::uint64_t seed) {
    std::uint64_t own = seed;
    for (const char letter : name)
        own = seedFor(own, static_cast<unsigned char>(letter));
    return [judge = std::move(judge), error_rate, own](ProblemId problem, const PathSteps& path) {
        std::vector<Rating> ratings = judge(problem, path);
        for (std::size_t i = 0; i < ratings.size(); ++i) {
            const double chance =
                static_cast<double>(seedFor(own, static_cast<std::uint64_t>(path[i].id)) >> 11) * 0x1p-53;
            if (chance < error_rate)
                ratings[i] = ratings[i] == Rating::Negative ? Rating::Positive : Rating::Negative;
        }
        return ratings;
    };
}

} // namespace stepmark::work
