// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/learning/weakstrong/task_examples_p.h"

#include "model/domain/error.h"

namespace stepmark {

Example exampleOf(const TaskExample& task_example, TaskKind kind, const std::vector<float>& targets,
                  const Tokenizer& tokenizer, std::int64_t max_path_tokens, const std::stop_token& stop) {
    Example example;
    example.problem = task_example.group;
    example.units = std::ssize(task_example.items);
    std::vector<bool> items(static_cast<std::size_t>(task_example.tree.size()), false);
    for (const int node : task_example.items)
        items[static_cast<std::size_t>(node)] = true;
    TokenizeOptions tokenize;
    tokenize.max_path_tokens = max_path_tokens;
    tokenize.layout = layoutOf(kind);
    tokenize.keep = withAncestors(task_example.tree, items);
    tokenize.stop = stop;
    example.tree = tokenizeTree(tokenizer, task_example.prompt, task_example.tree, tokenize);
    for (std::size_t item = 0; item < task_example.items.size(); ++item) {
        const int node = task_example.items[item];
        const std::int32_t token = example.tree.read_at[static_cast<std::size_t>(node)];
        if (token < 0)
            throw Error("\"" + task_example.prompt.substr(0, 60) + task_example.tree[node].text.substr(0, 60) +
                        "...\" is longer than the " + std::to_string(max_path_tokens) +
                        " tokens that the model reads: leave it out of the task.");
        if (targets.empty())
            continue;
        example.targets.push_back({.token = token, .target = 0, .weight = 1 - targets[item]});
        example.targets.push_back({.token = token, .target = 1, .weight = targets[item]});
    }
    return example;
}

std::vector<ItemsOfPack> packItems(const std::vector<const TaskExample*>& task_examples,
                                   const std::vector<Example>& examples, std::int64_t max_pack_tokens,
                                   const std::stop_token& stop) {
    std::vector<TokenizedTree> trees;
    std::vector<std::vector<std::int64_t>> item_at; // by tree and token; -1: none is read there
    std::size_t count = 0;
    for (std::size_t place = 0; place < examples.size(); ++place) {
        trees.push_back(examples[place].tree);
        auto& at = item_at.emplace_back(examples[place].tree.tokens.size(), -1);
        for (const int node : task_examples[place]->items)
            at[static_cast<std::size_t>(examples[place].tree.read_at[static_cast<std::size_t>(node)])] =
                static_cast<std::int64_t>(count++);
    }
    std::vector<ItemsOfPack> packs;
    for (Pack& pack : packTrees(trees, max_pack_tokens, stop)) {
        ItemsOfPack one;
        for (std::size_t token = 0; token < pack.size(); ++token) {
            const Pack::Origin& origin = pack.origin[token];
            const std::int64_t item =
                origin.owned ? item_at[static_cast<std::size_t>(origin.tree)][static_cast<std::size_t>(origin.source)]
                             : -1;
            if (item < 0)
                continue;
            one.rows.push_back(static_cast<std::int64_t>(token));
            one.items.push_back(static_cast<std::size_t>(item));
        }
        one.pack = std::move(pack);
        packs.push_back(std::move(one));
    }
    return packs;
}

} // namespace stepmark
