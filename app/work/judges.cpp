// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/work/judges.h"

#include "model/domain/draw.h"
#include "model/files/input_file.h"
#include "model/sample/sample_oracle.h"
#include "storage/interchange/score_file.h"
#include "storage/score_store.h"

#include <map>
#include <memory>
#include <unordered_map>

namespace stepmark::work {

Judge oracleJudge() {
    auto oracles = std::make_shared<std::map<std::string, SampleOracle>>();
    return [oracles](const std::string& problem, const PathSteps& path) {
        auto place = oracles->find(problem);
        if (place == oracles->end())
            place = oracles->emplace(problem, SampleOracle(problem)).first;
        std::vector<std::string> texts;
        for (const auto& step : path)
            texts.push_back(step.text);
        return place->second.judge(texts);
    };
}

std::optional<storage::ScoreSource> storedScores(Work& work, const std::filesystem::path& scores) {
    if (files::isReadOnce(scores))
        return std::nullopt;
    std::error_code ignored;
    const bool is_file = std::filesystem::exists(scores, ignored);
    auto source = storage::findScoreSource(work.project, scores.string());
    if (!source && !is_file)
        source = storage::scoreSource(work.project, scores.string()); // which says what there is
    return source && (source->imported || !is_file) ? source : std::nullopt;
}

Judge scoresJudge(Work& work, const std::filesystem::path& named, double threshold) {
    auto scores = std::make_shared<std::unordered_map<StepId, double>>();
    if (const auto source = storedScores(work, named)) {
        for (const auto& [step, p] : storage::ScoreStore(work.project).steps(source->model))
            scores->emplace(step, stepScore(p));
    } else {
        for (const auto& row : interchange::readStepScores(work.project, named, work.progress, work.stop).rows)
            scores->emplace(row.step, stepScore(row.probabilities));
    }
    return [scores, threshold](const std::string&, const PathSteps& steps) {
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
    const Draw errs = Draw(seed, "errors of a labeler").of(drawKey(name));
    return [judge = std::move(judge), error_rate, errs](const std::string& problem, const PathSteps& path) {
        std::vector<Rating> ratings = judge(problem, path);
        std::uint64_t key = drawKey(problem); // of the step: everything up to it
        for (std::size_t i = 0; i < ratings.size(); ++i) {
            key = drawKey(key, drawKey(path[i].text));
            if (errs.share(key) < error_rate)
                ratings[i] = ratings[i] == Rating::Negative ? Rating::Positive : Rating::Negative;
        }
        return ratings;
    };
}

} // namespace stepmark::work
