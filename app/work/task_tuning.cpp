// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/work/task_tuning.h"

#include "model/base/model_folder.h"
#include "model/domain/draw.h"
#include "model/domain/error.h"
#include "model/domain/stop.h"
#include "model/learning/causal_lm.h"
#include "model/learning/causal_lm_cost.h"
#include "model/learning/packing.h"
#include "model/learning/task_layout.h"

#include <algorithm>
#include <numeric>

namespace stepmark::work {

namespace {

constexpr std::int64_t kBatchTokens = 1024;
constexpr double kRate = 2e-5;

/// An example's tree as one document: its ways share what they begin with.
Document documentOf(const TaskExample& example, const Tokenizer& tokenizer, const TokenizeOptions& options) {
    const TokenizedTree tree = tokenizeTree(tokenizer, example.prompt, example.tree, options);
    Document document;
    document.tokens = tree.tokens;
    document.parent = tree.parent;
    return document;
}

/// In the order in which they are read. It is the same for all seeds of a study, so that they share a base.
std::vector<Document> documentsOf(const Task& task, const TuneRequest& request, const std::stop_token& stop) {
    const Tokenizer tokenizer = Tokenizer::load(request.base);
    const ModelFolder folder = ModelFolder::open(request.base);
    TokenizeOptions options;
    options.layout = layoutFor(task.kind, folder, tokenizer);
    options.max_path_tokens = folder.config.max_position_embeddings;
    options.stop = stop;
    std::vector<std::size_t> order(task.train.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    Draw(0, "order of a task's texts").sort(order, [](std::size_t place) { return place; });
    if (request.examples > 0)
        order.resize(std::min(order.size(), request.examples));
    std::vector<Document> documents;
    for (const std::size_t place : order) {
        throwIfStopped(stop);
        Document document = documentOf(task.train[place], tokenizer, options);
        if (document.tokens.size() > 1) // of one token nothing is foretold
            documents.push_back(std::move(document));
    }
    if (documents.empty())
        throw Error("The task has no text to tune a base on.");
    return documents;
}

CausalLmOptions optionsOf(const std::vector<Document>& documents, const TuneRequest& request) {
    std::int64_t tokens = 0;
    for (const Document& one : documents)
        tokens += std::ssize(one.tokens);
    CausalLmOptions options;
    options.base = request.base;
    options.out = request.out;
    options.steps = std::max<std::int64_t>(1, tokens * request.epochs / kBatchTokens);
    options.batch_tokens = kBatchTokens;
    options.learning_rate = kRate;
    options.weight_decay = 0.01;
    options.documents = "task " + request.name;
    options.resume = true;
    return withCompute(options, request.compute);
}

DocumentSource sourceOf(const std::vector<Document>& documents) {
    return [&documents](std::int64_t index) { return documents[static_cast<std::size_t>(index) % documents.size()]; };
}

} // namespace

Tuned tuneOnText(const Task& task, const TuneRequest& request, const std::stop_token& stop,
                 const ProgressSink& progress) {
    const std::vector<Document> documents = documentsOf(task, request, stop);
    const CausalLmOptions options = optionsOf(documents, request);
    const std::optional<CausalLmReport> before = finishedCausalLm(options);
    const CausalLmReport report = before ? *before : trainCausalLm(sourceOf(documents), options, stop, progress);
    return {report.loss, report.tokens, report.seconds, before.has_value()};
}

LearnCost tuneCost(const Task& task, const TuneRequest& request, const std::stop_token& stop) {
    const std::vector<Document> documents = documentsOf(task, request, stop);
    const CausalLmCost cost = causalLmCost(sourceOf(documents), optionsOf(documents, request), stop);
    return {.tokens = cost.tokens, .peak_bytes = cost.peak_bytes, .seconds = cost.seconds};
}

} // namespace stepmark::work
