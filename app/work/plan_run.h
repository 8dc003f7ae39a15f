// SPDX-License-Identifier: GPL-3.0-or-later
//
// Who does what a plan says. The thread that opened the project.
#pragma once

#include "app/work/work.h"
#include "model/run/plan.h"

#include <exception>
#include <functional>
#include <optional>
#include <vector>

namespace stepmark::work {

/// What a node has found, now or before.
struct NodeResult {
    double seconds = 0;
    Json result;
};

/// What the project knows of the node; nullopt: it was never done.
std::optional<NodeResult> knownResult(storage::Project& project, const PlanNode& node);
/// Keeps it in the project under the node's identity, and returns it.
NodeResult keepResult(storage::Project& project, const PlanNode& node, NodeResult found);

/// Does the nodes of a settled plan one after the other, each as soon as what it stands on is done. What a node has
/// found is kept in the project under its identity (storage/artifact_store.h), and what is there is not done again: an
/// interrupted plan goes on where it was.
class PlanRun {
public:
    /// Keeps what the running node has found: for one whose results must not be stored twice, called by it in the
    /// transaction that stores them.
    using Keep = std::function<void(const Json& result)>;
    /// Does a node and returns what it found. The work's progress names the node's part and place.
    using Perform = std::function<Json(Work& work, const PlanNode& node, const Keep& keep)>;

    PlanRun(const Work& work, const Plan& plan);
    PlanRun(const PlanRun&) = delete;
    PlanRun& operator=(const PlanRun&) = delete;

    /// A node that fails stops what stands on it and nothing else; the first failure is thrown when the others are
    /// done. Cancelled ends all at once.
    void run(const Perform& perform);

    /// By place in the plan; nullopt: not done.
    const std::vector<std::optional<NodeResult>>& results() const { return m_results; }
    /// Of the last of these that is done; null where none is.
    Json resultOf(Part part) const;

private:
    void perform(std::size_t node, const Perform& perform);

    Work m_work; ///< whose reports name the part
    const Plan& m_plan;
    PlanState m_state;
    Part m_part = Part::None;
    int m_node = 0; ///< from 1
    std::vector<std::optional<NodeResult>> m_results;
    std::exception_ptr m_failure; ///< the first
};

} // namespace stepmark::work
