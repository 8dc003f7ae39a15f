// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/stepmarkctl/command.h"
#include "app/stepmarkctl/options.h"
#include "app/stepmarkctl/range.h"
#include "app/work/reproduction.h"
#include "storage/project.h"

namespace stepmark::ctl {

namespace {

struct ReproduceCommand {
    std::string project;
    work::ReproduceRequest request;
};

Json runReproduce(Context& context, const ReproduceCommand& command) {
    const work::ReproduceRequest& request = command.request;
    if (request.quick == !(request.data.empty() && request.base.empty() && request.processbench.empty()))
        throw UsageError("Give --quick, or --data DIR and --base DIR.");
    std::filesystem::create_directories(request.out);
    const std::filesystem::path project =
        command.project.empty() ? request.out / "w2s.stepmark" : std::filesystem::path(command.project);
    if (!std::filesystem::exists(project))
        storage::Project::create(project, "Weak to strong, reproduced");
    return runJob(context, project, "reproduce", [&](Work& work) { return work::reproduceW2s(work, request); });
}

} // namespace

void addReproduceCommands(Registry& registry) {
    const auto reproduce = std::make_shared<ReproduceCommand>();
    auto& request = reproduce->request;
    auto* command =
        registry.add({"reproduce w2s", "Reproduce Weak-to-Strong Generalization: the paper's claims beside ours",
                      "reproduce w2s w2s --data tasks --base SmolLM2-135M", Stopped::GoesOn},
                     reproduce, runReproduce);
    command->add_option("OUT", request.out, "Folder for page, figures and what was trained")->required();
    command->add_flag("--quick", request.quick,
                      "In minutes, with the built-in sample's rows and a ladder that is trained on it");
    command->add_option("--data", request.data, "A folder with one a task, in it train.jsonl and test.jsonl")
        ->default_str("none");
    command->add_option("--base", request.base, "The model that is cut at several depths")->default_str("none");
    command->add_option("--depths", request.depths, "Numbers of its layers that are kept")
        ->delimiter(',')
        ->check(Range(1, 100'000))
        ->default_str("five, evenly");
    command->add_option("--tasks", request.tasks, "Of the data only these, by their folders' names")
        ->delimiter(',')
        ->default_str("all");
    command
        ->add_option("--processbench", request.processbench,
                     "Where the --project has ratings, which are a task of their own: files to measure it by")
        ->default_str("problems of its other splits");
    command->add_option("--seeds", request.seeds, "Number of seeds")->check(Range(1, 1000))->capture_default_str();
    command->add_option("--examples", request.examples, "At most so many training examples of each task; 0: all")
        ->check(Range(0, 100'000'000))
        ->capture_default_str();
    command
        ->add_option("--project", reproduce->project, "A project for its tasks and studies; its own ratings become one")
        ->default_str("OUT/w2s.stepmark");
    addCompute(command, request.compute);
}

} // namespace stepmark::ctl
