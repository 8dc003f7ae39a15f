// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/work/generation.h"

#include "model/domain/error.h"
#include "model/domain/final_answer.h"
#include "model/grading/answer_equivalence.h"
#include "model/learning/generate.h"
#include "storage/problem_store.h"
#include "storage/solution_store.h"
#include "storage/step_store.h"
#include "storage/transaction.h"

#include <chrono>

namespace stepmark::work {

namespace {

struct Tally {
    std::int64_t solutions = 0, unfinished = 0, correct = 0, judged = 0;
};

/// A generated text as the project keeps it; nullopt where it is of no use.
struct Usable {
    std::vector<std::string> steps;
    std::optional<std::string> answer;
};
std::optional<Usable> usable(const GeneratedSolution& solution, bool keep_unfinished) {
    Usable result{splitSteps(solution.text, StepRule::Newline), extractFinalAnswer(solution.text)};
    if (result.steps.empty() || (!keep_unfinished && (!solution.finished || !result.answer)))
        return std::nullopt;
    return result;
}

void storeSolutions(Work& work, const Problem& problem, const std::vector<GeneratedSolution>& generated,
                    const GenerateRequest& request, const std::string& source, Tally& tally) {
    storage::StepStore steps(work.project);
    storage::SolutionStore store(work.project);
    StepTree tree = steps.tree(problem.id);
    std::vector<std::pair<int, storage::StoredSolution>> found;
    for (const GeneratedSolution& one : generated) {
        const auto kept = usable(one, request.unfinished);
        if (!kept) {
            ++tally.unfinished;
            continue;
        }
        storage::StoredSolution solution;
        solution.problem = problem.id;
        solution.final_answer = kept->answer;
        if (problem.answer)
            solution.correct = kept->answer && answersEqual(*kept->answer, *problem.answer);
        solution.source = source;
        solution.round = request.round;
        found.emplace_back(tree.addPath(kept->steps), std::move(solution));
    }
    steps.save(problem.id, tree);
    for (auto& [leaf, solution] : found) {
        solution.leaf = tree[leaf].id;
        store.add(solution);
        ++tally.solutions;
        tally.judged += solution.correct.has_value();
        tally.correct += solution.correct == true;
    }
}

std::vector<FewShotExample> examples(const std::vector<Problem>& problems, int count) {
    std::vector<FewShotExample> result;
    for (const Problem& problem : problems)
        if (static_cast<int>(result.size()) < count && problem.reference_solution && problem.split == "train")
            result.push_back({problem.text, *problem.reference_solution});
    if (static_cast<int>(result.size()) < count)
        throw Error("Only " + std::to_string(result.size()) +
                    " problems of split 'train' have a reference solution to show: "
                    "ask for fewer with --few-shot.");
    return result;
}

} // namespace

Json generate(Work& work, const GenerateRequest& request) {
    const auto start = std::chrono::steady_clock::now();
    const auto base = request.base.empty() ? shippedModel("stepmark-generator") : request.base;
    const auto problems = storage::ProblemStore(work.project).list(request.split);
    if (problems.empty())
        throw Error("There is no problem to solve" +
                    (request.split.empty() ? std::string() : " in split '" + request.split + "'") +
                    ": import some first.");
    std::vector<std::string> texts;
    for (const Problem& problem : problems)
        texts.push_back(problem.text);
    GenerateOptions options{.samples = request.samples,
                            .temperature = request.temperature,
                            .top_p = request.top_p,
                            .max_tokens = request.max_tokens,
                            .seed = request.seed};
    options.few_shot = examples(problems, request.few_shot);
    Generator generator(base, options, work.stop);
    Tally tally;
    const std::string source =
        base.filename().string() + " T=" + Json(request.temperature).dump() + " seed=" + std::to_string(request.seed);
    // Kept in memory until the end: a cancelled run leaves the project as it was.
    std::vector<std::vector<GeneratedSolution>> generated = generator.generate(texts, work.stop, work.progress);
    storage::Transaction transaction(work.project);
    for (std::size_t i = 0; i < problems.size(); ++i) {
        throwIfStopped(work.stop);
        storeSolutions(work, problems[i], generated[i], request, source, tally);
    }
    Json result = {{"problems", problems.size()},
                   {"solutions", tally.solutions},
                   {"unfinished", tally.unfinished},
                   {"correct_share", tally.judged
                                         ? Json(static_cast<double>(tally.correct) / static_cast<double>(tally.judged))
                                         : Json(nullptr)},
                   {"seconds", std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count()}};
    if (request.stored)
        request.stored(result);
    transaction.commit();
    return result;
}

} // namespace stepmark::work
