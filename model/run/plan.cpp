// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/run/plan.h"

#include "model/domain/error.h"

#include <algorithm>
#include <unordered_map>
#include <utility>

namespace stepmark {

namespace {

using Places = std::unordered_map<std::string_view, std::size_t>;

Places placesOf(const std::vector<PlanNode>& nodes) {
    Places places;
    for (std::size_t i = 0; i < nodes.size(); ++i)
        if (!places.emplace(nodes[i].name, i).second)
            throw Error("The plan names \"" + nodes[i].name + "\" twice.");
    return places;
}

std::vector<std::vector<std::size_t>> inputsOf(const std::vector<PlanNode>& nodes) {
    const Places places = placesOf(nodes);
    std::vector<std::vector<std::size_t>> inputs(nodes.size());
    for (std::size_t i = 0; i < nodes.size(); ++i)
        for (const std::string& name : nodes[i].inputs) {
            const auto place = places.find(name);
            if (place == places.end())
                throw Error("In the plan \"" + nodes[i].name + "\" stands on \"" + name + "\", which is none of it.");
            inputs[i].push_back(place->second);
        }
    return inputs;
}

/// Places of the nodes, each behind those that it stands on.
class Sorter {
public:
    explicit Sorter(const std::vector<PlanNode>& nodes)
        : m_nodes(nodes)
        , m_inputs(inputsOf(nodes))
        , m_seen(nodes.size(), Seen::No) {}

    std::vector<std::size_t> order() {
        for (std::size_t i = 0; i < m_nodes.size(); ++i)
            visit(i);
        return std::move(m_order);
    }

private:
    enum class Seen { No, Open, Yes };

    void visit(std::size_t node) {
        if (m_seen[node] == Seen::Yes)
            return;
        if (std::exchange(m_seen[node], Seen::Open) == Seen::Open)
            throw Error("In the plan \"" + m_nodes[node].name + "\" waits for itself.");
        for (const std::size_t input : m_inputs[node])
            visit(input);
        m_seen[node] = Seen::Yes;
        m_order.push_back(node);
    }

    const std::vector<PlanNode>& m_nodes;
    const std::vector<std::vector<std::size_t>> m_inputs;
    std::vector<Seen> m_seen;
    std::vector<std::size_t> m_order;
};

} // namespace

Plan::Plan(std::vector<PlanNode> nodes) {
    for (const std::size_t place : Sorter(nodes).order())
        m_nodes.push_back(nodes[place]);
    m_inputs = stepmark::inputsOf(m_nodes);
}

bool Plan::has(Part part) const {
    return std::any_of(m_nodes.begin(), m_nodes.end(), [&](const PlanNode& node) { return node.part == part; });
}

void Plan::settle(std::string_view code, const Digest& digest) {
    for (std::size_t i = 0; i < m_nodes.size(); ++i) {
        PlanNode& node = m_nodes[i];
        if (!node.identity.empty())
            continue;
        nlohmann::json whole = {{"part", toText(node.part)}, // keys in order, whoever has written the spec
                                {"spec", nlohmann::json(node.spec)},
                                {"reads", node.reads},
                                {"code", code},
                                {"inputs", nlohmann::json::array()}};
        for (const std::size_t input : m_inputs[i])
            whole["inputs"].push_back(m_nodes[input].identity);
        node.identity = digest(whole.dump());
    }
}

PlanState::PlanState(const Plan& plan)
    : m_plan(plan)
    , m_of(plan.nodes().size(), Of::Waiting) {}

std::optional<std::size_t> PlanState::next() const {
    for (std::size_t i = 0; i < m_of.size(); ++i) {
        const auto& inputs = m_plan.inputsOf(i);
        if (m_of[i] == Of::Waiting &&
            std::all_of(inputs.begin(), inputs.end(), [&](std::size_t input) { return m_of[input] == Of::Done; }))
            return i;
    }
    return std::nullopt;
}

void PlanState::fail(std::size_t node) {
    m_of[node] = Of::Failed;
    for (std::size_t i = node + 1; i < m_of.size(); ++i) { // what stands on something lies behind it
        const auto& inputs = m_plan.inputsOf(i);
        if (std::any_of(inputs.begin(), inputs.end(),
                        [&](std::size_t input) { return m_of[input] == Of::Failed || m_of[input] == Of::Blocked; }))
            m_of[i] = Of::Blocked;
    }
}

nlohmann::ordered_json toJson(const Plan& plan) {
    auto list = nlohmann::ordered_json::array();
    for (const PlanNode& node : plan.nodes()) {
        nlohmann::ordered_json row = {{"name", node.name},        {"part", toText(node.part)}, {"spec", node.spec},
                                      {"inputs", node.inputs},    {"reads", node.reads},       {"folder", nullptr},
                                      {"identity", node.identity}};
        if (!node.folder.empty())
            row["folder"] = node.folder.string();
        list.push_back(std::move(row));
    }
    return list;
}

Plan planFromJson(const nlohmann::ordered_json& json) try {
    std::vector<PlanNode> nodes;
    for (const auto& row : json) {
        const auto part = partFromText(row.at("part").get<std::string>());
        if (!part)
            throw Error("The plan has a part that is not known here: " + row.at("part").dump() + ".");
        PlanNode& node = nodes.emplace_back();
        node.name = row.at("name").get<std::string>();
        node.part = *part;
        node.spec = row.at("spec");
        node.inputs = row.at("inputs").get<std::vector<std::string>>();
        node.reads = row.at("reads").get<std::string>();
        if (const auto& folder = row.at("folder"); !folder.is_null())
            node.folder = folder.get<std::string>();
        node.identity = row.at("identity").get<std::string>();
    }
    return Plan(std::move(nodes));
} catch (const nlohmann::json::exception& error) {
    throw Error(std::string("This is no plan (") + error.what() + ").");
}

} // namespace stepmark
