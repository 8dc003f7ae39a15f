// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/work/ladder.h"

#include "app/work/sample_corpus.h"
#include "app/work/study_learner.h"
#include "model/domain/draw.h"
#include "model/domain/error.h"
#include "model/learning/causal_lm.h"
#include "model/learning/packing.h"
#include "model/tasks/task.h"

namespace stepmark::work {

namespace fs = std::filesystem;

namespace {

constexpr double kMarkedShare =
    0.3; ///< of the documents with wrong steps beside the right ones, as of the shipped base

constexpr float kPositionWeight = 0.05F; ///< of the loss on a position's own words, which nobody can foresee

/// What the sizes read.
struct Corpus {
    std::string name; ///< by which another one is known
    DocumentSource source;
    Json about; ///< keys of the result
};

/// A position and its best move, in the words and the layout that the chess task has.
Document documentOf(const EnginePosition& position, const Tokenizer& tokenizer) {
    Document document;
    document.tokens = promptTokens(tokenizer, position.prompt, layoutOf(TaskKind::Chess));
    document.loss_weights.assign(document.tokens.size(), kPositionWeight);
    for (const std::int32_t token : stepTokens(tokenizer, position.best))
        document.tokens.push_back(token);
    document.loss_weights.resize(document.tokens.size(), 1);
    return document;
}

Corpus chessCorpus(const LadderRequest& request, const Tokenizer& tokenizer, const std::stop_token& stop,
                   const ProgressSink& progress) {
    EngineGamesRequest asked = *request.chess;
    asked.seed = request.seed;
    EngineGames games = engineGames(request.out / "games.jsonl", asked, stop, progress);
    if (games.positions.empty())
        throw Error("The engine's games have no position to learn from: play more of them (--games).");
    const std::string name = games.engine + ", " + std::to_string(asked.games) + " games, " +
                             std::to_string(asked.nodes) + " nodes a move, seed " + std::to_string(asked.seed);
    const Json about = {
        {"corpus", "chess"}, {"engine", games.engine}, {"games", asked.games}, {"positions", games.positions.size()}};
    Draw(request.seed, "order of an engine's positions").sort(games.positions, [](const EnginePosition& one) {
        return drawKey(one.prompt);
    });
    return {name,
            [positions = std::move(games.positions), tokenizer](std::int64_t index) {
                return documentOf(positions[static_cast<std::size_t>(index) % positions.size()], tokenizer);
            },
            about};
}

Corpus sampleCorpus(const LadderRequest& request, const Tokenizer& tokenizer) {
    CorpusOptions corpus;
    corpus.seed = request.seed;
    corpus.marked_share = kMarkedShare;
    return {"the built-in sample",
            corpusSource(tokenizer, corpus),
            {{"corpus", "sample"}, {"engine", nullptr}, {"games", nullptr}, {"positions", nullptr}}};
}

CausalLmOptions optionsOf(const LadderStep& step, const LadderRequest& request, const Corpus& corpus,
                          const fs::path& tokenizer) {
    CausalLmOptions options;
    options.config =
        sampleModelConfig(step.width, step.layers, step.heads, step.intermediate, Tokenizer::load(tokenizer));
    options.tokenizer = tokenizer;
    options.out = request.out / step.name;
    options.steps = request.steps;
    options.batch_tokens = 3072;
    options.optimizer = Optimizer::Muon;
    options.decay_share = 0.5;
    options.weight_decay = 0;
    options.seed = request.seed;
    options.documents = corpus.name;
    options.resume = true;
    return withCompute(options, request.compute);
}

Json trainStep(const LadderStep& step, const LadderRequest& request, const Corpus& corpus, const fs::path& tokenizer,
               const std::stop_token& stop, const ProgressSink& progress) {
    const CausalLmOptions options = optionsOf(step, request, corpus, tokenizer);
    const std::optional<CausalLmReport> before = finishedCausalLm(options);
    const CausalLmReport report = before ? *before : trainCausalLm(corpus.source, options, stop, [&](Progress at) {
        at.note = step.name;
        if (progress)
            progress(at);
    });
    return {{"folder", options.out.string()}, {"parameters", parametersOf(*options.config)},
            {"steps", report.steps},          {"loss", report.loss},
            {"tokens", report.tokens},        {"seconds", report.seconds},
            {"known", before.has_value()}};
}

} // namespace

const std::vector<LadderStep>& ladderSteps() {
    static const std::vector<LadderStep> steps = {{"1-24x1", 24, 1, 2, 64},
                                                  {"2-32x2", 32, 2, 2, 88},
                                                  {"3-64x2", 64, 2, 4, 176},
                                                  {"4-96x3", 96, 3, 3, 256},
                                                  {"5-128x4", 128, 4, 4, 352}};
    return steps;
}

Json trainLadder(const LadderRequest& request, const std::stop_token& stop, const ProgressSink& progress) {
    const int most = static_cast<int>(ladderSteps().size());
    if (request.sizes < 2 || request.sizes > most)
        throw Error("A ladder has 2 to " + std::to_string(most) + " sizes.");
    const fs::path tokenizer = shippedModel("stepmark-base");
    const Tokenizer loaded = Tokenizer::load(tokenizer);
    const Corpus corpus = request.chess ? chessCorpus(request, loaded, stop, progress) : sampleCorpus(request, loaded);
    Json models = Json::array();
    double seconds = 0;
    for (int size = 0; size < request.sizes; ++size) {
        models.push_back(
            trainStep(ladderSteps()[static_cast<std::size_t>(size)], request, corpus, tokenizer, stop, progress));
        if (!models.back()["known"])
            seconds += models.back()["seconds"].get<double>();
    }
    Json result = {{"out", absolutePath(request.out)}};
    result.update(corpus.about);
    result["models"] = std::move(models);
    result["seconds"] = seconds;
    return result;
}

} // namespace stepmark::work
