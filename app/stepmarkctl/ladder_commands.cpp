// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/stepmarkctl/command.h"
#include "app/stepmarkctl/options.h"
#include "app/stepmarkctl/range.h"
#include "app/work/ladder.h"

namespace stepmark::ctl {

namespace {

constexpr const char* kSample = "sample";
constexpr const char* kChess = "chess";

struct LadderCommand {
    work::LadderRequest request;
    std::string corpus = kSample;
    std::optional<std::string> engine;
    std::optional<int> games;
    std::optional<std::int64_t> nodes;
};

Json runLadder(Context& context, const LadderCommand& command) {
    work::LadderRequest request = command.request;
    if (command.corpus == kChess) {
        request.chess.emplace();
        request.chess->engine = command.engine.value_or(request.chess->engine);
        request.chess->games = command.games.value_or(request.chess->games);
        request.chess->nodes = command.nodes.value_or(request.chess->nodes);
    } else if (command.engine || command.games || command.nodes) {
        throw UsageError("--engine, --games and --nodes go with --corpus chess.");
    }
    return work::trainLadder(request, context.stop.get_token(), context.progress);
}

void addCorpus(CLI::App* app, LadderCommand& ladder) {
    const work::EngineGamesRequest usual;
    app->add_option("--corpus", ladder.corpus,
                    "What they read: the built-in sample's word problems, or positions of chess with the best move, as "
                    "an engine of this machine finds it")
        ->check(CLI::IsMember({kSample, kChess}))
        ->capture_default_str();
    app->add_option("--engine", ladder.engine, "With --corpus chess: a program that speaks UCI")
        ->default_str(usual.engine);
    app->add_option("--games", ladder.games, "With --corpus chess: number of games that it plays against itself")
        ->check(Range(1, 1'000'000))
        ->default_str(std::to_string(usual.games));
    app->add_option("--nodes", ladder.nodes, "With --corpus chess: number of nodes that it looks at for a move")
        ->check(Range(1, 1'000'000'000))
        ->default_str(std::to_string(usual.nodes));
}

} // namespace

void addLadderCommands(Registry& registry) {
    const auto ladder = std::make_shared<LadderCommand>();
    work::LadderRequest* request = &ladder->request;
    auto* command = registry.add(
        {"w2s ladder", "Train a family of models, small to large, from nothing: on the sample, or on games of chess",
         "w2s ladder ladder --sizes 2 --steps 100", Stopped::GoesOn},
        ladder, runLadder);
    command->add_option("OUT", request->out, "Folder for the models, one a size")->required();
    command->add_option("--sizes", request->sizes, "Number of sizes, from the smallest")
        ->check(Range(2, static_cast<int>(work::ladderSteps().size())))
        ->capture_default_str();
    command->add_option("--steps", request->steps, "Number of optimizer steps, of each size")
        ->check(Range(1, 1'000'000))
        ->capture_default_str();
    command->add_option("--seed", request->seed, "Seed of the weights and of the text or games")->capture_default_str();
    addCorpus(command, *ladder);
    addCompute(command, request->compute);
}

} // namespace stepmark::ctl
