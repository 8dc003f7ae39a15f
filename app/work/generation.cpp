// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/work/generation.h"

#include "app/work/record_json.h"
#include "app/work/stage_history.h"
#include "model/domain/draw.h"
#include "model/domain/error.h"
#include "model/domain/final_answer.h"
#include "model/domain/thinking.h"
#include "model/grading/answer_equivalence.h"
#include "model/learning/generate.h"
#include "model/learning/hidden_cache.h"
#include "storage/generation_store.h"
#include "storage/problem_store.h"
#include "storage/solution_store.h"
#include "storage/step_store.h"
#include "storage/thinking_field.h"
#include "storage/write_batch.h"

#include <chrono>

namespace stepmark::work {

namespace {

/// A generated text as the project keeps it.
struct Usable {
    std::vector<std::string> steps;
    storage::StoredSolution solution;
};

std::vector<FewShotExample> examples(Work& work, const GenerateRequest& request) {
    auto problems = storage::ProblemStore(work.project).list(Split::Train);
    std::erase_if(problems, [](const Problem& problem) { return !problem.reference_solution; });
    Draw(request.seed, "worked examples").sort(problems, [](const Problem& problem) { return drawKey(problem.text); });
    if (problems.size() < static_cast<std::size_t>(request.few_shot))
        throw Error("Only " + std::to_string(problems.size()) +
                    " problems of split 'train' have a reference solution to show: "
                    "ask for fewer with --few-shot.");
    std::vector<FewShotExample> result;
    for (std::size_t i = 0; i < static_cast<std::size_t>(request.few_shot); ++i)
        result.push_back({problems[i].text, *problems[i].reference_solution});
    return result;
}

/// All that decides what a sample says, but for the problem and the sample's number.
std::string identityOf(const std::filesystem::path& base, const GenerateOptions& options) {
    Json shown = Json::array();
    for (const FewShotExample& example : options.few_shot)
        shown.push_back({drawKey(example.problem), drawKey(example.solution)});
    return Json{{"base", modelFingerprint(base)}, {"temperature", options.temperature},
                {"top_p", options.top_p},         {"max_tokens", options.max_tokens},
                {"seed", options.seed},           {"few_shot", shown}}
        .dump();
}

/// One call of generate().
class GenerationRun {
public:
    GenerationRun(Work& work, const GenerateRequest& request)
        : m_work(work)
        , m_request(request)
        , m_base(request.base.empty() ? shippedModel("stepmark-generator") : request.base)
        , m_options(withCompute(GenerateOptions{.samples = request.samples,
                                                .temperature = request.temperature,
                                                .top_p = request.top_p,
                                                .max_tokens = request.max_tokens,
                                                .few_shot = examples(work, request),
                                                .seed = request.seed},
                                request.compute))
        , m_source(m_base.filename().string() + " T=" + Json(request.temperature).dump() +
                   " seed=" + std::to_string(request.seed))
        , m_generations(work.project)
        , m_steps(work.project)
        , m_solutions(work.project)
        , m_batch(work.project, work.stop) {}

    Json run() {
        const auto start = std::chrono::steady_clock::now();
        const auto problems = problemsToSolve();
        m_generation = m_generations.begin(identityOf(m_base, m_options));
        findMissing(problems);
        const Json computed = drawMissing();
        Json result = {{"problems", problems.size()},
                       {"solutions", m_kept},
                       {"unfinished", m_unfinished},
                       {"known", m_known},
                       {"correct_share", m_judged ? Json(static_cast<double>(m_correct) / static_cast<double>(m_judged))
                                                  : Json(nullptr)},
                       {"seed", m_request.seed},
                       {"seconds", std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count()}};
        result.update(computed);
        if (m_request.stored)
            m_batch.write([&] { m_request.stored(result); });
        m_batch.commit();
        return result;
    }

    Json plan() {
        const auto problems = problemsToSolve();
        m_generation = m_generations.find(identityOf(m_base, m_options));
        findMissing(problems);
        const auto solutions = std::ssize(problems) * m_request.samples - m_known;
        const auto before = StageHistory(m_work, {}, TrainMode::Head).sampling();
        return {{"problems", problems.size()},
                {"solutions", solutions},
                {"known", m_known},
                {"base", m_base.string()},
                {"seed", m_request.seed},
                {"seconds",
                 before ? orNull(before->secondsFor("solutions", static_cast<double>(solutions))) : Json(nullptr)}};
    }

private:
    std::vector<Problem> problemsToSolve() const {
        auto problems = storage::ProblemStore(m_work.project).list(m_request.split);
        if (problems.empty())
            throw Error(
                "There is no problem to solve" +
                (m_request.split ? " in split '" + std::string(toText(*m_request.split)) + "'" : std::string()) +
                ": import some first.");
        return problems;
    }

    /// With what it was computed.
    Json drawMissing() {
        if (m_missing.empty())
            return nothingComputed();
        Generator generator(m_base, m_options, m_work.stop);
        tellProducts(m_work, generator.computed());
        generator.generate(
            m_texts, m_work.stop, m_work.progress,
            [this](std::size_t index, const auto& solutions) { store(index, solutions); }, m_drawn);
        return toJson(generator.computed());
    }

    void findMissing(const std::vector<Problem>& problems) {
        const auto drawn = m_generations.drawn(m_generation);
        for (const Problem& problem : problems) {
            const auto place = drawn.find(problem.id);
            const int known = place == drawn.end() ? 0 : std::min(place->second, m_request.samples);
            m_known += known;
            if (known == m_request.samples)
                continue;
            m_missing.push_back(problem);
            m_texts.push_back(problem.text);
            m_drawn.push_back(known);
        }
    }

    /// nullopt where it is of no use.
    std::optional<Usable> usable(const GeneratedSolution& generated, const Problem& problem) const {
        const FoldedText folded = foldThinking(generated.text);
        Usable result{splitSteps(folded.text, StepRule::Newline), {}};
        auto& solution = result.solution;
        solution.extra = storage::extraWithThinking(folded.thinking);
        solution.final_answer = extractFinalAnswer(folded.text);
        if (result.steps.empty() || (!m_request.unfinished && (!generated.finished || !solution.final_answer)))
            return std::nullopt;
        solution.problem = problem.id;
        if (problem.answer)
            solution.correct = solution.final_answer && answersEqual(*solution.final_answer, *problem.answer);
        solution.source = m_source;
        solution.round = m_request.round;
        return result;
    }

    /// All missing samples of a problem, graded first, then written, each whole and with its number: a sample is stored
    /// and counts as drawn, or neither.
    void store(std::size_t index, const std::vector<GeneratedSolution>& generated) {
        const Problem& problem = m_missing[index];
        std::vector<std::optional<Usable>> graded;
        for (const GeneratedSolution& one : generated) {
            throwIfStopped(m_work.stop);
            graded.push_back(usable(one, problem));
        }
        for (std::size_t i = 0; i < graded.size(); ++i)
            m_batch.write([&] { storeOne(problem.id, m_drawn[index] + static_cast<int>(i), graded[i]); });
        m_batch.commit();
    }

    void storeOne(ProblemId problem, int number, std::optional<Usable>& sample) {
        if (m_generations.drawn(m_generation, problem) > number) { // by another run of the same, meanwhile
            ++m_known;
            return;
        }
        m_generations.setDrawn(m_generation, problem, number + 1);
        if (!sample) {
            ++m_unfinished;
            return;
        }
        StepTree path; // steps that are stored already are found by their place, however many there are
        const int leaf = path.addPath(sample->steps);
        m_steps.save(problem, path);
        sample->solution.leaf = path[leaf].id;
        m_solutions.add(sample->solution);
        ++m_kept;
        m_judged += sample->solution.correct.has_value();
        m_correct += sample->solution.correct == true;
    }

    Work& m_work;
    const GenerateRequest& m_request;
    const std::filesystem::path m_base;
    const GenerateOptions m_options;
    const std::string m_source;
    storage::GenerationStore m_generations;
    storage::StepStore m_steps;
    storage::SolutionStore m_solutions;
    storage::WriteBatch m_batch;
    storage::GenerationId m_generation = 0;
    std::vector<Problem> m_missing;   ///< problems that samples are to be drawn of,
    std::vector<std::string> m_texts; ///< their texts,
    std::vector<int> m_drawn;         ///< and how many have been drawn before
    std::int64_t m_kept = 0, m_unfinished = 0, m_known = 0, m_correct = 0, m_judged = 0;
};

} // namespace

Json generate(Work& work, const GenerateRequest& request) { return GenerationRun(work, request).run(); }

Json generatePlan(Work& work, const GenerateRequest& request) { return GenerationRun(work, request).plan(); }

} // namespace stepmark::work
