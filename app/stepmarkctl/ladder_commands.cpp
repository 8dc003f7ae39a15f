// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/stepmarkctl/command.h"
#include "app/stepmarkctl/options.h"
#include "app/stepmarkctl/range.h"
#include "app/work/ladder.h"

namespace stepmark::ctl {

namespace {

Json runLadder(Context& context, const work::LadderRequest& request) {
    return work::trainLadder(request, context.stop.get_token(), context.progress);
}

} // namespace

void addLadderCommands(Registry& registry) {
    const auto request = std::make_shared<work::LadderRequest>();
    auto* command = registry.add({"w2s ladder", "Train a family of models, small to large, from nothing on the sample",
                                  "w2s ladder ladder --sizes 2 --steps 100", Stopped::GoesOn},
                                 request, runLadder);
    command->add_option("OUT", request->out, "Folder for the models, one a size")->required();
    command->add_option("--sizes", request->sizes, "Number of sizes, from the smallest")
        ->check(Range(2, static_cast<int>(work::ladderSteps().size())))
        ->capture_default_str();
    command->add_option("--steps", request->steps, "Number of optimizer steps, of each size")
        ->check(Range(1, 1'000'000))
        ->capture_default_str();
    command->add_option("--seed", request->seed, "Seed of the weights and of the text")->capture_default_str();
    addCompute(command, request->compute);
}

} // namespace stepmark::ctl
