// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/stepmarkctl/command.h"
#include "app/stepmarkctl/options.h"
#include "app/stepmarkctl/range.h"
#include "app/work/hold_out.h"
#include "app/work/sample_project.h"
#include "model/domain/error.h"
#include "storage/write_ahead_log.h"

namespace stepmark::ctl {

namespace {

struct SampleOptions {
    std::string project;
    bool plan = false;
    work::SampleRequest request;
};
Json runSample(Context& context, const SampleOptions& options) {
    if (options.plan) {
        requireReplaceable(options.project, false); // as making it would
        return work::samplePlan(options.request);
    }
    storage::Project::create(options.project, "Built-in sample");
    try {
        return runJob(context, options.project, "sample",
                      [&](Work& work) { return work::fillSample(work, options.request); });
    } catch (...) {
        storage::removeWithLog(options.project); // made by this command: a sample that is half there is of no use
        throw;
    }
}

struct SplitOptions {
    std::string project;
    work::HoldOutRequest request;
};
Json runSplit(Context& context, const SplitOptions& options) {
    const auto run = options.request.preview ? readOn : runOn;
    return run(context, options.project, [&](Work& work) { return work::holdOut(work, options.request); });
}

} // namespace

void addPoolCommands(Registry& registry) {
    const auto sample = std::make_shared<SampleOptions>();
    auto* command = registry.add({"sample", "Make a project on the built-in sample, candidates included",
                                  "sample demo.stepmark --problems 60 --samples 8 --held-out-samples 8"},
                                 sample, runSample);
    command->add_option("PROJECT", sample->project, "File to make, *.stepmark")->required();
    command->add_option("--problems", sample->request.problems, "Problems; a third is held out")
        ->check(Range(3, 100'000))
        ->capture_default_str();
    command->add_option("--samples", sample->request.samples, "Candidates a problem")
        ->check(Range(1, 1024))
        ->capture_default_str();
    command->add_option("--held-out-samples", sample->request.held_out_samples, "Candidates a held-out problem")
        ->check(Range(1, 1024))
        ->capture_default_str();
    command->add_option("--temperature", sample->request.temperature, "Sampling temperature")
        ->check(Range(0.0, 5.0))
        ->capture_default_str();
    command->add_option("--seed", sample->request.seed, "Seed")->capture_default_str();
    addPlan(command, sample->plan, "Only say how much would be made");

    const auto split = std::make_shared<SplitOptions>();
    auto& request = split->request;
    command = registry.add({"split", "Hold out a share of the problems of split 'train', or put them back",
                            "split algebra.stepmark --share 0.2 --seed 0 --plan", Stopped::GoesOn},
                           split, runSplit);
    command->add_option("PROJECT", split->project, "Project file")->required();
    command
        ->add_option("--share", request.share,
                     "Share of the problems, each drawn by itself, so that it holds on average")
        ->check(Range(0.0, 1.0))
        ->default_str("0.1; with --to train all that were moved out of it before");
    addWord(command, "--to", request.to, "Where they go");
    addWord(command, "--from", request.from, "Where they come from")->default_str("train; with --to train the others");
    command->add_option("--seed", request.seed, "Seed")->capture_default_str();
    addPlan(command, request.preview, "Only tell what would move and what that leaves");
    command->add_flag("--yes", request.may_empty, "Move them even where that leaves nothing to train on");
}

} // namespace stepmark::ctl
