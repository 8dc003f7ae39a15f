// SPDX-License-Identifier: GPL-3.0-or-later
//
// A run as a graph: what there is to do, what of it stands on what, and under which name the result is kept. Who does
// it is app/work/plan_run.h.
//
// Thread rule: plain values and pure functions.
#pragma once

#include "model/run/part.h"

#include <nlohmann/json.hpp>

#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace stepmark {

/// One piece of work. Its identity says what comes of it: two of the same identity would do the same, and what one has
/// done need not be done again.
struct PlanNode {
    std::string name; ///< no other of the plan has it
    Part part = Part::None;
    nlohmann::ordered_json spec;     ///< what is asked for
    std::vector<std::string> inputs; ///< names of the nodes on whose results it stands
    std::string reads;               ///< of what else it reads: a fingerprint, taken when the plan is made
    std::filesystem::path folder;    ///< where its output goes that is none of the project's; empty: there is none
    std::string identity;            ///< see Plan::settle()

    bool operator==(const PlanNode&) const = default;
};

/// Of a text, another one for every other text.
using Digest = std::function<std::string(std::string_view)>;

class Plan {
public:
    Plan() = default;
    /// Puts each node behind those that it stands on, and leaves them as they are otherwise. Throws Error for a name
    /// that two have, an input that is none of them, and nodes that wait for each other.
    explicit Plan(std::vector<PlanNode> nodes);

    const std::vector<PlanNode>& nodes() const { return m_nodes; }
    /// Places of the nodes that one stands on.
    const std::vector<std::size_t>& inputsOf(std::size_t node) const { return m_inputs[node]; }
    bool has(Part part) const;

    /// Gives every node that has none an identity: the digest of part, spec, what it reads, `code` (which program would
    /// do it) and the identities of its inputs. Where the outputs go is not in it. A node keeps the one that it has:
    /// what was settled stays settled, whatever version goes on with it.
    void settle(std::string_view code, const Digest& digest);

    bool operator==(const Plan&) const = default;

private:
    std::vector<PlanNode> m_nodes;
    std::vector<std::vector<std::size_t>> m_inputs;
};

/// How far a plan has come.
class PlanState {
public:
    enum class Of { Waiting, Running, Done, Failed, Blocked };

    explicit PlanState(const Plan& plan);

    Of of(std::size_t node) const { return m_of[node]; }
    /// The first that waits for nothing any more; nullopt: none does.
    std::optional<std::size_t> next() const;
    void begin(std::size_t node) { m_of[node] = Of::Running; }
    void finish(std::size_t node) { m_of[node] = Of::Done; }
    /// What stands on it, whatever lies between, is blocked; nothing else is.
    void fail(std::size_t node);

private:
    const Plan& m_plan;
    std::vector<Of> m_of;
};

/// The codec: a list of name, part, spec, inputs, reads, folder (null: none), identity.
nlohmann::ordered_json toJson(const Plan& plan);
/// Throws Error where it is none, or the plan is not sound.
Plan planFromJson(const nlohmann::ordered_json& json);

} // namespace stepmark
