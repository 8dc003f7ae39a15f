// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/work/ladder.h"

#include "app/work/sample_corpus.h"
#include "app/work/study_learner.h"
#include "model/domain/error.h"
#include "model/learning/causal_lm.h"

namespace stepmark::work {

namespace fs = std::filesystem;

namespace {

constexpr double kMarkedShare =
    0.3; ///< of the documents with wrong steps beside the right ones, as of the shipped base

CausalLmOptions optionsOf(const LadderStep& step, const LadderRequest& request, const fs::path& tokenizer) {
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
    options.documents = "the built-in sample";
    options.resume = true;
    return withCompute(options, request.compute);
}

Json trainStep(const LadderStep& step, const LadderRequest& request, const fs::path& tokenizer,
               const std::stop_token& stop, const ProgressSink& progress) {
    const CausalLmOptions options = optionsOf(step, request, tokenizer);
    const std::optional<CausalLmReport> before = finishedCausalLm(options);
    CorpusOptions corpus;
    corpus.seed = request.seed;
    corpus.marked_share = kMarkedShare;
    const CausalLmReport report =
        before ? *before
               : trainCausalLm(corpusSource(Tokenizer::load(tokenizer), corpus), options, stop, [&](Progress at) {
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
    Json models = Json::array();
    double seconds = 0;
    for (int size = 0; size < request.sizes; ++size) {
        models.push_back(trainStep(ladderSteps()[static_cast<std::size_t>(size)], request, tokenizer, stop, progress));
        if (!models.back()["known"])
            seconds += models.back()["seconds"].get<double>();
    }
    return {{"out", absolutePath(request.out)}, {"models", std::move(models)}, {"seconds", seconds}};
}

} // namespace stepmark::work
