// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/domain/step_tree.h"
#include "storage/project.h"

#include <cstdint>
#include <optional>
#include <span>
#include <unordered_map>

namespace stepmark::storage {

/// Every step's parent, and what texts are to draws: enough to walk all paths without asking the database. Thread rule:
/// plain value.
class StepPaths {
public:
    struct Node {
        StepId parent = 0;          ///< 0: none
        std::int64_t text_hash = 0; ///< textHash()
        std::int64_t problem_hash = 0;
    };

    /// Of the problems of `split`; nullopt: of all. Reads their steps.
    StepPaths(Project& project, std::optional<Split> split);
    /// Of trees that have been read.
    explicit StepPaths(std::span<const LabelledTree> trees);

    /// nullptr where the step is none of these.
    const Node* find(StepId step) const;
    /// As StepStore::drawKey().
    std::uint64_t drawKey(StepId leaf) const;

private:
    std::unordered_map<StepId, Node> m_nodes;
};

} // namespace stepmark::storage
