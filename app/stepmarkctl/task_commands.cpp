// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/stepmarkctl/command.h"
#include "app/stepmarkctl/options.h"
#include "app/stepmarkctl/range.h"
#include "app/work/tasks.h"

namespace stepmark::ctl {

namespace {

constexpr const char* kFields =
    "Fields of a row, by kind; of a CSV file the columns. Rows of one group stay in one half of the task:\n"
    "  classification            text, label (0 or 1); group; task. Or of multiple choice: question,\n"
    "                            choices (list), answer (a text or letter); context; group; task.\n"
    "  chess                     fen, best (or moves, a list); last. Or as Lichess has it: FEN, Moves.\n"
    "  preference                prompt, chosen, rejected; group.\n\n";

struct AddTaskCommand {
    std::string project, kind, example;
    std::vector<std::string> files, test;
    work::TaskRequest request;
    bool plan = false;
};

Json runAddTask(Context& context, const AddTaskCommand& command) {
    work::TaskRequest request = command.request;
    request.kind = taskKindFromText(command.kind);
    request.example = taskKindFromText(command.example);
    request.files.assign(command.files.begin(), command.files.end());
    request.test.assign(command.test.begin(), command.test.end());
    const bool of_files = !request.files.empty(), of_ratings = request.kind == TaskKind::Steps;
    if (int{of_files} + int{of_ratings} + int{request.example.has_value()} != 1 ||
        (request.example && !request.test.empty()))
        throw UsageError("One thing at a time: files of rows (with --test, if there are any), --kind steps for the "
                         "project's own ratings (with --test: files of ProcessBench rows), or --example.");
    if (command.plan)
        return readOn(context, command.project, [&](Work& work) { return work::planTask(work, request); });
    return runJob(context, command.project, "add-task", [&](Work& work) { return work::addTask(work, request); });
}

struct TasksCommand {
    std::string project, name;
};

Json runTasks(Context& context, const TasksCommand& command) {
    return readOn(context, command.project, [](Work& work) { return work::listTasks(work); });
}

Json runRemoveTask(Context& context, const TasksCommand& command) {
    return runJob(context, command.project, "remove-task",
                  [&](Work& work) { return work::removeTask(work, command.name); });
}

} // namespace

void addTaskCommands(Registry& registry) {
    const std::vector<std::string> kinds = {"classification", "chess", "preference", "steps"};
    const auto add = std::make_shared<AddTaskCommand>();
    auto* command =
        registry.add({"w2s add-task", "Bring a task into the project, all or nothing: examples with true labels",
                      "w2s add-task algebra.stepmark boolq/train.jsonl --test boolq/test.jsonl"},
                     add, runAddTask);
    command->footer(command->get_footer() + kFields);
    command->add_option("PROJECT", add->project, "Project file")->required();
    command->add_option("FILE", add->files, "Rows to learn from: JSON lines, JSON array or CSV; - for standard input")
        ->default_str("none");
    command->add_option("--test", add->test, "Files of rows to measure by; with --kind steps of ProcessBench")
        ->default_str("a fifth of the groups, drawn");
    command->add_option("--name", add->request.name, "What the task is called")->default_str("by the file");
    command->add_option("--kind", add->kind, "Of what kind it is; steps: the ratings of this project")
        ->check(CLI::IsMember({"auto", "classification", "chess", "preference", "steps"}))
        ->default_str("auto");
    command->add_option("--example", add->example, "Make rows of the built-in sample, which needs no file")
        ->check(CLI::IsMember(kinds))
        ->default_str("none");
    command->add_option("--train-examples", add->request.example_train, "With --example: examples to learn from")
        ->check(Range(2, 1'000'000))
        ->capture_default_str();
    command->add_option("--test-examples", add->request.example_test, "With --example: examples to measure by")
        ->check(Range(2, 1'000'000))
        ->capture_default_str();
    command->add_flag("--plan", add->plan, "Only read it, and say what the task would hold");
    command->add_option("--seed", add->request.seed, "With --example: seed")->capture_default_str();

    const auto tasks = std::make_shared<TasksCommand>();
    command = registry.add({"w2s tasks", "The tasks of the project", "w2s tasks algebra.stepmark"}, tasks, runTasks);
    command->add_option("PROJECT", tasks->project, "Project file")->required();

    const auto remove = std::make_shared<TasksCommand>();
    command = registry.add({"w2s remove-task", "Take a task out of the project; what studies found of it stays",
                            "w2s remove-task algebra.stepmark boolq", Stopped::GoesOn},
                           remove, runRemoveTask);
    command->add_option("PROJECT", remove->project, "Project file")->required();
    command->add_option("NAME", remove->name, "The task")->required();
}

} // namespace stepmark::ctl
