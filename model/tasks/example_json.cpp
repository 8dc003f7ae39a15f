// SPDX-License-Identifier: GPL-3.0-or-later
//
// {"prompt": "...", "nodes": ["...", ...], "parents": [-1, 0, ...], "items": [...], "right": [...]}
// prompt: left out where empty; parents: where all are first steps; items: where all nodes are; right: the places, in
// items, of those that are true.
#include "model/tasks/example_json.h"

#include "model/domain/error.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <numeric>

namespace stepmark {

namespace {

using Json = nlohmann::json;

std::vector<int> allNodes(const StepTree& tree) {
    std::vector<int> all(static_cast<std::size_t>(tree.size()));
    std::iota(all.begin(), all.end(), 0);
    return all;
}

StepTree treeFrom(const Json& json) {
    StepTree tree;
    const Json& nodes = json.at("nodes");
    const Json parents = json.value("parents", Json::array());
    for (std::size_t i = 0; i < nodes.size(); ++i) {
        const int parent = parents.empty() ? StepTree::kNoParent : parents.at(i).get<int>();
        if (parent < StepTree::kNoParent || parent >= static_cast<int>(i) ||
            tree.add(parent, nodes[i].get_ref<const std::string&>()) != static_cast<int>(i))
            throw Error("its tree is none");
    }
    return tree;
}

TaskExample parsed(const Json& json, std::int64_t group) {
    TaskExample example;
    example.group = group;
    example.prompt = json.value("prompt", "");
    example.tree = treeFrom(json);
    example.items = json.contains("items") ? json["items"].get<std::vector<int>>() : allNodes(example.tree);
    if (example.items.empty() || std::any_of(example.items.begin(), example.items.end(),
                                             [&](int item) { return item < 0 || item >= example.tree.size(); }))
        throw Error("its items are none");
    example.truth.assign(example.items.size(), 0);
    for (const Json& place : json.at("right"))
        example.truth.at(place.get<std::size_t>()) = 1;
    return example;
}

} // namespace

std::string exampleToText(const TaskExample& example) {
    Json nodes = Json::array(), parents = Json::array(), right = Json::array();
    bool is_flat = true;
    for (const StepTree::Node& node : example.tree.nodes()) {
        nodes.push_back(node.text);
        parents.push_back(node.parent);
        is_flat = is_flat && node.parent == StepTree::kNoParent;
    }
    for (std::size_t i = 0; i < example.truth.size(); ++i)
        if (example.truth[i] == 1)
            right.push_back(i);
    Json json = {{"nodes", std::move(nodes)}, {"right", std::move(right)}};
    if (!example.prompt.empty())
        json["prompt"] = example.prompt;
    if (!is_flat)
        json["parents"] = std::move(parents);
    if (example.items != allNodes(example.tree))
        json["items"] = example.items;
    return json.dump();
}

TaskExample exampleFromText(std::string_view text, std::int64_t group) {
    try {
        return parsed(Json::parse(text), group);
    } catch (const std::exception& error) {
        throw Error(std::string("An example of a task is damaged (") + error.what() +
                    "): remove the task, and add it again.");
    }
}

} // namespace stepmark
