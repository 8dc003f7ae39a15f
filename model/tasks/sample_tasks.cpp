// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/tasks/sample_tasks.h"

#include "model/domain/error.h"
#include "model/sample/sample_documents.h"
#include "model/sample/sample_oracle.h"
#include "model/sample/sample_problem.h"
#include "model/tasks/examples.h"
#include "model/tasks/sample_mates.h"
#include "model/tasks/task_builder.h"

#include <algorithm>
#include <span>

namespace stepmark {

namespace {

constexpr std::uint64_t kStream = 0x7461736B73; ///< of SampleRandom: its own

std::string joined(const std::string& head, std::span<const std::string> steps, const std::string& last) {
    std::string text = head;
    for (const std::string& step : steps)
        text += step + "\n";
    return text + last;
}

/// A wrong step for a drawn place of the reference solution.
struct Slip {
    std::size_t place = 0;
    std::string text;
};
Slip slipIn(const SampleProblem& problem, SampleRandom& random) {
    for (;;) {
        const auto place = static_cast<std::size_t>(random.below(static_cast<int>(problem.solution.size())));
        if (const auto wrong = wrongStep(problem, place, random))
            return {place, wrong->text};
    }
}

std::vector<TaskExample> twoClaims(const SampleProblem& problem, SampleRandom& random) {
    const Slip slip = slipIn(problem, random);
    const auto before = std::span(problem.solution).first(slip.place);
    const std::string head = problem.text + "\n\n";
    const std::int64_t group = groupOf(problem.text);
    return {classificationExample(joined(head, before, problem.solution[slip.place]), 1, group),
            classificationExample(joined(head, before, slip.text), 0, group)};
}

std::vector<TaskExample> pair(const SampleProblem& problem, SampleRandom& random) {
    const Slip slip = slipIn(problem, random);
    auto wrong = problem.solution;
    wrong[slip.place] = slip.text;
    const auto solution = [](const std::vector<std::string>& steps) {
        return joined("", std::span(steps).first(steps.size() - 1), steps.back());
    };
    return {preferenceExample(problem.text, solution(problem.solution), solution(wrong))};
}

std::vector<TaskExample> judgedSteps(const SampleProblem& problem, SampleRandom& random) {
    const SampleDocument document = markedDocument(problem, random);
    const SampleOracle oracle(document.structure);
    LabelledTree tree;
    tree.problem_text = document.problem;
    std::vector<std::string> before;
    int parent = StepTree::kNoParent;
    const auto add = [&](const std::string& text) {
        const int node = tree.tree.add(parent, text);
        tree.labels.resize(static_cast<std::size_t>(tree.tree.size()));
        tree.labels[static_cast<std::size_t>(node)] = oracle.judgeStep(before, text);
        return node;
    };
    for (const SampleLine& line : document.lines) {
        for (const SampleWrongStep& wrong : line.wrong)
            add(wrong.text);
        parent = add(line.text);
        before.push_back(line.text);
    }
    return {*stepsExample(tree)};
}

std::vector<TaskExample> ofProblem(TaskKind kind, const SampleProblem& problem, SampleRandom& random) {
    switch (kind) {
    case TaskKind::Preference:
        return pair(problem, random);
    case TaskKind::Steps:
        return judgedSteps(problem, random);
    default:
        return twoClaims(problem, random);
    }
}

} // namespace

Task sampleTask(const SampleTaskOptions& options, const ProgressSink& progress, const std::stop_token& stop) {
    if (options.train < 2 || options.test < 2)
        throw Error("A task needs at least 2 examples to learn from and 2 to measure by.");
    const int each = options.kind == TaskKind::Classification ? 2 : 1;
    const int train = options.train / each, total = train + options.test / each;
    TaskBuilder builder(options.name, options.kind);
    ProgressThrottle throttle(progress ? progress : [](const Progress&) {});
    int done = 0;
    const auto add = [&](std::vector<TaskExample> examples) {
        throwIfStopped(stop);
        for (TaskExample& example : examples)
            builder.add(done < train ? TaskPart::Train : TaskPart::Test, std::move(example),
                        "sample " + std::to_string(done + 1));
        throttle.report({.stage = Stage::Importing, .done = ++done, .total = total, .unit = Unit::Problems});
    };
    if (options.kind == TaskKind::Chess) {
        SampleMates mates(options.seed);
        while (done < total) {
            const SampleMate mate = mates.next();
            add({chessExample(mate.board, mate.last, mate.mate)});
        }
    } else {
        SampleRandom random(options.seed, kStream);
        for (const SampleProblem& problem : makeSampleProblems(total, options.seed))
            add(ofProblem(options.kind, problem, random));
    }
    return builder.finish();
}

} // namespace stepmark
