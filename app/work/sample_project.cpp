// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/work/sample_project.h"

#include "app/work/generation.h"
#include "app/work/labelling.h"
#include "model/domain/error.h"
#include "model/sample/sample_problem.h"
#include "storage/problem_store.h"
#include "storage/write_batch.h"

namespace stepmark::work {

namespace {

void addProblems(Work& work, int count, std::uint64_t seed, Split split, SampleStream stream) {
    const auto samples = makeSampleProblems(count, seed, stream);
    storage::WriteBatch batch(work.project, work.stop);
    storage::ProblemStore store(work.project);
    int number = 0;
    for (const SampleProblem& sample : samples) {
        Problem problem;
        problem.key = "sample-" + std::string(toText(split)) + "-" + std::to_string(++number);
        problem.text = sample.text;
        problem.answer = sample.answer;
        problem.split = split;
        problem.subject = "arithmetic";
        std::string solution;
        for (const std::string& step : sample.solution)
            solution += (solution.empty() ? "" : "\n") + step;
        problem.reference_solution = solution;
        batch.write([&] { store.add(problem); });
    }
    batch.commit();
}

int heldOut(const SampleRequest& request) {
    if (request.problems < 3)
        throw Error("The sample needs at least 3 problems, since a third of them is held out: raise --problems.");
    return request.problems / 3;
}

} // namespace

Json samplePlan(const SampleRequest& request) {
    const int held_out = heldOut(request);
    return {{"problems", request.problems},
            {"held_out", held_out},
            {"solutions", std::int64_t{request.problems - held_out} * request.samples +
                              std::int64_t{held_out} * request.held_out_samples}};
}

Json fillSample(Work& work, const SampleRequest& request) {
    const int held_out = heldOut(request);
    addProblems(work, request.problems - held_out, request.seed, Split::Train, SampleStream::Projects);
    addProblems(work, held_out, request.seed, Split::Test, SampleStream::HeldOut);
    const Json pool = generate(work, {.samples = request.samples,
                                      .temperature = request.temperature,
                                      .max_tokens = 256,
                                      .split = Split::Train,
                                      .seed = request.seed});
    const Json test = generate(work, {.samples = request.held_out_samples,
                                      .temperature = request.temperature,
                                      .max_tokens = 256,
                                      .split = Split::Test,
                                      .seed = request.seed + 1});
    const Json labels = label(work, {.by = {.oracle = true}, .split = Split::Test, .per_problem = 8});
    return {{"problems", request.problems},
            {"held_out", held_out},
            {"solutions", pool["solutions"].get<std::int64_t>() + test["solutions"].get<std::int64_t>()},
            {"correct_share", pool["correct_share"]},
            {"held_out_ratings", labels["ratings"]}};
}

} // namespace stepmark::work
