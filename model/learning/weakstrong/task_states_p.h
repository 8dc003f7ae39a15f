// SPDX-License-Identifier: GPL-3.0-or-later
//
// What frozen bases make of a task's items, at some of their layers.
//
// Thread rule: as hidden_states_p.h.
#pragma once

#include "model/learning/weakstrong/learn.h"

#include <ATen/ATen.h>

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <utility>

namespace stepmark {

/// Of one layer: all items of Task::train, then those of Task::test.
struct ItemStates {
    at::Tensor train, test; ///< [items, H] bfloat16 each
};

class TaskStates {
public:
    /// The task outlives it.
    explicit TaskStates(const Task& task)
        : m_task(task) {}

    /// Computes what is not kept, in one pass up to the highest layer (0: the folder's last). Returns the tokens that
    /// went through the network. Throws Error for layers that the folder has not, and examples longer than it reads.
    std::int64_t ensure(const std::filesystem::path& folder, const std::vector<int>& layers,
                        const LearnOptions& options, const std::stop_token& stop, ProgressSink progress);
    /// Of a pass, and `lessons` probes at each of the layers.
    LearnCost cost(const std::filesystem::path& folder, const std::vector<int>& layers, std::int64_t lessons,
                   const LearnOptions& options, const std::stop_token& stop) const;
    /// Of a layer that ensure() was asked for.
    const ItemStates& at(const LadderModel& model) const;
    const Computed& computed() const { return m_computed; }

private:
    using Key = std::pair<std::string, int>; ///< folder, layers
    const Task& m_task;
    std::map<Key, ItemStates> m_states;
    Computed m_computed;
};

} // namespace stepmark
