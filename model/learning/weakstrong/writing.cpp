// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/learning/weakstrong/writing_p.h"

#include "model/domain/error.h"
#include "model/domain/stop.h"
#include "model/learning/context.h"
#include "model/learning/task_layout.h"
#include "model/learning/weakstrong/part_that_moves_p.h"

#include <algorithm>

namespace stepmark {

namespace {

[[noreturn]] void throwTooLong(const TaskExample& example, std::int64_t most) {
    throw Error("\"" + example.prompt.substr(0, 120) + "...\" is longer than the " + std::to_string(most) +
                " tokens that the model reads: leave it out of the task.");
}

} // namespace

WritingModel::WritingModel(TaskKind kind, const LadderModel& model, const LearnOptions& options,
                           const std::stop_token& stop)
    : whole(ModelFolder::open(model.folder))
    , folder(cutAt(whole, model.layers))
    , tokenizer(Tokenizer::load(model.folder))
    , layout(layoutFor(kind, whole, tokenizer))
    , compute(chooseCompute(options.compute.precision, options.compute.device, options.compute.threads, folder.config))
    , core(
          freshNetwork(whole, folder, compute, stop),
          [&](Transformer& network) { return TokenHead::languageModel(network, &whole, true, options.seed); },
          crossEntropy(), taskOptimizer(), {},
          options.top_layers > 0 ? movingAbove(frozenLayers(folder, options.top_layers)) : Trainable{}) {}

Example writtenExample(const TaskExample& task_example, const std::vector<float>& told, const WritingModel& model,
                       const std::stop_token& stop) {
    const auto right = std::find_if(told.begin(), told.end(), [](float weight) { return weight > 0.5F; });
    if (right == told.end())
        throw Error("\"" + task_example.prompt.substr(0, 120) + "...\" comes without an answer to learn.");
    const auto node = static_cast<std::size_t>(task_example.items[static_cast<std::size_t>(right - told.begin())]);
    std::vector<bool> path(static_cast<std::size_t>(task_example.tree.size()), false);
    path[node] = true;
    TokenizeOptions tokenize;
    tokenize.max_path_tokens = contextOf(model.folder.config);
    tokenize.layout = model.layout;
    tokenize.keep = withAncestors(task_example.tree, path);
    tokenize.stop = stop;
    Example example;
    example.problem = task_example.group;
    example.units = 1;
    example.tree = tokenizeTree(model.tokenizer, task_example.prompt, task_example.tree, tokenize);
    if (example.tree.read_at[node] < 0)
        throwTooLong(task_example, tokenize.max_path_tokens);
    for (std::int32_t token = example.tree.begin[node]; token <= example.tree.read_at[node]; ++token)
        example.targets.push_back({.token = token, .next_token = true});
    return example;
}

WrittenAnswers::WrittenAnswers(WritingModel& model, const std::vector<TaskExample>& examples,
                               const std::stop_token& stop)
    : m_model(model)
    , m_examples(examples) {
    m_options.temperature = 0;
    m_options.max_tokens = 1;
    for (const TaskExample& one : examples) {
        throwIfStopped(stop);
        m_texts.push_back({one.prompt, promptTokens(model.tokenizer, one.prompt, model.layout)});
        for (const int item : one.items)
            m_options.max_tokens = std::max(m_options.max_tokens,
                                            static_cast<int>(stepTokens(model.tokenizer, one.tree[item].text).size()));
    }
    const std::int64_t most = contextOf(model.folder.config);
    for (std::size_t i = 0; i < examples.size(); ++i)
        if (std::ssize(m_texts[i].prompt) + m_options.max_tokens > most)
            throwTooLong(examples[i], most);
}

std::vector<float> WrittenAnswers::judge(const std::stop_token& stop, ProgressThrottle& progress) const {
    const Writer writer{.model = m_model.core.model(),
                        .head = m_model.core.head(),
                        .type = m_model.compute.type,
                        .name = m_model.folder.path.string(),
                        .type_name = m_model.compute.typeName(),
                        .ends = endTokens(m_model.folder.config, m_model.tokenizer),
                        .complete = [this](const std::vector<std::int32_t>& tokens) {
                            return m_model.tokenizer.decode(tokens, true).ends_with(m_model.layout.separator);
                        }};
    const std::vector<std::size_t> first = firstItems(m_examples);
    std::vector<float> judged(first.back(), 0.F);
    const auto keep = [&](std::size_t place, const std::vector<Continuation>& made) {
        if (const auto item = itemWritten(m_examples[place], made.front()))
            judged[first[place] + *item] = 1;
    };
    continueTexts(writer, m_texts, m_options, keep, stop, [&](Progress at) {
        at.unit = Unit::Rows;
        progress.report(at);
    });
    return judged;
}

std::optional<std::size_t> WrittenAnswers::itemWritten(const TaskExample& example, const Continuation& made) const {
    if (!made.finished)
        return std::nullopt;
    std::string text = m_model.tokenizer.decode(made.tokens, true);
    if (text.ends_with(m_model.layout.separator))
        text.resize(text.size() - m_model.layout.separator.size());
    for (std::size_t item = 0; item < example.items.size(); ++item)
        if (example.tree[example.items[item]].text == text)
            return item;
    return std::nullopt;
}

std::int64_t WrittenAnswers::tokens() const {
    std::int64_t all = 0;
    for (const ContinuedText& text : m_texts)
        all += std::ssize(text.prompt) + m_options.max_tokens;
    return all;
}

} // namespace stepmark
