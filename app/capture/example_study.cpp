// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/capture/example_study.h"

#include "storage/weakstrong/study_run_store.h"
#include "storage/weakstrong/study_store.h"
#include "storage/weakstrong/task_store.h"

#include <array>
#include <cmath>
#include <string>
#include <vector>

namespace stepmark::capture {

namespace {

constexpr std::array kDepths = {4, 8, 12, 20, 30};
constexpr int kModels = std::ssize(kDepths);
constexpr int kSeeds = 3;
constexpr int kTrain = 160, kTest = 60;

/// A sum with its result; every other one is wrong.
TaskExample sum(int number) {
    const bool right = number % 2 == 0;
    const int a = 17 + number * 7 % 61, b = 12 + number * 5 % 47;
    TaskExample example;
    example.group = number / 2;
    example.items = {example.tree.add(
        StepTree::kNoParent, "A crate holds " + std::to_string(a) + " apples and another " + std::to_string(b) +
                                 ". Together they hold " + std::to_string(a + b + (right ? 0 : 10)) + ".")};
    example.truth = {right ? 1.0F : 0.0F};
    return example;
}

Task task() {
    Task task;
    task.name = "sums";
    for (int i = 0; i < kTrain; ++i)
        task.train.push_back(sum(i));
    for (int i = kTrain; i < kTrain + kTest; ++i)
        task.test.push_back(sum(i));
    return task;
}

double truthOf(int model) { return 0.88 - 0.42 * std::exp(-kDepths.at(static_cast<std::size_t>(model)) / 9.0); }

Figure around(double value, double half) { return {value, Interval{value - half, value + half}}; }

std::vector<std::optional<double>> seedsOf(double value) { return {value - 0.006, value + 0.008, value - 0.002}; }

StudyFigure taught(StudyRole role, int model) {
    const double value = truthOf(model);
    return {.role = role, .model = model, .figure = around(value, 0.022), .by_seed = seedsOf(value)};
}

StudyFigure student(int supervisor, int model, StudyMethod method) {
    const double low = truthOf(supervisor), high = truthOf(model);
    const double share = method == StudyMethod::Naive ? 0.28 + 0.03 * model : 0.52 + 0.05 * model;
    StudyFigure one = taught(StudyRole::Student, model);
    one.supervisor = supervisor;
    one.method = method;
    one.figure = around(low + share * (high - low), 0.024);
    one.by_seed = seedsOf(one.figure->value);
    one.gap = around(high - low, 0.03);
    if (high - low > 0.03) {
        one.pgr = around(share, 0.012 / (high - low));
        one.pgr_by_seed = seedsOf(share);
    } else {
        one.no_pgr = NoPgr::NoGap;
        one.pgr_by_seed.resize(kSeeds);
    }
    one.agreement_right = 0.90 + 0.01 * supervisor;
    one.agreement_wrong = 0.78 - 0.05 * (model - supervisor) - (method == StudyMethod::Naive ? 0.0 : 0.14);
    return one;
}

Study study(const std::string& fingerprint) {
    Study study;
    study.task = study.spec.task = "sums";
    study.task_fingerprint = fingerprint;
    study.figure = "accuracy";
    for (const int layers : kDepths) {
        study.spec.ladder.push_back({"/models/SmolLM2-135M", layers});
        study.models.push_back({study.spec.ladder.back(), layers, 28'300'000 + 3'540'000 * layers});
    }
    StudyResults& results = study.results;
    results.test_examples = 1000;
    results.test_groups = 480;
    results.baseline = 0.5;
    for (int model = 0; model + 1 < kModels; ++model)
        results.figures.push_back(taught(StudyRole::Supervisor, model));
    for (int model = 0; model < kModels; ++model)
        results.figures.push_back(taught(StudyRole::Ceiling, model));
    for (const StudyMethod method : study.spec.methods)
        for (int supervisor = 0; supervisor + 1 < kModels; ++supervisor)
            for (int model = supervisor + 1; model < kModels; ++model)
                results.figures.push_back(student(supervisor, model, method));
    return study;
}

/// Further on, students come to say what their supervisor says.
std::string courseOf(double figure) {
    std::vector<CoursePoint> course;
    for (int i = 0; i < 9; ++i) {
        const double done = i / 8.0;
        course.push_back({done, 0.45 + 0.4 * std::pow(done - 0.6, 2), figure - 0.3 * std::pow(done - 0.6, 2),
                          0.70 + 0.22 * std::sqrt(done), i == 5});
    }
    return courseToJson(course);
}

/// Right where a share of the examples is, drawn by their numbers.
std::vector<float> judgementsOf(const std::vector<TaskExample>& examples, double right, int salt) {
    std::vector<float> judgements;
    for (std::size_t i = 0; i < examples.size(); ++i) {
        const auto drawn = static_cast<double>((i * 37 + static_cast<std::size_t>(salt) * 11) % 100) / 100;
        const float sure = 0.62F + static_cast<float>((i * 13) % 30) / 100;
        const bool says = (examples[i].truth[0] > 0.5F) == (drawn < right);
        judgements.push_back(says ? sure : 1 - sure);
    }
    return judgements;
}

std::string nameOf(const StudyFigure& figure, int seed) {
    return std::string(toText(figure.role)) + "-" + std::to_string(figure.supervisor.value_or(-1)) + "-" +
           std::to_string(figure.model) + "-" +
           (figure.method ? std::string(toText(*figure.method)) : std::string("truth")) + "-" + std::to_string(seed);
}

StudyRun runOf(const Study& study, const StudyFigure& figure, int seed) {
    const auto model = static_cast<std::size_t>(figure.model);
    StudyRun run;
    run.identity = nameOf(figure, seed);
    run.role = figure.role;
    run.method = figure.method.value_or(StudyMethod::Naive);
    run.seed = static_cast<std::uint64_t>(seed);
    run.model = {study.models[model].model.folder, study.models[model].layers};
    if (figure.supervisor)
        run.teacher = nameOf({.role = StudyRole::Supervisor, .model = *figure.supervisor}, seed);
    run.task_fingerprint = study.task_fingerprint;
    run.figure = figure.by_seed[static_cast<std::size_t>(seed)];
    run.settings = R"({"layers": )" + std::to_string(run.model.layers) + R"(, "way": "probe", "method": ")" +
                   std::string(toText(run.method)) + R"(", "seed": )" + std::to_string(seed) +
                   R"(, "examples": 0, "precision": "bfloat16", "device": "cpu"})";
    run.course = courseOf(*run.figure);
    run.tokens = 412'000;
    run.seconds = 14;
    return run;
}

} // namespace

void makeExampleStudy(storage::Project& project) {
    const Task rows = task();
    const std::string fingerprint = storage::TaskStore(project).add(rows, "{}").fingerprint;
    const Study made = study(fingerprint);
    storage::StudyStore studies(project);
    storage::StudyRunStore runs(project);
    const std::int64_t id = studies.begin(made);
    for (const StudyFigure& figure : made.results.figures)
        for (int seed = 0; seed < kSeeds; ++seed) {
            const StudyRun run = runOf(made, figure, seed);
            const int salt = seed + (run.teacher.empty() ? 0 : 3);
            runs.add(run, {judgementsOf(rows.train, *run.figure, salt), judgementsOf(rows.test, *run.figure, salt)});
            studies.addMember(id, run.identity);
        }
    studies.finish(id, made.results);
}

} // namespace stepmark::capture
