// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/make_base/measure.h"

#include "model/domain/final_answer.h"
#include "model/domain/step_splitting.h"
#include "model/learning/generate.h"
#include "model/sample/sample_oracle.h"

#include <algorithm>
#include <map>

namespace stepmark::make_base {

namespace {

using Solutions = std::vector<std::vector<GeneratedSolution>>;

Solutions solve(const std::filesystem::path& folder, const std::vector<std::string>& texts, int samples,
                double temperature, std::uint64_t seed) {
    GenerateOptions options;
    options.samples = samples;
    options.temperature = temperature;
    options.max_tokens = 200;
    options.batch = 128;
    options.seed = seed;
    return Generator(folder, options).generate(texts);
}

bool accepted(const SampleOracle& oracle, const std::string& solution) {
    const std::vector<Rating> ratings = oracle.judge(splitSteps(solution, StepRule::Newline));
    return !ratings.empty() && std::find(ratings.begin(), ratings.end(), Rating::Negative) == ratings.end();
}

} // namespace

SolveRates measureSolving(const std::filesystem::path& folder, int problems, int samples, std::uint64_t seed) {
    const std::vector<SampleProblem> drawn = makeSampleProblems(problems, seed, SampleStream::HeldOut);
    std::vector<std::string> texts;
    for (const SampleProblem& problem : drawn) {
        texts.push_back(problem.text);
    }
    SolveRates rates;
    rates.problems = problems;
    rates.samples = samples;
    const Solutions greedy = solve(folder, texts, 1, 0, seed);
    const Solutions sampled = samples > 0 ? solve(folder, texts, samples, rates.temperature, seed) : Solutions{};
    int solved = 0, right = 0, sound = 0, majority = 0, any = 0;
    for (std::size_t i = 0; i < drawn.size(); ++i) {
        solved += extractFinalAnswer(greedy[i].at(0).text) == drawn[i].answer;
        if (sampled.empty()) {
            continue;
        }
        const SampleOracle oracle(drawn[i].structure);
        std::map<std::string, int> votes;
        for (const GeneratedSolution& solution : sampled[i]) {
            sound += accepted(oracle, solution.text);
            ++votes[extractFinalAnswer(solution.text).value_or("")];
        }
        const int correct = votes[drawn[i].answer];
        right += correct;
        any += correct > 0;
        majority += std::none_of(votes.begin(), votes.end(), [&](const auto& vote) {
            return vote.first != drawn[i].answer && vote.second >= correct;
        });
    }
    const double count = std::max(1, problems), all = std::max(1, problems * samples);
    rates.greedy = solved / count;
    rates.sampled = right / all;
    rates.all_right = sound / all;
    rates.majority = majority / count;
    rates.any = any / count;
    return rates;
}

} // namespace stepmark::make_base
