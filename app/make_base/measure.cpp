// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/make_base/measure.h"

#include "model/domain/final_answer.h"
#include "model/domain/step_splitting.h"
#include "model/grading/answer_classes.h"
#include "model/grading/answer_equivalence.h"
#include "model/learning/causal_lm.h"
#include "model/learning/generate.h"
#include "model/learning/packing.h"
#include "model/sample/sample_oracle.h"
#include "model/tokenizer/tokenizer.h"

#include <algorithm>
#include <map>
#include <optional>
#include <utility>

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

/// A solution up to some step, and what is known of that step.
struct JudgedStep {
    std::string problem;
    std::vector<std::string> steps;
    std::optional<SampleError> error; ///< nothing: the last step is right
};

std::vector<JudgedStep> judgedSteps(int problems, std::uint64_t seed) {
    SampleRandom random(seed, static_cast<std::uint64_t>(SampleStream::HeldOut));
    std::vector<JudgedStep> judged;
    for (const SampleProblem& problem : makeSampleProblems(problems, seed, SampleStream::HeldOut)) {
        for (std::size_t place = 0; place < problem.solution.size(); ++place) {
            const auto end = problem.solution.begin() + static_cast<std::ptrdiff_t>(place);
            std::vector<std::string> steps(problem.solution.begin(), end);
            std::optional<SampleWrongStep> wrong;
            while (!wrong) {
                wrong = wrongStep(problem, place, random);
            }
            steps.push_back(wrong->text);
            judged.push_back({problem.text, steps, wrong->error});
            steps.back() = problem.solution[place];
            judged.push_back({problem.text, std::move(steps), std::nullopt});
        }
    }
    return judged;
}

/// The step's text with a loss on the first token of the teacher's line only.
Document markDocument(const Tokenizer& tokenizer, const JudgedStep& judged) {
    Document document;
    document.tokens = promptTokens(tokenizer, judged.problem);
    for (const std::string& step : judged.steps) {
        const std::vector<std::int32_t> tokens = stepTokens(tokenizer, step);
        document.tokens.insert(document.tokens.end(), tokens.begin(), tokens.end());
    }
    document.loss_weights.assign(document.tokens.size(), 0);
    document.tokens.push_back(tokenizer.encode(kSampleWrongMark).at(0));
    document.loss_weights.push_back(1);
    return document;
}

/// Probability that one of `low` is below one of `high`, ties half.
double areaUnderCurve(const std::vector<double>& low, const std::vector<double>& high) {
    double wins = 0;
    for (const double one : high) {
        for (const double other : low) {
            wins += one > other ? 1 : one == other ? 0.5 : 0;
        }
    }
    return wins / (static_cast<double>(low.size()) * static_cast<double>(high.size()));
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
        solved += answersEqual(extractFinalAnswer(greedy[i].at(0).text).value_or(""), drawn[i].answer);
        if (sampled.empty()) {
            continue;
        }
        const SampleOracle oracle(drawn[i].structure);
        std::vector<std::string> answers = {drawn[i].answer}; // class 0
        for (const GeneratedSolution& solution : sampled[i]) {
            sound += accepted(oracle, solution.text);
            answers.push_back(extractFinalAnswer(solution.text).value_or(""));
        }
        std::map<int, int> votes;
        for (const int answer : answerClasses(std::span(answers)))
            ++votes[answer];
        const int correct = --votes[0]; // the reference does not vote
        right += correct;
        any += correct > 0;
        majority += std::none_of(votes.begin(), votes.end(),
                                 [&](const auto& vote) { return vote.first != 0 && vote.second >= correct; });
    }
    const double count = std::max(1, problems), all = std::max(1, problems * samples);
    rates.greedy = solved / count;
    rates.sampled = right / all;
    rates.all_right = sound / all;
    rates.majority = majority / count;
    rates.any = any / count;
    return rates;
}

std::vector<CheckRate> measureChecking(const std::filesystem::path& folder, int problems, std::uint64_t seed) {
    const Tokenizer tokenizer = Tokenizer::load(folder);
    const std::vector<JudgedStep> judged = judgedSteps(problems, seed);
    const std::vector<double> losses = documentLosses(
        folder, [&](std::int64_t index) { return markDocument(tokenizer, judged.at(static_cast<std::size_t>(index))); },
        static_cast<std::int64_t>(judged.size()));
    std::vector<double> right;
    std::map<SampleError, std::vector<double>> wrong;
    for (std::size_t i = 0; i < judged.size(); ++i) {
        (judged[i].error ? wrong[*judged[i].error] : right).push_back(-losses[i]);
    }
    std::vector<CheckRate> rates;
    for (const auto& [error, scores] : wrong) {
        rates.push_back({error, static_cast<int>(scores.size()), areaUnderCurve(right, scores)});
    }
    return rates;
}

} // namespace stepmark::make_base
