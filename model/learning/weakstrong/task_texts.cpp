// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/learning/weakstrong/task_texts_p.h"

#include "model/domain/error.h"
#include "model/domain/stop.h"

#include <map>

namespace stepmark {

namespace {

Example exampleOf(const TaskExample& one, const TokenizeOptions& options, const Tokenizer& tokenizer) {
    Example example;
    example.problem = one.group;
    example.units = std::ssize(one.items);
    std::vector<bool> items(static_cast<std::size_t>(one.tree.size()), false);
    for (const int node : one.items)
        items[static_cast<std::size_t>(node)] = true;
    TokenizeOptions tokenize = options;
    tokenize.keep = withAncestors(one.tree, items);
    example.tree = tokenizeTree(tokenizer, one.prompt, one.tree, tokenize);
    for (const int node : one.items)
        if (example.tree.read_at[static_cast<std::size_t>(node)] < 0)
            throw Error("\"" + one.prompt.substr(0, 60) + one.tree[node].text.substr(0, 60) +
                        "...\" is longer than the " + std::to_string(options.max_path_tokens) +
                        " tokens that the model reads: leave it out of the task.");
    return example;
}

template <class Do>
void forAllTokens(TaskTexts& texts, const Do& act) {
    for (std::vector<Example>* part : {&texts.train, &texts.test})
        for (Example& example : *part)
            for (std::int32_t& token : example.tree.tokens)
                act(token);
}

} // namespace

TaskTexts::TaskTexts(const Task& task, const Tokenizer& tokenizer, const Layout& layout, std::int64_t max_path_tokens,
                     const std::stop_token& stop) {
    TokenizeOptions options;
    options.max_path_tokens = max_path_tokens;
    options.layout = layout;
    options.stop = stop;
    const auto add = [&](const std::vector<TaskExample>& from, std::vector<Example>& to) {
        for (const TaskExample& one : from) {
            throwIfStopped(stop);
            to.push_back(exampleOf(one, options, tokenizer));
            to.back().place = to.size() - 1;
            to.back().key = to.size() - 1;
        }
    };
    add(task.train, train);
    add(task.test, test);
}

std::vector<std::int64_t> TaskTexts::renumber() {
    std::map<std::int32_t, std::int32_t> place_of;
    forAllTokens(*this, [&](std::int32_t token) { place_of[token] = 0; });
    std::vector<std::int64_t> used;
    for (auto& [token, place] : place_of) {
        place = static_cast<std::int32_t>(used.size());
        used.push_back(token);
    }
    vocabulary = std::ssize(used);
    forAllTokens(*this, [&](std::int32_t& token) { token = place_of[token]; });
    return used;
}

void TaskTexts::countThrough() {
    std::int32_t next = 0;
    forAllTokens(*this, [&](std::int32_t& token) { token = next++; });
}

std::int64_t TaskTexts::tokens() const { return tokensOf(train) + tokensOf(test); }

std::int64_t tokensOf(const std::vector<Example>& examples) {
    std::int64_t all = 0;
    for (const Example& example : examples)
        all += std::ssize(example.tree.tokens);
    return all;
}

std::vector<Example> taught(const Task& task, const TaskTexts& texts, const std::vector<Taught>& lesson,
                            std::vector<float> Taught::*told) {
    std::vector<Example> examples;
    for (const Taught& one : lesson) {
        Example& example = examples.emplace_back(texts.train[one.place]);
        const std::vector<int>& items = task.train[one.place].items;
        for (std::size_t item = 0; item < items.size(); ++item) {
            const std::int32_t token = example.tree.read_at[static_cast<std::size_t>(items[item])];
            const float target = (one.*told)[item];
            example.targets.push_back({.token = token, .target = 0, .weight = 1 - target});
            example.targets.push_back({.token = token, .target = 1, .weight = target});
        }
    }
    return examples;
}

} // namespace stepmark
