// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/stepmarkctl/command.h"
#include "app/stepmarkctl/ctl_child.h"
#include "app/stepmarkctl/options.h"
#include "app/stepmarkctl/range.h"
#include "app/stepmarkctl/spec_option.h"
#include "app/work/grid.h"

namespace stepmark::ctl {

namespace {

struct GridCommand {
    std::string project;
    bool plan = false;
    int workers = 0;
    SpecOption file;
};

GridSpec gridOf(const GridCommand& command, const std::stop_token& stop) {
    const std::string text = textOf(command.file, stop);
    try {
        return gridFromText(text);
    } catch (const Error& error) {
        refuseSpec(command.file, error);
    }
}

/// All that was found is printed, with exit code 1 where something has failed.
void requireAllDone(const Json& result) {
    std::size_t failed = 0;
    for (const Json& row : result["rows"])
        failed += !row["error"].is_null();
    if (failed > 0)
        throw FindingsError(std::to_string(failed) + " of " + std::to_string(result["rows"].size()) +
                                " combinations failed: see their errors. The same command tries these again.",
                            result, result);
}

Json runGrid(Context& context, const GridCommand& command) {
    work::GridRequest request{gridOf(command, context.stop.get_token()), command.workers, {}};
    if (command.plan)
        return readOn(context, command.project, [&](Work& work) { return work::gridPlan(work, request); });
    request.start = [&](const std::string& name, const Json& spec, const std::vector<std::string>& more) {
        std::vector<std::string> arguments{name, command.project, "--spec", "-"};
        arguments.insert(arguments.end(), more.begin(), more.end());
        return startCtl(arguments, spec.dump());
    };
    context.spec = {{"train", request.spec.train}, {"over", request.spec.over}};
    Json result = runJob(context, command.project, "grid", [&](Work& work) { return work::grid(work, request); });
    requireAllDone(result);
    return result;
}

} // namespace

void addGridCommands(Registry& registry) {
    const auto grid = std::make_shared<GridCommand>();
    auto* command = registry.add({"grid", "Train and evaluate every combination of some choices, several at a time",
                                  "grid algebra.stepmark --spec grid.json --workers 2", Stopped::GoesOn},
                                 grid, runGrid);
    command->add_option("PROJECT", grid->project, "Project file")->required();
    command
        ->add_option(
            "--spec", grid->file.file,
            "A JSON object: train, as train --spec takes it, and over, fields of it with a list of values each; "
            "- for standard input")
        ->required();
    command
        ->add_option("--workers", grid->workers,
                     "Number of trainings at a time, which share the cores; fewer where memory does not hold them; 0: "
                     "one a core")
        ->check(Range(0, 1024))
        ->capture_default_str();
    addPlan(command, grid->plan, "Only say what there is to do, and with how much at a time");
}

} // namespace stepmark::ctl
